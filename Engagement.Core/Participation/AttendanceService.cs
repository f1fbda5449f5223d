using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.People;
using Engagement.Core.Programs;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Participation;

/// <summary>The attendance of a session: one row per person, the last mark counts, and nobody overwrites a colleague's mark unseen.</summary>
public sealed class AttendanceService(IDbContextFactory<EngagementDb> dbs, GroupCommit writer, EnrollmentService enrollments, TimeProvider clock)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Everyone with a seat, with marks, and those who wait. Names: needs the right to read people too.</summary>
    public async Task<Result<AttendanceSheet>> SheetAsync(Actor actor, Guid sessionId)
    {
        if ((actor.Lacks(Permission.TakeAttendance) ?? actor.Lacks(Permission.ReadPeople)) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var s = await (from session in db.Sessions
                       join cohort in db.Cohorts on session.CohortId equals cohort.Id
                       join program in db.Programs on cohort.ProgramId equals program.Id
                       where session.Id == sessionId
                       select new { session.CohortId, cohort.Name, program.ForMinors, session.Number, session.Topic, session.Date, session.StartTime, session.TimeZone, session.CancelledAt })
            .FirstOrDefaultAsync();
        if (s is null) return new NotFound("The session");
        var people = await (from e in db.Enrollments
                            join p in db.People on e.PersonId equals p.Id
                            where e.CohortId == s.CohortId && (e.Seat != null || e.Stage == Stage.Waitlisted || e.Stage == Stage.Applied)
                            orderby p.SortName, e.Id
                            select new { e.Id, p.GivenName, p.FamilyName, e.Stage, e.Seat }).ToListAsync();
        var marks = (await db.Attendance.AsNoTracking().Where(a => a.SessionId == sessionId).ToListAsync()).ToDictionary(a => a.EnrollmentId, MarkRow.Of);
        return new AttendanceSheet(sessionId, s.CohortId, s.Name, s.ForMinors, s.Number, s.Topic, s.Date, s.StartTime, s.TimeZone,
            s.CancelledAt is not null, clock.Today(s.TimeZone) < s.Date,
            [.. people.Where(p => p.Seat is not null).Select(p => new SheetRow(p.Id, Person.WholeName(p.GivenName, p.FamilyName), marks.GetValueOrDefault(p.Id)))],
            [.. people.Where(p => p.Seat is null).Select(p => new WaitingRow(p.Id, Person.WholeName(p.GivenName, p.FamilyName), p.Stage))]);
    }

    /// <summary>Marks one person. Answers after the mark is durable; <see cref="MarkedMeanwhile"/> when a colleague's other mark would be overwritten unseen.</summary>
    public async Task<Result<MarkRow>> MarkAsync(Actor actor, Guid sessionId, Guid enrollmentId, MarkInput input)
    {
        if (actor.Lacks(Permission.TakeAttendance) is { } no) return no;
        var reason = Text.Clean(input.Reason);
        var excused = input.Mark == AttendanceMark.Excused;
        if (new Check().That(excused && reason is null, "Reason", "An excused absence needs a reason.").Fits(reason, "Reason", "The reason").Failed is { } invalid) return invalid;
        return await writer.WriteAsync<Result<MarkRow>>(actor, async db =>
        {
            var session = await db.Sessions.AsNoTracking().FirstOrDefaultAsync(s => s.Id == sessionId);
            if (session is null) return new NotFound("The session");
            if (Closed(session, excused) is { } closed) return closed;
            if (!await db.Enrollments.AnyAsync(e => e.Id == enrollmentId && e.CohortId == session.CohortId && e.Seat != null)) return new NotOnTheRoster();
            var row = await db.Attendance.FirstOrDefaultAsync(a => a.SessionId == sessionId && a.EnrollmentId == enrollmentId);
            if (row is null) db.Add(row = new Attendance(sessionId, enrollmentId, input.Mark, excused ? reason : null, MarkSource.Staff, actor.Name, Now));
            else if (row.Mark == input.Mark && (!excused || row.Reason == reason)) return MarkRow.Of(row);
            else if (row.Version != input.Seen && row.MarkedBy != actor.Name) return new MarkedMeanwhile(MarkRow.Of(row));
            else row.Set(input.Mark, excused ? reason : null, MarkSource.Staff, actor.Name, Now);
            await db.SaveChangesAsync();
            return MarkRow.Of(row);
        });
    }

    /// <summary>Marks everyone who has a seat and no mark as present; answers how many.</summary>
    public async Task<Result<int>> MarkRestPresentAsync(Actor actor, Guid sessionId)
    {
        if (actor.Lacks(Permission.TakeAttendance) is { } no) return no;
        return await writer.WriteAsync<Result<int>>(actor, async db =>
        {
            var session = await db.Sessions.AsNoTracking().FirstOrDefaultAsync(s => s.Id == sessionId);
            if (session is null) return new NotFound("The session");
            if (Closed(session, excused: false) is { } closed) return closed;
            var rest = await db.Enrollments
                .Where(e => e.CohortId == session.CohortId && e.Seat != null && !db.Attendance.Any(a => a.SessionId == sessionId && a.EnrollmentId == e.Id))
                .Select(e => e.Id).ToListAsync();
            db.AddRange(rest.Select(id => new Attendance(sessionId, id, AttendanceMark.Present, null, MarkSource.Staff, actor.Name, Now)));
            await db.SaveChangesAsync();
            return rest.Count;
        });
    }

    /// <summary>Marks made since <paramref name="since"/> (UTC; null: all), with a little overlap, for pages that follow along.</summary>
    public async Task<Result<IReadOnlyList<MarkRow>>> ChangesAsync(Actor actor, Guid sessionId, DateTime? since)
    {
        if (actor.Lacks(Permission.TakeAttendance) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        // A mark is dated before its commit: ten seconds back, so that none falls between two looks.
        var from = since?.AddSeconds(-10) ?? DateTime.MinValue;
        var rows = await db.Attendance.AsNoTracking().Where(a => a.SessionId == sessionId && a.MarkedAt >= from).ToListAsync();
        return rows.ConvertAll(MarkRow.Of);
    }

    /// <summary>
    /// Somebody who stands at the door: a new person, enrolled if there is a seat (or <paramref name="beyond"/> it) and marked present;
    /// without a seat on the waitlist and unmarked. Answers the stage.
    /// </summary>
    public async Task<Result<Stage>> AddWalkInAsync(Actor actor, Guid sessionId, NewParticipant input, bool beyond = false)
    {
        if (actor.Lacks(Permission.TakeAttendance) is { } no) return no;
        if (await SessionAsync(actor, sessionId) is not { } session) return new NotFound("The session");
        if (Closed(session, excused: false) is { } closed) return closed;
        var added = await enrollments.EnrollNewAsync(actor, session.CohortId, input, beyond);
        if (!added.Ok) return added.Error;
        if (added.Value.HasSeat && (await MarkAsync(actor, sessionId, added.Value.Id, new(AttendanceMark.Present))).Error is { } error) return error;
        return added.Value.Stage;
    }

    /// <summary>Gives somebody who waits a chair and marks them present.</summary>
    public async Task<Result<MarkRow>> AdmitPresentAsync(Actor actor, Guid sessionId, Guid enrollmentId)
    {
        if (actor.Lacks(Permission.TakeAttendance) is { } no) return no;
        if (await SessionAsync(actor, sessionId) is not { } session) return new NotFound("The session");
        if (Closed(session, excused: false) is { } closed) return closed;
        var admitted = await enrollments.DecideAsync(actor, session.CohortId, [enrollmentId], Decision.AdmitBeyond, "came to the session");
        return admitted.Ok ? await MarkAsync(actor, sessionId, enrollmentId, new(AttendanceMark.Present)) : admitted.Error;
    }

    /// <summary>Counts per session, for lists of sessions: two SELECTs for any number of them.</summary>
    public async Task<Result<IReadOnlyDictionary<Guid, AttendanceCounts>>> CountsAsync(Actor actor, IReadOnlyList<Guid> sessionIds)
    {
        if (actor.Lacks(Permission.ReadCohorts) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var enrolled = await db.Sessions.Where(s => sessionIds.Contains(s.Id))
            .Select(s => new { s.Id, Count = db.Enrollments.Count(e => e.CohortId == s.CohortId && e.Seat != null) }).ToListAsync();
        var marks = (await db.Attendance.Where(a => sessionIds.Contains(a.SessionId)).GroupBy(a => new { a.SessionId, a.Mark })
            .Select(g => new { g.Key.SessionId, g.Key.Mark, Count = g.Count() }).ToListAsync()).ToDictionary(m => (m.SessionId, m.Mark), m => m.Count);
        int Of(Guid id, AttendanceMark mark) => marks.GetValueOrDefault((id, mark));
        return enrolled.ToDictionary(s => s.Id, s => new AttendanceCounts(s.Count, Of(s.Id, AttendanceMark.Present), Of(s.Id, AttendanceMark.Late),
            Of(s.Id, AttendanceMark.Excused), Of(s.Id, AttendanceMark.Absent)));
    }

    private async Task<Session?> SessionAsync(Actor actor, Guid sessionId)
    {
        await using var db = await dbs.OpenAsync(actor);
        return await db.Sessions.AsNoTracking().FirstOrDefaultAsync(s => s.Id == sessionId);
    }

    private Error? Closed(Session session, bool excused)
    {
        if (session.CancelledAt is not null) return new SessionCancelled();
        return !excused && clock.Today(session.TimeZone) < session.Date ? new SessionAhead(session.Date) : null;
    }
}
