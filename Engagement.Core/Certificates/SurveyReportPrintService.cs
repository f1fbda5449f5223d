using Engagement.Core.Accounts;
using Engagement.Core.Certificates.Printing;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Office;
using Engagement.Core.Surveys.Reports;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Certificates;

/// <summary>Reports on surveys as PDF, made of what their pages show.</summary>
public sealed class SurveyReportPrintService(SurveyReportService reports, PublishedReportService published, IDbContextFactory<EngagementDb> dbs)
{
    /// <summary>The report of a choice as it stands now.</summary>
    public async Task<Result<Download>> LiveAsync(Actor actor, ReportChoice choice)
    {
        if (actor.Lacks(Permission.ReadReports) is { } no) return no;
        var report = await reports.GetAsync(actor, choice);
        return report.Ok ? await PdfAsync(ReportText.Heading(report.Value), report.Value, ReportWords.English) : report.Error;
    }

    /// <summary>A published report, as it was published.</summary>
    public async Task<Result<Download>> PublishedAsync(Actor actor, Guid id)
    {
        if (actor.Lacks(Permission.ReadReports) is { } no) return no;
        var view = await published.GetAsync(actor, id);
        return view.Ok ? await PdfAsync(view.Value.Row.Title, view.Value.Report, ReportWords.English) : view.Error;
    }

    /// <summary>A public report, in English or Spanish.</summary>
    [AnyoneMay("The same public report as its page, found by the token of its link; counts below 10 are hidden in it.")]
    public async Task<Result<Download>> PublicAsync(string? token, string language)
    {
        var view = await published.OpenAsync(token);
        return view.Ok ? await PdfAsync(view.Value.Row.Title, view.Value.Report, ReportWords.For(language)) : view.Error;
    }

    private async Task<Download> PdfAsync(string title, SurveyReport report, ReportWords words)
    {
        await using var db = await dbs.OpenAsync(Actor.Anyone);
        var office = await db.OfficeSettings.AsNoTracking().FirstOrDefaultAsync() ?? new OfficeSettings();
        var bytes = ReportPdf.Make(title, report, words, office);
        return new Download($"{title}.pdf", "application/pdf", (to, cancel) => to.WriteAsync(bytes, cancel).AsTask());
    }
}
