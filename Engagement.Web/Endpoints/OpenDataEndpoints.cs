using Engagement.Core.ServiceRequests;
using Engagement.Web.Setup;

namespace Engagement.Web.Endpoints;

/// <summary>The open data as files that a job wrote.</summary>
internal static class OpenDataEndpoints
{
    /// <summary>Folder of the addresses.</summary>
    public const string Path = "/open-data/";

    public static void MapOpenData(this IEndpointRouteBuilder routes) =>
        routes.MapMethods(Path + "{name}", ["GET", "HEAD"], (string name, OpenDataService data, HttpContext http) =>
        {
            if (data.PathOf(name) is not { } file) return Results.NotFound();
            http.Response.Headers.CacheControl = "public, max-age=300";
            return Results.File(file, name == OpenDataService.Csv ? "text/csv; charset=utf-8" : "application/geo+json", lastModified: new DateTimeOffset(File.GetLastWriteTimeUtc(file)), enableRangeProcessing: true);
        }).AllowAnonymous().RequireCors(Open311Setup.Cors);
}
