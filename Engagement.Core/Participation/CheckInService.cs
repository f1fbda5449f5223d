using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Programs;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Participation;

/// <summary>
/// Self check-in without an account. A code is good for one session and one window: from half an hour before its start to its end.
/// Adults type their name or e-mail as registered, or the code on their card; minors the code on their card, never a name.
/// </summary>
public sealed class CheckInService(IDbContextFactory<EngagementDb> dbs, CheckInWriter writer, TimeProvider clock)
{
    /// <summary>How long before the start check-in opens.</summary>
    public static readonly TimeSpan OpensBefore = TimeSpan.FromMinutes(30);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>What the presenter's screen shows now.</summary>
    public async Task<Result<CheckInScreen>> ScreenAsync(Actor actor, Guid sessionId)
    {
        if (actor.Lacks(Permission.TakeAttendance) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        if (await FactsAsync(db, sessionId) is not { } facts) return new NotFound("The session");
        if (facts.Session.CancelledAt is not null) return new SessionCancelled();
        var here = await db.Attendance.CountAsync(a => a.SessionId == sessionId && (a.Mark == AttendanceMark.Present || a.Mark == AttendanceMark.Late));
        var enrolled = await db.Enrollments.CountAsync(e => e.CohortId == facts.Session.CohortId && e.Seat != null);
        var step = CheckInCodes.StepOf(Now);
        var next = DateTime.UnixEpoch.AddTicks((step + 1) * CheckInCodes.Step.Ticks);
        return new CheckInScreen(facts.Door, CheckInCodes.Code(facts.Session.CheckInSecret, step), (int)Math.Ceiling((next - Now).TotalSeconds),
            Outside(facts.Session), here, enrolled);
    }

    /// <summary>The session to which a code from the screen belongs, with a ticket to check in; or why not now.</summary>
    [AnyoneMay("Nothing but the session's name and time is told, and only to who knows its code of this minute.")]
    public async Task<Result<CheckInDoor>> OpenAsync(string? typed)
    {
        if (CheckedCode.Read(typed) is not { Length: 6 } code) return new UnknownCheckInCode();
        await using var db = await dbs.OpenAsync(Actor.Anyone);
        var (from, to) = (Now.AddHours(-12), Now.AddHours(24));
        var near = await db.Sessions.Where(s => s.EndsUtc > from && s.StartsUtc < to && s.CancelledAt == null).Select(s => new { s.Id, s.CheckInSecret, s.StartsUtc }).ToListAsync();
        var id = near.OrderBy(s => (s.StartsUtc - Now).Duration()).FirstOrDefault(s => CheckInCodes.Fits(code, s.CheckInSecret, Now))?.Id;
        if (id is null || await FactsAsync(db, id.Value) is not { } facts) return new UnknownCheckInCode();
        if (Outside(facts.Session) is { } outside) return outside;
        return facts.Door with { Ticket = CheckInCodes.Ticket(facts.Session.Id, facts.Session.CheckInSecret, Now) };
    }

    /// <summary>The session of a ticket, to show the form again.</summary>
    [AnyoneMay("As OpenAsync: the ticket was made for who knew the code.")]
    public async Task<Result<CheckInDoor>> DoorAsync(string? ticket)
    {
        await using var db = await dbs.OpenAsync(Actor.Anyone);
        var facts = await CheckedAsync(db, ticket);
        return facts.Ok ? facts.Value.Door with { Ticket = ticket! } : facts.Error;
    }

    /// <summary>Checks somebody in, once: a second time answers with the first time.</summary>
    [AnyoneMay("It needs the session's ticket and something only the participant and staff know; it can only add a presence at one session within its window.")]
    public async Task<Result<CheckedIn>> CheckInAsync(string? ticket, string? who)
    {
        if (Text.Clean(who) is not { Length: <= 254 } typed) return new WhoIsMissing();
        await using var db = await dbs.OpenAsync(Actor.Anyone);
        var facts = await CheckedAsync(db, ticket);
        if (!facts.Ok) return facts.Error;
        var session = facts.Value.Session;
        var found = await ParticipantFinder.FindAsync(db, session.CohortId, facts.Value.Door.ForMinors, typed);
        if (!found.Ok) return found.Error;
        var (at, again) = await writer.MarkAsync(new(session.Id, found.Value));
        return new CheckedIn(TimeOnly.FromDateTime(LocalTime.FromUtc(at, session.TimeZone)), again);
    }

    private async Task<Result<Facts>> CheckedAsync(EngagementDb db, string? ticket)
    {
        if (CheckInCodes.SessionOf(ticket) is not { } id || await FactsAsync(db, id) is not { } facts) return new UnknownCheckInCode();
        if (!CheckInCodes.Good(ticket!, facts.Session.CheckInSecret, Now) || facts.Session.CancelledAt is not null) return new UnknownCheckInCode();
        return Outside(facts.Session) is { } outside ? outside : facts;
    }

    private Error? Outside(Session s)
    {
        var opens = s.StartsUtc - OpensBefore;
        if (Now < opens) return new CheckInAhead(LocalTime.FromUtc(opens, s.TimeZone));
        return Now > s.EndsUtc ? new CheckInOver() : null;
    }

    private static async Task<Facts?> FactsAsync(EngagementDb db, Guid sessionId) =>
        await (from s in db.Sessions.AsNoTracking()
               join c in db.Cohorts on s.CohortId equals c.Id
               join p in db.Programs on c.ProgramId equals p.Id
               where s.Id == sessionId && c.Status != CohortStatus.Cancelled
               select new Facts(s, new CheckInDoor("", p.Name, c.Name, s.Topic, s.Date, s.StartTime, p.ForMinors))).FirstOrDefaultAsync();

    private sealed record Facts(Session Session, CheckInDoor Door);
}
