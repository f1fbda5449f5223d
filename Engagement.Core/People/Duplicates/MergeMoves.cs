using Engagement.Core.Data;
using Engagement.Core.Mail;
using Engagement.Core.Participation;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.People;

/// <summary>Moves what belongs to a person over to another record, and back.</summary>
internal static class MergeMoves
{
    /// <summary>Moves enrollments. Where both are in one cohort, the kept record's must be the stronger, and the other must hold no seat.</summary>
    public static async Task<MergeProblem?> EnrollmentsAsync(EngagementDb db, Person kept, Person removed, MergeLog log, DateTime now, string by)
    {
        var all = await db.Enrollments.Where(e => e.PersonId == kept.Id || e.PersonId == removed.Id).ToListAsync();
        var cohorts = all.Select(e => e.CohortId).Distinct().ToList();
        var names = await db.Cohorts.Where(c => cohorts.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Name);
        foreach (var theirs in all.Where(e => e.PersonId == removed.Id).ToList())
        {
            if (all.Find(e => e.PersonId == kept.Id && e.CohortId == theirs.CohortId) is not { } ours)
            {
                theirs.PersonId = kept.Id;
                log.Enrollments.Add(theirs.Id);
                continue;
            }
            var cohort = names[theirs.CohortId];
            if (HasSeat(ours) && HasSeat(theirs))
                return new MergeProblem($"Both have a seat in “{cohort}”. Withdraw one of them there first, then merge.");
            if (Strength(theirs.Stage) > Strength(ours.Stage))
                return new MergeProblem($"In “{cohort}” {removed.FullName} is {Word(theirs.Stage)} and {kept.FullName} is {Word(ours.Stage)}. Keep the other record of the two instead.");
            if (await MoveCodeAsync(db, theirs.Id, ours.Id)) log.Codes[theirs.Id] = ours.Id;
            if (theirs.Stage is not (Stage.Applied or Stage.Waitlisted)) continue;
            log.Withdrawn[theirs.Id] = theirs.Stage;
            theirs.Move(Stage.Withdrawn, now, by, "Merged with another record");
        }
        return null;
    }

    /// <summary>Moves consents, notes and those guardians whom the kept record does not have.</summary>
    public static async Task RowsAsync(EngagementDb db, Person kept, Person removed, MergeLog log)
    {
        foreach (var consent in await db.Consents.Where(c => c.PersonId == removed.Id).ToListAsync())
        {
            consent.PersonId = kept.Id;
            log.Consents.Add(consent.Id);
        }
        foreach (var note in await db.PersonNotes.Where(n => n.PersonId == removed.Id).ToListAsync())
        {
            note.PersonId = kept.Id;
            log.Notes.Add(note.Id);
        }
        foreach (var guardian in removed.Guardians.Where(g => kept.Guardians.All(k => !Same(k, g))).ToList())
        {
            guardian.PersonId = kept.Id;
            log.Guardians.Add(guardian.Id);
        }
    }

    /// <summary>
    /// Moves the liaison. Where both records are liaisons, the one that is not used any more must have resigned first: there is one account for a person,
    /// and which one counts is for people to say. It stays with the hidden record.
    /// </summary>
    public static async Task<MergeProblem?> LiaisonAsync(EngagementDb db, Person kept, Person removed, MergeLog log)
    {
        var both = await db.Liaisons.Where(l => l.PersonId == kept.Id || l.PersonId == removed.Id).ToListAsync();
        if (both.Find(l => l.PersonId == removed.Id) is not { } theirs) return null;
        if (both.Find(l => l.PersonId == kept.Id) is { } ours)
        {
            if (theirs.ResignedAt is not null) return null;
            return new MergeProblem(ours.ResignedAt is not null
                ? $"{removed.FullName} is liaison {theirs.Number}; the other record has resigned as {ours.Number}. Keep the other record of the two instead."
                : $"Both records are liaisons ({ours.Number} and {theirs.Number}). Write down as resigned the one that is not used any more, then merge.");
        }
        theirs.PersonId = kept.Id;
        log.Liaison = theirs.Id;
        return null;
    }

    /// <summary>Moves the mails that are about the removed record and not about the kept one.</summary>
    public static async Task MailAsync(EngagementDb db, Person kept, Person removed, MergeLog log)
    {
        log.Mails.AddRange(await db.MailPeople.Where(m => m.PersonId == removed.Id && !db.MailPeople.Any(k => k.MailId == m.MailId && k.PersonId == kept.Id)).Select(m => m.MailId).ToListAsync());
        await MoveMailAsync(db, log.Mails, removed.Id, kept.Id);
    }

    /// <summary>Everything goes back to where it was. What has been removed since is passed over.</summary>
    public static async Task BackAsync(EngagementDb db, Merge merge, MergeLog log, DateTime now, string by)
    {
        foreach (var e in await db.Enrollments.Where(e => log.Enrollments.Contains(e.Id)).ToListAsync()) e.PersonId = merge.RemovedId;
        foreach (var c in await db.Consents.Where(c => log.Consents.Contains(c.Id)).ToListAsync()) c.PersonId = merge.RemovedId;
        foreach (var n in await db.PersonNotes.Where(n => log.Notes.Contains(n.Id)).ToListAsync()) n.PersonId = merge.RemovedId;
        foreach (var g in await db.Guardians.Where(g => log.Guardians.Contains(g.Id)).ToListAsync()) g.PersonId = merge.RemovedId;
        await MoveMailAsync(db, log.Mails, merge.KeptId, merge.RemovedId);
        foreach (var (theirs, ours) in log.Codes) await MoveCodeAsync(db, ours, theirs);
        foreach (var l in await db.Liaisons.Where(l => l.Id == log.Liaison).ToListAsync()) l.PersonId = merge.RemovedId;
        var withdrawn = log.Withdrawn.Keys.ToList();
        foreach (var e in await db.Enrollments.Where(e => withdrawn.Contains(e.Id)).ToListAsync())
            if (e.Stage == Stage.Withdrawn) e.Move(log.Withdrawn[e.Id], now, by, "Merge undone");
    }

    private static async Task MoveMailAsync(EngagementDb db, List<Guid> mails, Guid from, Guid to)
    {
        var rows = await db.MailPeople.Where(m => m.PersonId == from && mails.Contains(m.MailId)).ToListAsync();
        db.RemoveRange(rows);
        db.AddRange(rows.Select(r => new MailPerson(r.MailId, to)));
    }

    // A survey code stays with the person, unless the other enrollment has one of its own: then there are two pairs, and nobody can make one of them.
    private static async Task<bool> MoveCodeAsync(EngagementDb db, Guid from, Guid to) =>
        await db.CodeHolders.Where(h => h.EnrollmentId == from && !db.CodeHolders.Any(o => o.EnrollmentId == to)).ExecuteUpdateAsync(s => s.SetProperty(h => h.EnrollmentId, to)) > 0;

    private static bool HasSeat(Enrollment e) => e.Stage is Stage.Enrolled or Stage.Completed;

    private static int Strength(Stage stage) => stage switch
    {
        Stage.Completed => 5,
        Stage.Enrolled => 4,
        Stage.Waitlisted => 3,
        Stage.Applied => 2,
        Stage.Withdrawn => 1,
        _ => 0,
    };

    private static string Word(Stage stage) => stage switch
    {
        Stage.Applied => "an applicant",
        Stage.Waitlisted => "on the waitlist",
        Stage.Enrolled => "enrolled",
        Stage.Completed => "a graduate",
        Stage.Withdrawn => "withdrawn",
        _ => "not admitted",
    };

    private static bool Same(Guardian a, Guardian b) =>
        KnownPerson.Key(a.Name, null) == KnownPerson.Key(b.Name, null)
        && KnownPerson.Contact(a.Email) == KnownPerson.Contact(b.Email) && KnownPerson.Contact(a.Phone) == KnownPerson.Contact(b.Phone);
}
