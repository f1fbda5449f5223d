using Engagement.Core.Accounts;
using Engagement.Core.Certificates;
using Engagement.Core.Common;

namespace Engagement.Web.Endpoints;

/// <summary>Answers that are files with personal data: never kept by caches, never shown inside our pages.</summary>
internal static class Downloads
{
    /// <summary>A file that is written to the response while it is made.</summary>
    public static async Task<IResult> SendAsync(Task<Result<Download>> made, bool inline = false)
    {
        var result = await made;
        if (result.Ok) return new Sent(result.Value, inline);
        return Results.Text(result.Error.Message, "text/plain; charset=utf-8", statusCode: result.Error switch { Forbidden => 403, NotFound => 404, _ => 409 });
    }

    /// <summary>A file that is there as a whole.</summary>
    public static IResult File(Result<byte[]> content, HttpContext http, string type, string name)
    {
        if (!content.Ok) return Results.NotFound();
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.File(content.Value, type, name);
    }

    private sealed class Sent(Download file, bool inline) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.ContentType = file.ContentType;
            response.Headers.CacheControl = "no-store";
            var disposition = new Microsoft.Net.Http.Headers.ContentDispositionHeaderValue(inline ? "inline" : "attachment");
            disposition.SetHttpFileName(file.Name);
            response.Headers.ContentDisposition = disposition.ToString();
            await file.WriteAsync(response.Body, httpContext.RequestAborted);
        }
    }
}
