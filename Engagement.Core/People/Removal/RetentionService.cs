using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Office;
using Engagement.Core.Participation;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.People;

/// <summary>Carries out the retention periods that the office publishes.</summary>
public sealed class RetentionService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock)
{
    // Days for which reports of a walk wait for an adult, and drafts for their author.
    private const int UnsentReportDays = 30, UnsentDraftDays = 90;

    /// <summary>
    /// Erases minors, and the contact data of adults, whose last cohort ended longer ago than the office keeps them.
    /// Who was never in a cohort counts from the day of the record; a liaison from the end of the standing, and not at all before it. Running it twice changes nothing. Answers how many were erased.
    /// </summary>
    public async Task<Result<int>> RunAsync(Actor actor, CancellationToken cancel = default)
    {
        if (actor.Lacks(Permission.ErasePeople) is { } no) return no;
        List<(Guid Id, bool Minor)> due;
        await using (var db = await dbs.OpenAsync(actor, cancel)) due = await DueAsync(db, cancel);
        foreach (var (id, minor) in due)
        {
            cancel.ThrowIfCancellationRequested();
            // One context and one transaction for each, so that a stop in the middle leaves whole people behind.
            await using var db = await dbs.OpenAsync(actor, cancel);
            var now = clock.GetUtcNow().UtcDateTime;
            if (minor) await Erasure.EraseAsync(db, id, now, "erased after the retention period");
            else await Erasure.EraseContactsAsync(db, id, now, "contacts erased after the retention period");
        }
        await ForgetUnsentAsync(actor, cancel);
        return due.Count;
    }

    // What a class saw and no adult decided on, and drafts of requests that nobody touched: both may hold names, and neither is a record of anything.
    private async Task ForgetUnsentAsync(Actor actor, CancellationToken cancel)
    {
        await using var db = await dbs.OpenAsync(actor, cancel);
        var now = clock.GetUtcNow().UtcDateTime;
        var (reports, drafts) = (now.AddDays(-UnsentReportDays), now.AddDays(-UnsentDraftDays));
        var photos = await db.WalkReports.Where(r => r.AddedAt < reports && r.PhotoId != null).Select(r => r.PhotoId!.Value)
            .Concat(db.RequestDrafts.Where(d => d.UpdatedAt < drafts).SelectMany(d => d.Photos).Select(p => p.FileId)).ToListAsync(cancel);
        await db.WalkReports.Where(r => r.AddedAt < reports && r.RequestId == null).ExecuteDeleteAsync(cancel);
        await db.RequestDrafts.Where(d => d.UpdatedAt < drafts).ExecuteDeleteAsync(cancel);
        await db.Files.Where(f => photos.Contains(f.Id)).ExecuteDeleteAsync(cancel);
    }

    private async Task<List<(Guid Id, bool Minor)>> DueAsync(EngagementDb db, CancellationToken cancel)
    {
        var settings = await db.OfficeSettings.AsNoTracking().SingleOrDefaultAsync(cancel) ?? new OfficeSettings();
        var today = clock.Today(settings.TimeZone);
        var ends = (await db.Cohorts.AsNoTracking()
                .Select(c => new { c.Id, c.StartDate, Last = db.Sessions.Where(s => s.CohortId == c.Id).Max(s => (DateOnly?)s.Date) }).ToListAsync(cancel))
            .ToDictionary(c => c.Id, c => c.Last ?? c.StartDate);
        var lastOf = (await db.Enrollments.AsNoTracking().Where(e => e.Stage != Stage.Denied).Select(e => new { e.PersonId, e.CohortId }).ToListAsync(cancel))
            .GroupBy(e => e.PersonId).ToDictionary(g => g.Key, g => g.Max(e => ends[e.CohortId]));
        var liaisons = (await db.Liaisons.AsNoTracking().Select(l => new { l.PersonId, l.ResignedAt, l.ExpiresOn }).ToListAsync(cancel))
            .ToDictionary(l => l.PersonId, l => l.ResignedAt is { } left ? DateOnly.FromDateTime(left) : l.ExpiresOn ?? DateOnly.MaxValue);
        var people = await db.LivePeople.AsNoTracking()
            .Where(p => p.Age != AgeBand.Adult || p.Email != null || p.Phone != null || p.Zip != null || p.Neighborhood != null || p.AccessNeeds != null
                || p.Guardians.Any() || db.PersonNotes.Any(n => n.PersonId == p.Id))
            .Select(p => new { p.Id, p.Age, p.CreatedAt }).ToListAsync(cancel);
        return [.. people
            .Select(p => (p.Id, Minor: p.Age != AgeBand.Adult, Since: lastOf.TryGetValue(p.Id, out var end) ? end : DateOnly.FromDateTime(p.CreatedAt)))
            .Select(p => p with { Since = liaisons.TryGetValue(p.Id, out var left) && left > p.Since ? left : p.Since })
            .Where(p => p.Since < today)
            // A record without a day of its own (0001-01-01) and without a cohort is left alone.
            .Where(p => p.Since > DateOnly.MinValue && p.Since.AddMonths(p.Minor ? settings.RetentionMonthsMinors : settings.RetentionMonths) < today)
            .Select(p => (p.Id, p.Minor))];
    }
}
