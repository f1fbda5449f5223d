using Engagement.Core.Accounts;
using Engagement.Core.Files;
using Engagement.Web.Setup;
using Microsoft.Net.Http.Headers;

namespace Engagement.Web.Endpoints;

internal static class FilesEndpoints
{
    /// <summary>Uploaded files, for staff: always as a download, never shown inside our pages.</summary>
    public static void MapFiles(this IEndpointRouteBuilder app) =>
        app.MapGet("/files/{id:guid}", GetAsync).RequireAuthorization(nameof(Permission.ReadCohorts));

    private static async Task<IResult> GetAsync(Guid id, HttpContext http, FileService files)
    {
        var found = await files.GetAsync(CurrentActor.From(http.User), id);
        if (!found.Ok) return Results.NotFound();
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = "private, no-cache";
        return Results.Bytes(found.Value.Content, found.Value.ContentType, found.Value.Name, entityTag: new EntityTagHeaderValue($"\"{found.Value.Hash}\""));
    }
}
