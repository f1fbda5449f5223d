using Engagement.Core.Common;

namespace Engagement.Web.Endpoints;

internal static class Downloads
{
    /// <summary>A file that nobody on the way may keep; "not found" also for those who may not have it.</summary>
    public static IResult File(Result<byte[]> content, HttpContext http, string type, string name)
    {
        if (!content.Ok) return Results.NotFound();
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.File(content.Value, type, name);
    }
}
