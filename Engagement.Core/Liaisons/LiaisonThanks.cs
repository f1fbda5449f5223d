using Engagement.Core.Common;

namespace Engagement.Core.Liaisons;

/// <summary>What a milestone counts.</summary>
public enum MilestoneKind
{
    /// <summary>Requests entered.</summary>
    Requests,

    /// <summary>Years of service.</summary>
    Years,
}

/// <summary>Milestones at which somebody says thank you.</summary>
public static class Milestones
{
    /// <summary>The counts of a kind, lowest first.</summary>
    public static IReadOnlyList<int> Of(MilestoneKind kind) => kind == MilestoneKind.Requests ? [1, 10, 50, 100] : [1, 3, 5, 10];

    /// <summary>"10th request", "3 years of service".</summary>
    public static string Words(MilestoneKind kind, int count) =>
        kind == MilestoneKind.Years ? $"{count} {(count == 1 ? "year" : "years")} of service" : count == 1 ? "1st request" : $"{count}th request";

    /// <summary>Years of service on a day, whole ones.</summary>
    public static int Years(DateOnly since, DateOnly day) => Math.Max(0, day.Year - since.Year - (day < since.AddYears(day.Year - since.Year) ? 1 : 0));
}

/// <summary>Thanks for a milestone, as they were given. A liaison is thanked once for each.</summary>
public sealed class LiaisonThanks : Entity
{
    private LiaisonThanks() { }

    /// <summary>Thanks.</summary>
    public LiaisonThanks(Guid liaisonId, MilestoneKind kind, int count, string? note, string by, DateTime utcNow) =>
        (LiaisonId, Kind, Count, Note, By, At) = (liaisonId, kind, count, note, by, utcNow);

    /// <summary>The liaison.</summary>
    public Guid LiaisonId { get; private init; }

    /// <summary>For what.</summary>
    public MilestoneKind Kind { get; private init; }

    /// <summary>Which count.</summary>
    public int Count { get; private init; }

    /// <summary>How: a call, a letter, at an event.</summary>
    public string? Note { get; private init; }

    /// <summary>Who thanked.</summary>
    public string By { get; private init; } = "";

    /// <summary>When (UTC).</summary>
    public DateTime At { get; private init; }
}
