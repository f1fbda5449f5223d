using Engagement.Core.Common;

namespace Engagement.Core.Surveys;

/// <summary>The form of a cohort's plan.</summary>
public sealed class PlanInput
{
    /// <summary>Years for which a list may be kept.</summary>
    public const int MostYears = 3;

    /// <summary>Version it was filled from; 0 for a new plan.</summary>
    public int Version { get; set; }

    /// <summary>Identified or Confidential.</summary>
    public Promise Promise { get; set; } = Promise.Confidential;

    /// <summary>True when minors are asked only with a guardian's consent.</summary>
    public bool ConsentNeeded { get; set; }

    /// <summary>Day on which the list of codes and names is destroyed; only for confidential plans.</summary>
    public DateOnly? ListUntil { get; set; }

    internal static PlanInput From(SurveyPlan plan) =>
        new() { Version = plan.Version, Promise = plan.Promise, ConsentNeeded = plan.ConsentNeeded, ListUntil = plan.ListUntil };

    internal Invalid? Problems(DateOnly today) => new Check()
        .That(Promise is not (Promise.Identified or Promise.Confidential), nameof(Promise), "Choose what is promised. Anonymous is a single window, not a whole cohort.")
        .That(Promise == Promise.Confidential && ListUntil is null, nameof(ListUntil), "Say on which day the list of codes and names is destroyed.")
        .That(Promise == Promise.Confidential && ListUntil <= today, nameof(ListUntil), "The day on which the list is destroyed must lie ahead.")
        .That(Promise == Promise.Confidential && ListUntil > today.AddYears(MostYears), nameof(ListUntil), $"The list may be kept for {MostYears} years at most.")
        .Failed;

    /// <summary>True when it takes back nothing of what was promised.</summary>
    internal bool Keeps(SurveyPlan plan) =>
        Promise == plan.Promise && (ConsentNeeded || !plan.ConsentNeeded) && !(ListUntil > plan.ListUntil);
}
