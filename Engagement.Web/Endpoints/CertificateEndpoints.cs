using Engagement.Core.Accounts;
using Engagement.Core.Certificates;
using Engagement.Core.Common;
using Engagement.Core.Graduation;
using Engagement.Web.Setup;

namespace Engagement.Web.Endpoints;

/// <summary>Downloads of certificates and lists; each is written to the response while it is made.</summary>
internal static class CertificateEndpoints
{
    public static void MapCertificates(this IEndpointRouteBuilder app)
    {
        app.MapGet("/staff/certificates/{id:guid}.pdf", (Guid id, PrintService print, HttpContext http) => SendAsync(print.OneAsync(Me(http), id)))
            .RequireAuthorization(nameof(Permission.ReadPeople));
        app.MapGet("/staff/cohorts/{id:guid}/certificates.pdf", (Guid id, Guid[]? only, PrintService print, HttpContext http) => SendAsync(print.CohortPdfAsync(Me(http), id, Chosen(only))))
            .RequireAuthorization(nameof(Permission.ReadPeople));
        app.MapGet("/staff/cohorts/{id:guid}/certificates.zip", (Guid id, Guid[]? only, PrintService print, HttpContext http) => SendAsync(print.CohortZipAsync(Me(http), id, Chosen(only))))
            .RequireAuthorization(nameof(Permission.ReadPeople));
        app.MapGet("/staff/programs/{id:guid}/certificate-preview.pdf", (Guid id, PrintService print, HttpContext http) => SendAsync(print.PreviewAsync(Me(http), id), inline: true))
            .RequireAuthorization(nameof(Permission.ManagePrograms));
        app.MapGet("/staff/cohorts/{id:guid}/cards.pdf", (Guid id, ListPrintService print, HttpContext http) => SendAsync(print.CardsAsync(Me(http), id)))
            .RequireAuthorization(nameof(Permission.ReadPeople));
        app.MapGet("/staff/sessions/{id:guid}/sign-in-sheet.pdf", (Guid id, ListPrintService print, HttpContext http) => SendAsync(print.SignInSheetAsync(Me(http), id)))
            .RequireAuthorization(nameof(Permission.TakeAttendance));
    }

    private static Actor Me(HttpContext http) => CurrentActor.From(http.User);

    private static Guid[]? Chosen(Guid[]? only) => only is { Length: > 0 } ? only : null;

    /// <summary>Sends what was made, or says in plain text why not.</summary>
    public static async Task<IResult> SendAsync(Task<Result<Download>> made, bool inline = false)
    {
        var result = await made;
        if (result.Ok) return new Sent(result.Value, inline);
        return Results.Text(result.Error.Message, "text/plain; charset=utf-8", statusCode: result.Error switch { Forbidden => 403, NotFound => 404, _ => 409 });
    }

    // Personal data: never kept by caches.
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
