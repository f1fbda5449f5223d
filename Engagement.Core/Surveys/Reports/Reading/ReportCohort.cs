using Engagement.Core.Participation;

namespace Engagement.Core.Surveys.Reports;

/// <summary>Before or after; surveys that are asked once count as after.</summary>
internal enum Wave
{
    Before,
    After,
}

/// <summary>A cohort as reports see it.</summary>
internal sealed record ReportCohort(Guid Id, string Name, Guid? SiteId, string? Site, DateOnly Start, CohortLife Life)
{
    /// <summary>The school year in which it started.</summary>
    public int Year => SchoolYears.Of(Start);

    /// <summary>Its plan; null without pairing codes.</summary>
    public SurveyPlan? Plan { get; init; }

    /// <summary>Its windows of the report's kind, in order of time.</summary>
    public IReadOnlyList<SurveyWindow> Windows { get; init; } = [];

    /// <summary>
    /// True when nothing more comes: every window of the kind is closed, and so is a closing survey, or the cohort is over.
    /// Only then it is in reports: figures that grow with every answer tell what the last one was.
    /// </summary>
    public bool Final(ReportKind kind, DateTime utcNow) =>
        Windows.Count > 0 && Windows.All(w => w.StateAt(utcNow) == WindowState.Closed || Life.Over && w.OpensAt is null)
        && (kind != ReportKind.BeforeAfter || Life.Over || Windows.Any(w => w.Kind == WindowKind.Post));
}

/// <summary>How far a cohort is.</summary>
/// <param name="Sessions">Sessions that stand.</param>
/// <param name="Over">True when the last of them is over, or the cohort was closed.</param>
/// <param name="Ended">End of the last session (UTC).</param>
internal sealed record CohortLife(int Sessions, bool Over, DateTime? Ended);

/// <summary>An enrollment that had a seat, as far as a report counts it. No name.</summary>
/// <param name="Id">The enrollment.</param>
/// <param name="CohortId">Its cohort.</param>
/// <param name="Stage">Where it stands.</param>
/// <param name="Minor">Whether the person is a minor.</param>
/// <param name="Code">The pairing code, while the list exists.</param>
internal sealed record SeatRow(Guid Id, Guid CohortId, Stage Stage, bool Minor, Guid? Code)
{
    /// <summary>Sessions attended.</summary>
    public int Attended { get; set; }

    /// <summary>A guardian's consents to surveys that were not withdrawn: from and to, both days included.</summary>
    public IReadOnlyList<(DateOnly From, DateOnly? To)> Consents { get; set; } = [];
}
