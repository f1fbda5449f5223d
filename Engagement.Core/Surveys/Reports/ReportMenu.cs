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

/// <summary>What people wrote.</summary>
/// <param name="Questions">By question and time.</param>
/// <param name="Tags">Tags in use in the program, in order.</param>
public sealed record WrittenTexts(IReadOnlyList<WrittenAnswers> Questions, IReadOnlyList<string> Tags);

/// <summary>Free answers to one question at one time, in random order; null when they are too few to be listed.</summary>
/// <param name="Question">The question.</param>
/// <param name="Before">True for the survey before.</param>
/// <param name="N">All that may be listed.</param>
/// <param name="Answers">Those that were searched for.</param>
/// <param name="Counts">How many of all have each tag, as it may be told.</param>
public sealed record WrittenAnswers(Words Question, bool Before, int N, IReadOnlyList<WrittenAnswer>? Answers, IReadOnlyList<TagCount> Counts);

/// <summary>One of them, with names masked, and its tags.</summary>
public sealed record WrittenAnswer(AnswerRef Ref, string Text, IReadOnlyList<string> Tags);

/// <summary>How many answers have a tag: small counts are hidden as in the report.</summary>
public sealed record TagCount(string Tag, Told Count);
