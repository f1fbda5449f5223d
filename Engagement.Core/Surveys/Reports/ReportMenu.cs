namespace Engagement.Core.Surveys.Reports;

/// <summary>A program that has surveys.</summary>
/// <param name="Id">The program.</param>
/// <param name="Name">Its name.</param>
/// <param name="Cohorts">Cohorts with surveys.</param>
/// <param name="Latest">Start of the latest of them.</param>
public sealed record ReportProgram(Guid Id, string Name, int Cohorts, DateOnly Latest);

/// <summary>What can be chosen for a report of a program.</summary>
public sealed record ReportMenu(string Program, IReadOnlyList<ReportMenuCohort> Cohorts, IReadOnlyList<ReportKind> Kinds)
{
    /// <summary>Sites of the cohorts.</summary>
    public IEnumerable<(Guid Id, string Name)> Sites =>
        Cohorts.Where(c => c.SiteId is not null).Select(c => (c.SiteId!.Value, c.Site!)).Distinct().OrderBy(s => s.Item2, StringComparer.CurrentCulture);

    /// <summary>School years of the cohorts, the latest first.</summary>
    public IEnumerable<int> Years => Cohorts.Select(c => SchoolYears.Of(c.Start)).Distinct().OrderDescending();
}

/// <summary>A cohort to choose.</summary>
/// <param name="Id">The cohort.</param>
/// <param name="Name">Name.</param>
/// <param name="SiteId">Site; null for online.</param>
/// <param name="Site">Name of the site.</param>
/// <param name="Start">First day.</param>
/// <param name="Ready">True when it is in reports; false while answers may still come.</param>
public sealed record ReportMenuCohort(Guid Id, string Name, Guid? SiteId, string? Site, DateOnly Start, bool Ready);

/// <summary>Free answers to one question at one time, in random order; null when they are too few to be listed.</summary>
public sealed record WrittenAnswers(Words Question, bool Before, int N, IReadOnlyList<string>? Answers);
