namespace Engagement.Core.Programs;

/// <summary>When a session is, on the wall clock.</summary>
public sealed record Slot(DateOnly Date, TimeOnly Start, int Minutes)
{
    /// <summary>"Thu Mar 5, 6:00–7:00 PM".</summary>
    public override string ToString() => $"{When.Day(Date)}, {When.Span(Start, Minutes)}";

    /// <summary>False for what no session can be, such as a year of which half is typed.</summary>
    internal bool Possible => Date.Year is >= 2000 and <= 2100 && Minutes is > 0 and <= 24 * 60;

    internal DateTime Begins => Date.ToDateTime(Start);

    internal bool Overlaps(Slot other) => Begins < other.Begins.AddMinutes(other.Minutes) && other.Begins < Begins.AddMinutes(Minutes);
}

/// <summary>A session before a change of the plan; <paramref name="SiteId"/> is where it is really held, null for online.</summary>
public sealed record SessionState(Guid Id, int Version, int Number, string? Topic, Slot Slot, Guid? SiteId);

/// <summary>What a change of the plan does to one session.</summary>
/// <param name="Session">Before.</param>
/// <param name="After">Afterwards; null when it is cancelled.</param>
/// <param name="Number">Its number afterwards; 0 when it is cancelled.</param>
/// <param name="Note">Dates that were passed over, with the reason.</param>
public sealed record SessionChange(SessionState Session, Slot? After, int Number, string? Note)
{
    /// <summary>True when date, time or number differ.</summary>
    public bool Changed => After != Session.Slot || Number != Session.Number;
}

/// <summary>
/// A change of a cohort's plan, worked out before it is done. What is done later is worked out again
/// and must be the same as what was shown, versions included.
/// </summary>
public sealed record PlanChange(IReadOnlyList<SessionChange> Sessions)
{
    /// <summary>True when both mean the same for every session.</summary>
    public bool Same(PlanChange other) => Sessions.SequenceEqual(other.Sessions);

    /// <summary>Sets the numbers in order of the new times.</summary>
    internal static PlanChange Numbered(IEnumerable<SessionChange> changes)
    {
        var order = changes.OrderBy(c => (c.After ?? c.Session.Slot).Begins).ThenBy(c => c.Session.Number).ToList();
        var number = 0;
        return new PlanChange([.. order.Select(c => c with { Number = c.After is null ? 0 : ++number })]);
    }
}
