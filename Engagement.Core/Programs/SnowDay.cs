using Engagement.Core.Common;

namespace Engagement.Core.Programs;

/// <summary>What is to happen with the session that can't be held.</summary>
public enum SnowDayAction
{
    /// <summary>It moves to another date or time.</summary>
    Move,

    /// <summary>It is cancelled.</summary>
    Cancel,
}

/// <summary>What the snow-day form sends.</summary>
public sealed record SnowDayInput
{
    /// <summary>The session.</summary>
    public Guid SessionId { get; init; }

    /// <summary>Move or cancel.</summary>
    public SnowDayAction Action { get; set; }

    /// <summary>New date when it moves.</summary>
    public DateOnly Date { get; set; }

    /// <summary>New start when it moves.</summary>
    public TimeOnly Start { get; set; }

    /// <summary>Whether all later sessions move on by a week.</summary>
    public bool ShiftLater { get; set; }

    /// <summary>Why it is cancelled.</summary>
    public string? Reason { get; set; }
}

/// <summary>Works out what a snow day does to a cohort's sessions; changes nothing.</summary>
public static class SnowDay
{
    /// <summary>
    /// The standing sessions of a cohort before and after. Later sessions keep weekday and time, pass over closed dates,
    /// and never overtake one another or land on the moved session.
    /// </summary>
    public static Result<PlanChange> Plan(IReadOnlyList<SessionState> sessions, SnowDayInput input, ClosedDays closed)
    {
        if (sessions.FirstOrDefault(s => s.Id == input.SessionId) is not { } target) return new NotFound("The session");
        var moved = input.Action == SnowDayAction.Cancel ? null : target.Slot with { Date = input.Date, Start = input.Start };
        if (Wrong(input, target.Slot, moved) is { } wrong) return wrong;

        List<SessionChange> changes = [];
        Slot? previous = null;
        foreach (var session in sessions.OrderBy(s => s.Slot.Begins).ThenBy(s => s.Number))
        {
            if (session == target) changes.Add(new(session, moved, 0, moved is not null && closed.Why(moved.Date, session.SiteId) is { } why ? $"{When.Day(moved.Date)} is closed: {why}" : null));
            else if (!input.ShiftLater || session.Slot.Begins <= target.Slot.Begins) changes.Add(new(session, session.Slot, 0, null));
            else
            {
                if (Shifted(session, moved, previous, closed) is not { } change)
                    return new Invalid(nameof(SnowDayInput.ShiftLater), $"No open date was found within a year for session {session.Number}. Look at the closures.");
                changes.Add(change);
                previous = change.After;
            }
        }
        return PlanChange.Numbered(changes);
    }

    private static Invalid? Wrong(SnowDayInput input, Slot before, Slot? after) => new Check()
        .That(after == before, nameof(SnowDayInput.Date), "Choose another date or time.")
        .That(after?.Date.Year is < 2000 or > 2100, nameof(SnowDayInput.Date), "The date must lie between the years 2000 and 2100.")
        .Failed;

    private static SessionChange? Shifted(SessionState session, Slot? moved, Slot? previous, ClosedDays closed)
    {
        List<string> skipped = [];
        for (var weeks = 1; weeks <= 52; weeks++)
        {
            var slot = session.Slot with { Date = session.Slot.Date.AddDays(7 * weeks) };
            if (closed.Why(slot.Date, session.SiteId) is { } why) skipped.Add($"{When.Day(slot.Date)} skipped: {why}");
            else if ((previous is null || slot.Begins > previous.Begins) && moved?.Overlaps(slot) != true)
                return new SessionChange(session, slot, 0, skipped.Count == 0 ? null : string.Join("; ", skipped));
        }
        return null;
    }
}
