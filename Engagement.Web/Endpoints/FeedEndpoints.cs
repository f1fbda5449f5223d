using Engagement.Core.Common;
using Engagement.Core.Feeds;
using Microsoft.Net.Http.Headers;

namespace Engagement.Web.Endpoints;

/// <summary>Files for calendars.</summary>
internal static class FeedEndpoints
{
    public static void MapFeeds(this IEndpointRouteBuilder routes)
    {
        var app = routes.MapGroup("").AllowAnonymous();
        app.MapMethods("/calendar/{token:length(22)}.ics", ["GET", "HEAD"], async (string token, FeedFileService files, HttpContext http) => Answer(await files.ReadAsync(token), http));
        app.MapMethods("/apply/{id:guid}/sessions.ics", ["GET", "HEAD"], async (Guid id, FeedFileService files, HttpContext http) => Answer(await files.AnnouncedAsync(id), http));
    }

    private static IResult Answer(Result<FeedFile> file, HttpContext http)
    {
        // The address is a secret: search machines and the caches of others must not keep what is behind it.
        http.Response.Headers["X-Robots-Tag"] = "noindex";
        if (!file.Ok) return Results.Text(file.Error.Message, "text/plain; charset=utf-8", statusCode: StatusCodes.Status404NotFound);
        http.Response.Headers.CacheControl = "private, no-cache";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.File(System.Text.Encoding.UTF8.GetBytes(file.Value.Text), "text/calendar; charset=utf-8", "sessions.ics", entityTag: new EntityTagHeaderValue($"\"{file.Value.Tag}\""));
    }
}
