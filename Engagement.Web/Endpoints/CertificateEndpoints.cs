using Engagement.Core.Accounts;
using Engagement.Core.Certificates;
using Engagement.Web.Setup;

namespace Engagement.Web.Endpoints;

/// <summary>Downloads of certificates and lists; each is written to the response while it is made.</summary>
internal static class CertificateEndpoints
{
    public static void MapCertificates(this IEndpointRouteBuilder app)
    {
        app.MapGet("/staff/certificates/{id:guid}.pdf", (Guid id, PrintService print, HttpContext http) => Downloads.SendAsync(print.OneAsync(Me(http), id)))
            .RequireAuthorization(nameof(Permission.ReadPeople));
        app.MapGet("/staff/cohorts/{id:guid}/certificates.pdf", (Guid id, Guid[]? only, PrintService print, HttpContext http) => Downloads.SendAsync(print.CohortPdfAsync(Me(http), id, Chosen(only))))
            .RequireAuthorization(nameof(Permission.ReadPeople));
        app.MapGet("/staff/cohorts/{id:guid}/certificates.zip", (Guid id, Guid[]? only, PrintService print, HttpContext http) => Downloads.SendAsync(print.CohortZipAsync(Me(http), id, Chosen(only))))
            .RequireAuthorization(nameof(Permission.ReadPeople));
        app.MapGet("/staff/programs/{id:guid}/certificate-preview.pdf", (Guid id, PrintService print, HttpContext http) => Downloads.SendAsync(print.PreviewAsync(Me(http), id), inline: true))
            .RequireAuthorization(nameof(Permission.ManagePrograms));
        app.MapGet("/staff/cohorts/{id:guid}/cards.pdf", (Guid id, ListPrintService print, HttpContext http) => Downloads.SendAsync(print.CardsAsync(Me(http), id)))
            .RequireAuthorization(nameof(Permission.ReadPeople));
        app.MapGet("/staff/sessions/{id:guid}/sign-in-sheet.pdf", (Guid id, ListPrintService print, HttpContext http) => Downloads.SendAsync(print.SignInSheetAsync(Me(http), id)))
            .RequireAuthorization(nameof(Permission.TakeAttendance));
    }

    private static Actor Me(HttpContext http) => CurrentActor.From(http.User);

    private static Guid[]? Chosen(Guid[]? only) => only is { Length: > 0 } ? only : null;
}
