using Engagement.Core.Common;

namespace Engagement.Core.Programs;

/// <summary>A session as its page shows it.</summary>
public sealed record SessionView
{
    /// <summary>The session.</summary>
    public required Guid Id { get; init; }

    /// <summary>Version, for actions.</summary>
    public required int Version { get; init; }

    /// <summary>Its cohort.</summary>
    public required Guid CohortId { get; init; }

    /// <summary>The cohort's name.</summary>
    public required string Cohort { get; init; }

    /// <summary>Where the cohort stands.</summary>
    public required CohortStatus CohortStatus { get; init; }

    /// <summary>True when participants are minors.</summary>
    public required bool ForMinors { get; init; }

    /// <summary>True when completing the program grants a liaison account.</summary>
    public required bool ForLiaisons { get; init; }

    /// <summary>True when being there renews a liaison's standing.</summary>
    public bool Refresher { get; init; }

    /// <summary>Where the cohort meets.</summary>
    public Guid? CohortSiteId { get; init; }

    /// <summary>Number; 0 when cancelled.</summary>
    public required int Number { get; init; }

    /// <summary>When it is.</summary>
    public required Slot Slot { get; init; }

    /// <summary>End in UTC.</summary>
    public required DateTime EndsUtc { get; init; }

    /// <summary>Where it is held; null for online.</summary>
    public string? Site { get; init; }

    /// <summary>Address of the site.</summary>
    public string? Address { get; init; }

    /// <summary>Room.</summary>
    public string? Room { get; init; }

    /// <summary>Link for taking part online.</summary>
    public string? OnlineLink { get; init; }

    /// <summary>Topic.</summary>
    public string? Topic { get; init; }

    /// <summary>The department or partner that gives it.</summary>
    public string? Giver { get; init; }

    /// <summary>Who presents.</summary>
    public required IReadOnlyList<BusyPresenter> Presenters { get; init; }

    /// <summary>Activities in order.</summary>
    public required IReadOnlyList<Activity> Plan { get; init; }

    /// <summary>Links and files.</summary>
    public required IReadOnlyList<Material> Materials { get; init; }

    /// <summary>Notes for staff.</summary>
    public string? Notes { get; init; }

    /// <summary>What happened.</summary>
    public string? Recap { get; init; }

    /// <summary>True while it was not cancelled.</summary>
    public required bool Stands { get; init; }

    /// <summary>Why it was cancelled.</summary>
    public string? CancelReason { get; init; }

    /// <summary>"Session 3", or "Cancelled session".</summary>
    public string Title => Stands ? $"Session {Number}" : "Cancelled session";
}
