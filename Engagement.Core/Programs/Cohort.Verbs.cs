using Engagement.Core.Common;

namespace Engagement.Core.Programs;

public sealed partial class Cohort
{
    /// <summary>Null while its plan may be changed; else why not.</summary>
    public Error? Over => Status is CohortStatus.Closed or CohortStatus.Cancelled ? new CohortIsOver(Status) : null;

    /// <summary>Announces a draft that has at least one session.</summary>
    public Result Publish()
    {
        if (Status != CohortStatus.Draft) return new WrongCohortStatus(Status, "published");
        if (!sessions.Exists(s => s.Stands)) return new NoSessions();
        Status = CohortStatus.Published;
        return Result.Success;
    }

    /// <summary>Calls off a draft or an announced cohort; sessions to come leave the calendars.</summary>
    public Result Cancel(string reason, DateTime utcNow)
    {
        if (Status is not (CohortStatus.Draft or CohortStatus.Published)) return new WrongCohortStatus(Status, "cancelled");
        (Status, CancelReason) = (CohortStatus.Cancelled, reason);
        RenewCalendars(utcNow);
        return Result.Success;
    }

    /// <summary>Takes back a publication or a cancellation.</summary>
    public Result ReopenAsDraft(DateTime utcNow)
    {
        if (Status is not (CohortStatus.Published or CohortStatus.Cancelled)) return new WrongCohortStatus(Status, "reopened as a draft");
        (Status, CancelReason) = (CohortStatus.Draft, null);
        RenewCalendars(utcNow);
        return Result.Success;
    }

    /// <summary>Takes a session out for good; only one without attendance.</summary>
    internal void Remove(Session session)
    {
        sessions.Remove(session);
        Renumber();
    }

    /// <summary>Numbers the standing sessions from 1 in order of time; cancelled ones have no number.</summary>
    internal void Renumber()
    {
        var number = 0;
        foreach (var session in sessions.Where(s => s.Stands).OrderBy(s => s.StartsUtc).ThenBy(s => s.Number).ThenBy(s => s.Id)) session.Number = ++number;
    }

    /// <summary>Its standing sessions as plans are worked out from.</summary>
    internal List<SessionState> States() =>
        [.. sessions.Where(s => s.Stands).Select(s => new SessionState(s.Id, s.Version, s.Number, s.Topic, s.Slot, s.PlaceIn(this).SiteId))];

    /// <summary>Moves sessions as a worked-out change says and numbers all anew.</summary>
    internal void Apply(PlanChange change)
    {
        foreach (var (state, slot, _, _) in change.Sessions)
            if (slot is not null) sessions.Single(s => s.Id == state.Id).Move(slot.Date, slot.Start, slot.Minutes);
        Renumber();
    }

    /// <summary>Moves to another site and room; sessions that go by the cohort's place move along.</summary>
    internal void MoveTo(Guid? siteId, Guid? roomId, DateTime utcNow)
    {
        if ((siteId, roomId) == (SiteId, RoomId)) return;
        (SiteId, RoomId) = (siteId, roomId);
        foreach (var session in ToCome(utcNow).Where(s => s is { SiteId: null, OnlineLink: null })) session.RaiseSequence();
    }

    /// <summary>Standing sessions that have not begun, in order.</summary>
    internal IEnumerable<Session> ToCome(DateTime utcNow) => sessions.Where(s => s.Stands && s.StartsUtc > utcNow).OrderBy(s => s.StartsUtc);

    /// <summary>Takes over what a checked form says, except the program.</summary>
    internal void Take(CohortInput input, DateTime utcNow)
    {
        Name = Text.Clean(input.Name)!;
        MoveTo(input.SiteId, input.RoomId, utcNow);
        (Host, Language, Capacity) = (Text.Clean(input.Host), input.Language!, input.Capacity);
        (EnrollmentOpens, EnrollmentCloses) = (input.EnrollmentOpens, input.EnrollmentCloses);
        (Weekdays, StartDate, EndDate, StartTime, Minutes) = (input.Weekdays, input.StartDate, input.EndDate, input.StartTime, input.Minutes);
        (Waitlist, OfferHours, Notes) = (input.Waitlist, input.OfferHours, Text.CleanLines(input.Notes));
    }

    private void RenewCalendars(DateTime utcNow)
    {
        foreach (var session in ToCome(utcNow)) session.RaiseSequence();
    }
}
