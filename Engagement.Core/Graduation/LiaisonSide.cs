using System.Globalization;
using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Liaisons;
using Engagement.Core.Participation;
using Engagement.Core.People;
using Engagement.Core.Programs;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Graduation;

/// <summary>The part of a graduation that is about liaison accounts, loaded with it, so that rehearsal and deed see the same.</summary>
internal sealed class LiaisonSide
{
    private readonly Dictionary<Guid, Person> people;
    private readonly Dictionary<Guid, Liaison> liaisons;
    private readonly InvitationBook book;
    private readonly AreaNames names;
    private readonly DateOnly? end;
    private readonly DateOnly today;
    private readonly HashSet<string> addresses = new(StringComparer.OrdinalIgnoreCase);

    private LiaisonSide(Dictionary<Guid, Person> people, Dictionary<Guid, Liaison> liaisons, InvitationBook book, AreaNames names, DateOnly? end, DateOnly today) =>
        (this.people, this.liaisons, this.book, this.names, this.end, this.today) = (people, liaisons, book, names, end, today);

    /// <summary>Null when the program grants no account.</summary>
    public static async Task<LiaisonSide?> LoadAsync(EngagementDb db, Cohort cohort, Program program, DateTime now)
    {
        if (program.Grants != Grants.CertificateAndLiaisonAccount) return null;
        var who = await db.People.AsNoTracking().Where(p => db.Enrollments.Any(e => e.CohortId == cohort.Id && e.PersonId == p.Id && e.Seat != null)).ToDictionaryAsync(p => p.Id);
        var known = await db.Liaisons.Where(l => db.Enrollments.Any(e => e.CohortId == cohort.Id && e.PersonId == l.PersonId && e.Seat != null)).ToDictionaryAsync(l => l.PersonId);
        var addressBook = await InvitationBook.LoadAsync(db, [], who.Values.Select(p => p.Email));
        var day = DateOnly.FromDateTime(LocalTime.FromUtc(now, cohort.TimeZone));
        return new LiaisonSide(who, known, addressBook, await AreaNames.LoadAsync(db), LiaisonIssue.End(day, program.LiaisonMonths), day);
    }

    /// <summary>What would happen for somebody with this outcome.</summary>
    public LiaisonPlan Plan(ProgressRow row, Outcome outcome)
    {
        if (outcome is not (Outcome.Graduates or Outcome.Graduated)) return LiaisonPlan.None;
        if (liaisons.TryGetValue(row.PersonId, out var liaison))
            return outcome == Outcome.Graduated ? new(LiaisonStep.Is, $"Is liaison {liaison.Number}") : new(LiaisonStep.Renewed, Renewal(liaison));
        var person = people[row.PersonId];
        if (person.IsMinor) return new(LiaisonStep.Youth, "Youth liaison: no account of their own");
        if (person.Email is not { } email) return new(LiaisonStep.HandedOver, "Account; no e-mail, so the link is handed over or printed");
        return book.IsFree(email) && addresses.Add(email)
            ? new(LiaisonStep.Mailed, $"Account; the invitation goes to {email}")
            : new(LiaisonStep.HandedOver, $"Account; {email} is in use for another one, so the link is handed over");
    }

    /// <summary>Makes and renews the liaisons of these rows; saved by the caller. Minors come along only where an adult was named.</summary>
    public async Task<Result<LiaisonOutcome>> IssueAsync(EngagementDb db, Actor actor, IAccountMail mail, IReadOnlyList<RehearsalRow> rows, IReadOnlyDictionary<Guid, string> adults, DateTime now)
    {
        var under = new Dictionary<Guid, Guid>();
        foreach (var row in rows.Where(r => r.Liaison.Step == LiaisonStep.Youth && !string.IsNullOrWhiteSpace(adults.GetValueOrDefault(r.EnrollmentId))))
        {
            var typed = adults[row.EnrollmentId];
            if (await LiaisonReading.AdultAsync(db, typed, today) is not { } adult) return new NoSuchAdult(typed.Trim());
            under[row.EnrollmentId] = adult;
        }
        var joining = rows.Where(r => r.Liaison.OpensAccount || under.ContainsKey(r.EnrollmentId)).ToList();
        var made = joining.Count == 0 ? [] : await LiaisonIssue.AddAsync(db,
            [.. joining.Select(r => new NewLiaison(r.PersonId, today, end, names.Of(people[r.PersonId])) { EnrollmentId = r.EnrollmentId })], now);
        var links = new List<LiaisonLink>();
        foreach (var (row, liaison) in joining.Zip(made))
        {
            if (under.TryGetValue(row.EnrollmentId, out var adult)) liaison.PutUnder(adult);
            else links.Add(await book.IssueAsync(actor, mail, liaison.Id, liaison.Number, row.Name, row.Liaison.Step == LiaisonStep.Mailed ? people[row.PersonId].Email : null, now));
        }
        var renewed = rows.Where(r => r.Liaison.Step == LiaisonStep.Renewed).ToList();
        foreach (var row in renewed) liaisons[row.PersonId].Renew(today, end);
        return new LiaisonOutcome(links.Count(l => l.Email is not null), [.. links.Where(l => l.Email is null)], under.Count,
            rows.Count(r => r.Liaison.Step == LiaisonStep.Youth) - under.Count, renewed.Count);
    }

    private string Renewal(Liaison liaison)
    {
        var (before, after) = (liaison.ExpiresOn, liaison.EndAfter(end));
        return $"Is liaison {liaison.Number}: no second account; the standing "
            + (before == after ? $"stays {Day(before)}" : $"lasts {Day(after)} instead of {Day(before)}")
            + (liaison.ResignedAt is not null ? "; is back after having resigned" : liaison.SuspendedAt is not null ? "; the suspension stays" : "");
    }

    private static string Day(DateOnly? day) => day?.ToString("'until' MMMM d, yyyy", CultureInfo.GetCultureInfo("en-US")) ?? "without an end";
}
