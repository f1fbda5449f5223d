using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Surveys.Reports;

/// <summary>A published report in a list.</summary>
/// <param name="Id">The report.</param>
/// <param name="Title">Title.</param>
/// <param name="Program">Its program.</param>
/// <param name="Audience">Who may read it.</param>
/// <param name="PublishedAt">When (UTC).</param>
/// <param name="By">Who published it.</param>
/// <param name="Withdrawn">True when its link gives it no more.</param>
/// <param name="Path">Where it is read: the public link of public ones.</param>
public sealed record PublishedRow(Guid Id, string Title, string Program, Audience Audience, DateTime PublishedAt, string By, bool Withdrawn, string Path);

/// <summary>A published report.</summary>
public sealed record PublishedView(PublishedRow Row, SurveyReport Report);

/// <summary>What is to be published.</summary>
public sealed class PublishInput
{
    /// <summary>Title.</summary>
    public string? Title { get; set; }

    /// <summary>Who may read it.</summary>
    public Audience Audience { get; set; }
}

/// <summary>The report was taken back.</summary>
public sealed record ReportWithdrawn() : Error("This report was withdrawn.");

/// <summary>Too few answered for a public report.</summary>
public sealed record TooFewForThePublic() : Error("Fewer than 10 people answered, or no question can be shown without small counts: this can't be published for everybody.");

/// <summary>Publishes reports, lists and opens them.</summary>
public sealed class PublishedReportService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock)
{
    /// <summary>Freezes the report of a choice as it stands now.</summary>
    public async Task<Result<PublishedRow>> PublishAsync(Actor actor, ReportChoice choice, PublishInput input)
    {
        if (actor.Lacks(Permission.ManageSurveys) is { } no) return no;
        if (new Check().Required(input.Title, nameof(input.Title), "The title").That(!Enum.IsDefined(input.Audience), nameof(input.Audience), "Choose who may read it.").Failed is { } failed) return failed;
        var loaded = await LoadedReport.LoadAsync(dbs, actor, choice, clock);
        if (!loaded.Ok) return loaded.Error;
        var report = loaded.Value.For(input.Audience);
        if (report.Preview) return new NothingToReport();
        if (input.Audience == Audience.Public && (report.Items.Count == 0 || Math.Max(report.Flow.Before, report.Flow.After) < report.Threshold)) return new TooFewForThePublic();
        await using var db = await dbs.OpenAsync(actor);
        var published = new PublishedReport(choice.ProgramId, Text.Clean(input.Title)!, report, clock.GetUtcNow().UtcDateTime, actor.Name);
        db.Add(published);
        await db.SaveChangesAsync();
        return Row(published, report.Program);
    }

    /// <summary>A page of all published reports, the latest first.</summary>
    public async Task<Result<Page<PublishedRow>>> ListAsync(Actor actor, PageRequest page, Guid? programId = null)
    {
        if (actor.Lacks(Permission.ReadReports) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var rows = db.PublishedReports.Where(r => programId == null || r.ProgramId == programId).Join(db.Programs, r => r.ProgramId, p => p.Id, (r, p) => new { r, p.Name })
            .OrderByDescending(x => x.r.PublishedAt).ThenBy(x => x.r.Id)
            .Select(x => new { x.r.Id, x.r.Title, x.Name, x.r.Audience, x.r.PublishedAt, x.r.PublishedBy, x.r.WithdrawnAt, x.r.Token });
        var found = await rows.PageAsync(page);
        return new Page<PublishedRow>([.. found.Items.Select(x => new PublishedRow(x.Id, x.Title, x.Name, x.Audience, x.PublishedAt, x.PublishedBy, x.WithdrawnAt is not null, PathOf(x.Audience, x.Id, x.Token)))], found.Total);
    }

    /// <summary>One of them, for staff and leadership; withdrawn ones say so.</summary>
    public async Task<Result<PublishedView>> GetAsync(Actor actor, Guid id)
    {
        if (actor.Lacks(Permission.ReadReports) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var found = await db.PublishedReports.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id);
        return found is null ? new NotFound("This report") : View(found);
    }

    /// <summary>Takes a report back. Its figures are kept for the office; the link says that it was withdrawn.</summary>
    public async Task<Result> WithdrawAsync(Actor actor, Guid id)
    {
        if (actor.Lacks(Permission.ManageSurveys) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var found = await db.PublishedReports.FirstOrDefaultAsync(r => r.Id == id);
        if (found is null) return new NotFound("This report");
        found.Withdraw(clock.GetUtcNow().UtcDateTime);
        await db.SaveChangesAsync();
        return Result.Success;
    }

    /// <summary>A public report by the token of its link.</summary>
    [AnyoneMay("Only reports that staff published for everybody, found by 128 random bits; counts below 10 are hidden in them.")]
    public async Task<Result<PublishedView>> OpenAsync(string? token)
    {
        if (token is not { Length: 32 }) return new NotFound("This report");
        await using var db = await dbs.OpenAsync(Actor.Anyone);
        var found = await db.PublishedReports.AsNoTracking().FirstOrDefaultAsync(r => r.Token == token && r.Audience == Audience.Public);
        if (found is null) return new NotFound("This report");
        return found.WithdrawnAt is null ? View(found) : new ReportWithdrawn();
    }

    private static PublishedView View(PublishedReport found)
    {
        var report = found.Report();
        return new(Row(found, report.Program), report);
    }

    private static PublishedRow Row(PublishedReport r, string program) =>
        new(r.Id, r.Title, program, r.Audience, r.PublishedAt, r.PublishedBy, r.WithdrawnAt is not null, PathOf(r.Audience, r.Id, r.Token));

    private static string PathOf(Audience audience, Guid id, string token) => audience == Audience.Public ? $"/reports/{token}" : $"/staff/reports/published/{id}";
}
