using System.Text.Json;
using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Mail;
using Engagement.Core.Programs;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Participation;

/// <summary>An offer as its page shows it; it names nobody.</summary>
/// <param name="Program">The program.</param>
/// <param name="Cohort">The cohort.</param>
/// <param name="Deadline">Until when it counts, on the cohort's clock.</param>
/// <param name="Sessions">The sessions to come.</param>
/// <param name="Answer">How it ended; null while it is open.</param>
public sealed record OfferView(string Program, string Cohort, DateTime Deadline, IReadOnlyList<Slot> Sessions, OfferAnswer? Answer);

/// <summary>Offers free seats to who waits first, takes the answers, and passes seats on when a deadline is over.</summary>
public sealed class OfferService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>The offer of a link.</summary>
    [AnyoneMay("The secret of the link is the right; nobody's name is told.")]
    public async Task<Result<OfferView>> FindAsync(string? token)
    {
        await using var db = await dbs.OpenAsync(Actor.Anyone);
        if (await OfAsync(db, token) is not { } offer) return new NotFound("This offer");
        var cohort = await (from c in db.Cohorts join p in db.Programs on c.ProgramId equals p.Id where c.Id == offer.CohortId select new { c.Name, Program = p.Name, c.TimeZone }).SingleAsync();
        var sessions = await db.Sessions.AsNoTracking().Where(s => s.CohortId == offer.CohortId && s.CancelledAt == null && s.EndsUtc > Now).OrderBy(s => s.StartsUtc).ToListAsync();
        return new OfferView(cohort.Program, cohort.Name, LocalTime.FromUtc(offer.Deadline, cohort.TimeZone), sessions.ConvertAll(s => s.Slot), offer.Answer ?? (offer.IsOpen(Now) ? null : OfferAnswer.Lapsed));
    }

    /// <summary>Takes or declines the seat. A second answer changes nothing and tells the first.</summary>
    [AnyoneMay("The secret of the link is the right.")]
    public async Task<Result<OfferAnswer>> AnswerAsync(string? token, bool accept)
    {
        await using var db = await dbs.OpenAsync(Actor.Anyone);
        if (await OfAsync(db, token) is not { } found) return new NotFound("This offer");
        await using var seats = await Seats.LockAsync(db, found.CohortId);
        if (seats is null) return new NotFound("This offer");
        // Read again under the lock.
        var offer = await db.SeatOffers.SingleAsync(o => o.Id == found.Id);
        if (offer.Answer is { } before) return before;
        var enrollment = await db.Enrollments.SingleAsync(e => e.Id == offer.EnrollmentId);
        if (!offer.IsOpen(Now) || !seats.Open || enrollment.Stage != Stage.Waitlisted) return OfferAnswer.Lapsed;
        offer.End(accept ? OfferAnswer.Accepted : OfferAnswer.Declined, Now);
        seats.Release(offer);
        var done = seats.Decide(enrollment, accept ? Decision.Admit : Decision.Withdraw, Now, "the link of the mail", accept ? "took the offered seat" : "declined the offered seat");
        if (!done.Ok) return done.Error!;
        await db.SaveChangesAsync();
        await EnrollmentMail.QueueAsync(db, seats.Cohort, [enrollment]);
        await PassOnAsync(db, seats, Now);
        await seats.CommitAsync();
        return offer.Answer!.Value;
    }

    /// <summary>Ends offers whose deadline is over, and offers what is free to the next, in every announced cohort whose rule it is. A job runs it. Answers how many offers it made.</summary>
    public async Task<Result<int>> RunAsync(Actor actor, CancellationToken cancel = default)
    {
        if (actor.Lacks(Permission.ManageEnrollments) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor, cancel);
        var now = Now;
        var cohorts = await db.Cohorts.Where(c => c.Status == CohortStatus.Published
                && (db.SeatOffers.Any(o => o.CohortId == c.Id && o.Answer == null && o.Deadline <= now)
                    || c.Waitlist == WaitlistRule.Offer && db.Enrollments.Any(e => e.CohortId == c.Id && e.Stage == Stage.Waitlisted)
                        && db.Enrollments.Count(e => e.CohortId == c.Id && e.Seat != null) + db.SeatOffers.Count(o => o.CohortId == c.Id && o.Answer == null) < c.Capacity))
            .Select(c => c.Id).ToListAsync(cancel);
        var made = 0;
        foreach (var id in cohorts)
        {
            await using var fresh = await dbs.OpenAsync(actor, cancel);
            await using var seats = await Seats.LockAsync(fresh, id);
            if (seats is null) continue;
            made += await PassOnAsync(fresh, seats, now);
            await seats.CommitAsync();
        }
        return made;
    }

    /// <summary>Under the lock on the seats: ends what is over and offers free seats in the order of the line, to people who can be written to. Saves.</summary>
    internal static async Task<int> PassOnAsync(EngagementDb db, Seats seats, DateTime now)
    {
        foreach (var over in seats.Offers.Where(o => !o.IsOpen(now)).ToList())
        {
            over.End(OfferAnswer.Lapsed, now);
            seats.Release(over);
            (await db.Enrollments.SingleAsync(e => e.Id == over.EnrollmentId)).GoToTheEnd(now);
        }
        await db.SaveChangesAsync();
        if (seats.Cohort is not { Waitlist: WaitlistRule.Offer, Status: CohortStatus.Published } || seats.Free == 0) return 0;
        // Not after the last session has begun, and never longer than until the next one.
        var starts = await db.Sessions.Where(s => s.CohortId == seats.Cohort.Id && s.CancelledAt == null && s.StartsUtc > now).OrderBy(s => s.StartsUtc).Select(s => (DateTime?)s.StartsUtc).FirstOrDefaultAsync();
        if (starts is null) return 0;
        var deadline = new[] { now.AddHours(seats.Cohort.OfferHours), starts.Value }.Min();
        var offered = seats.Offers.Select(o => o.EnrollmentId).ToList();
        var line = await db.Enrollments.Where(e => e.CohortId == seats.Cohort.Id && e.Stage == Stage.Waitlisted && !offered.Contains(e.Id)).OrderBy(e => e.AppliedAt).ThenBy(e => e.Id).ToListAsync();
        var addresses = await Household.LoadAsync(db, line.ConvertAll(e => e.PersonId));
        var next = line.Where(e => addresses.Contains(e.PersonId)).Take(seats.Free).ToList();
        foreach (var enrollment in next)
        {
            var (token, hash) = OneTimeToken.New();
            var offer = new SeatOffer(enrollment, hash, now, deadline);
            db.SeatOffers.Add(offer);
            seats.Hold(offer);
            await db.QueueMailsAsync([.. addresses[enrollment.PersonId].Select(to => new MailOrder(MailKind.SeatOffered, offer.Id, to.Address)
            {
                Language = to.Language,
                People = [enrollment.PersonId],
                CohortId = seats.Cohort.Id,
                Facts = JsonSerializer.Serialize(new OfferFacts(token)),
                Secret = true,
                NotAfter = deadline,
            })]);
        }
        await db.SaveChangesAsync();
        return next.Count;
    }

    private static async Task<SeatOffer?> OfAsync(EngagementDb db, string? token)
    {
        if (token is not { Length: > 10 and < 60 }) return null;
        var hash = OneTimeToken.HashOf(token);
        return await db.SeatOffers.AsNoTracking().SingleOrDefaultAsync(o => o.TokenHash == hash);
    }
}

/// <summary>What the mail about an offer must know.</summary>
internal sealed record OfferFacts(string Token);
