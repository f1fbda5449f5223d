using System.Globalization;
using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Liaisons;
using Engagement.Core.People;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Reports;

/// <summary>A milestone that somebody has reached. <paramref name="Value"/> is what there is by now.</summary>
public sealed record MilestoneRow(Guid LiaisonId, string Number, string Name, string? Contact, MilestoneKind Kind, int Count, int Value)
{
    /// <summary>"10th request".</summary>
    public string Words => Milestones.Words(Kind, Count);
}

/// <summary>Thanks that were given.</summary>
public sealed record ThanksRow(Guid LiaisonId, string Number, string Name, MilestoneKind Kind, int Count, string? Note, string By, DateTime At)
{
    /// <summary>"10th request".</summary>
    public string Words => Milestones.Words(Kind, Count);
}

/// <summary>Milestones of liaisons, and the thanks for them. Of each kind the highest counts: thanks for the 50th request are thanks for the 10th too.</summary>
public sealed class MilestoneService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock)
{
    /// <summary>Milestones for which nobody has thanked yet, the highest first.</summary>
    public async Task<Result<Page<MilestoneRow>>> OpenAsync(Actor actor, PageRequest page)
    {
        if (actor.Lacks(Permission.ManageLiaisons) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var all = await ReachedAsync(db);
        return new Page<MilestoneRow>([.. all.Skip(page.Skip).Take(page.Take)], all.Count);
    }

    /// <summary>The same as a CSV file.</summary>
    public async Task<Result<byte[]>> CsvAsync(Actor actor)
    {
        if (actor.Lacks(Permission.ManageLiaisons) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        return Csv.File("Number,Name,Contact,Milestone,Now", (await ReachedAsync(db))
            .Select(r => (string?[])[r.Number, r.Name, r.Contact, r.Words, r.Value.ToString(CultureInfo.InvariantCulture)]));
    }

    /// <summary>Thanks that were given, newest first; of one liaison, or of all.</summary>
    public async Task<Result<Page<ThanksRow>>> GivenAsync(Actor actor, Guid? liaisonId, PageRequest page)
    {
        if (actor.Lacks(Permission.ManageLiaisons) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var given = db.LiaisonThanks.AsNoTracking().Where(t => liaisonId == null || t.LiaisonId == liaisonId);
        var rows = await (from t in given
                          join l in db.Liaisons on t.LiaisonId equals l.Id
                          join p in db.People on l.PersonId equals p.Id
                          orderby t.At descending, t.Id descending
                          select new ThanksRow(l.Id, l.Number, Person.WholeName(p.GivenName, p.FamilyName), t.Kind, t.Count, t.Note, t.By, t.At))
            .Skip(page.Skip).Take(page.Take).ToListAsync();
        return new Page<ThanksRow>(rows, await given.CountAsync());
    }

    /// <summary>Writes down that somebody was thanked for the milestones that they have reached, and how. Answers for how many milestones.</summary>
    public async Task<Result<int>> ThankAsync(Actor actor, IReadOnlyCollection<Guid> liaisonIds, string? note)
    {
        if (actor.Lacks(Permission.ManageLiaisons) is { } no) return no;
        if (new Check().That(liaisonIds.Count == 0, "", "Choose who was thanked.").Fits(note, "Note", "The note", 300).Failed is { } invalid) return invalid;
        await using var db = await dbs.OpenAsync(actor);
        var reached = (await ReachedAsync(db)).Where(r => liaisonIds.Contains(r.LiaisonId)).ToList();
        db.AddRange(reached.Select(r => new LiaisonThanks(r.LiaisonId, r.Kind, r.Count, Text.Clean(note), actor.Name, clock.GetUtcNow().UtcDateTime)));
        return await db.TrySaveAsync("The thanks", new Stale("The thanks")) is { } stale ? stale : reached.Count;
    }

    // One row of figures for each liaison; which milestone they make is arithmetic that databases don't share.
    private async Task<List<MilestoneRow>> ReachedAsync(EngagementDb db)
    {
        var today = await db.OfficeTodayAsync(clock);
        var liaisons = await (from l in db.Liaisons
                              join p in db.People on l.PersonId equals p.Id
                              where l.ResignedAt == null && p.ErasedAt == null
                              select new
                              {
                                  l.Id,
                                  l.Number,
                                  l.Since,
                                  Name = Person.WholeName(p.GivenName, p.FamilyName),
                                  Contact = p.Email ?? p.Phone,
                                  Requests = db.ServiceRequests.Count(r => r.LiaisonId == l.Id),
                              }).ToListAsync();
        var thanked = (await db.LiaisonThanks.GroupBy(t => new { t.LiaisonId, t.Kind }).Select(g => new { g.Key.LiaisonId, g.Key.Kind, Count = g.Max(t => t.Count) }).ToListAsync())
            .ToDictionary(t => (t.LiaisonId, t.Kind), t => t.Count);
        return [.. liaisons
            .SelectMany(l => new[] { (l, Kind: MilestoneKind.Requests, Value: l.Requests), (l, Kind: MilestoneKind.Years, Value: Milestones.Years(l.Since, today)) })
            .Select(x => (x.l, x.Kind, x.Value, Count: Milestones.Of(x.Kind).LastOrDefault(m => m <= x.Value)))
            .Where(x => x.Count > thanked.GetValueOrDefault((x.l.Id, x.Kind)))
            .Select(x => new MilestoneRow(x.l.Id, x.l.Number, x.l.Name, x.l.Contact, x.Kind, x.Count, x.Value))
            .OrderBy(r => r.Kind).ThenByDescending(r => r.Count).ThenBy(r => r.Name, StringComparer.OrdinalIgnoreCase).ThenBy(r => r.LiaisonId)];
    }
}
