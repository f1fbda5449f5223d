using Engagement.Core.Accounts;
using Engagement.Core.Certificates;
using Engagement.Core.Common;
using Engagement.Core.Surveys.Reports;
using Engagement.Web.Setup;
using Microsoft.AspNetCore.Mvc;

namespace Engagement.Web.Endpoints;

/// <summary>Reports on surveys as PDF and CSV.</summary>
internal static class SurveyReportEndpoints
{
    public static void MapSurveyReports(this IEndpointRouteBuilder app)
    {
        var reports = app.MapGroup("/staff/reports/{programId:guid}").RequireAuthorization(nameof(Permission.ReadReports));
        reports.MapGet("report.pdf", async ([AsParameters] Chosen c, SurveyReportPrintService print, HttpContext http) => await PdfAsync(await print.LiveAsync(Me(http), c.Choice), http));
        reports.MapGet("figures.csv", async ([AsParameters] Chosen c, ReportExportService export, HttpContext http) => Csv(await export.FiguresAsync(Me(http), c.Choice), http, "figures.csv"));
        reports.MapGet("codebook.csv", async ([AsParameters] Chosen c, ReportExportService export, HttpContext http) => Csv(await export.CodebookAsync(Me(http), c.Choice), http, "codebook.csv"));
        var rows = app.MapGroup("/staff/reports/{programId:guid}").RequireAuthorization(nameof(Permission.ManageSurveys));
        rows.MapGet("answers.csv", async ([AsParameters] Chosen c, ReportExportService export, HttpContext http) => Csv(await export.RowsAsync(Me(http), c.Choice, RowShape.Tidy), http, "answers.csv"));
        rows.MapGet("pairs.csv", async ([AsParameters] Chosen c, ReportExportService export, HttpContext http) => Csv(await export.RowsAsync(Me(http), c.Choice, RowShape.Wide), http, "pairs.csv"));
        app.MapGet("/staff/reports/published/{id:guid}.pdf", async (Guid id, SurveyReportPrintService print, HttpContext http) => await PdfAsync(await print.PublishedAsync(Me(http), id), http))
            .RequireAuthorization(nameof(Permission.ReadReports));
        app.MapGet("/reports/{token}.pdf", async (string token, SurveyReportPrintService print, HttpContext http) => await PdfAsync(await print.PublicAsync(token, Languages.Current.Code), http)).AllowAnonymous();
    }

    private static Actor Me(HttpContext http) => CurrentActor.From(http.User);

    private static async Task<IResult> PdfAsync(Result<Download> made, HttpContext http)
    {
        if (!made.Ok) return Refused(made.Error);
        using var file = new MemoryStream();
        await made.Value.WriteAsync(file, http.RequestAborted);
        return File(file.ToArray(), made.Value.ContentType, made.Value.Name, http);
    }

    private static IResult Csv(Result<byte[]> made, HttpContext http, string name) => made.Ok ? File(made.Value, "text/csv; charset=utf-8", name, http) : Refused(made.Error);

    private static IResult File(byte[] content, string type, string name, HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.File(content, type, name);
    }

    private static IResult Refused(Error error) => Results.Text(error.Message, "text/plain; charset=utf-8", statusCode: error switch { Forbidden => 403, NotFound => 404, ReportWithdrawn => 410, _ => 409 });

    /// <summary>A choice as the addresses of report pages write it.</summary>
    private sealed record Chosen(Guid ProgramId, [FromQuery(Name = "cohort")] Guid[]? Cohort, [FromQuery(Name = "site")] Guid? Site, [FromQuery(Name = "year")] int? Year, [FromQuery(Name = "kind")] ReportKind? Kind)
    {
        public ReportChoice Choice => new(ProgramId) { Cohorts = Cohort ?? [], SiteId = Site, SchoolYear = Year, Kind = Kind ?? default };
    }
}
