namespace Engagement.Core.Participation;

/// <summary>Stages of an enrollment.</summary>
public enum Stage
{
    /// <summary>Asked for a seat; not decided.</summary>
    Applied,

    /// <summary>Waits for a seat.</summary>
    Waitlisted,

    /// <summary>Has a seat.</summary>
    Enrolled,

    /// <summary>Graduated.</summary>
    Completed,

    /// <summary>Left.</summary>
    Withdrawn,

    /// <summary>Was not admitted.</summary>
    Denied,
}

/// <summary>One step between stages.</summary>
public sealed class StageChange
{
    /// <summary>When (UTC).</summary>
    public DateTime At { get; set; }

    /// <summary>Before; null for the first.</summary>
    public Stage? From { get; set; }

    /// <summary>After.</summary>
    public Stage To { get; set; }

    /// <summary>Who did it.</summary>
    public string By { get; set; } = "";

    /// <summary>Why.</summary>
    public string? Reason { get; set; }
}
