namespace Engagement.Core.Surveys.Reports;

/// <summary>Which windows a report is about.</summary>
public enum ReportKind
{
    /// <summary>The surveys before and after the program, paired by code.</summary>
    BeforeAfter,

    /// <summary>Feedback on sessions.</summary>
    Feedback,

    /// <summary>Some time after the program.</summary>
    FollowUp,
}

/// <summary>Who reads a report.</summary>
public enum Audience
{
    /// <summary>Staff and leadership: the smallest count shown is 5.</summary>
    Inside,

    /// <summary>Everybody: the smallest count shown is 10.</summary>
    Public,
}

/// <summary>What a report is about: a program, or the part of its cohorts that meets every condition that is given.</summary>
public sealed record ReportChoice(Guid ProgramId)
{
    /// <summary>Which windows.</summary>
    public ReportKind Kind { get; init; }

    /// <summary>These cohorts; none: all.</summary>
    public IReadOnlyList<Guid> Cohorts { get; init; } = [];

    /// <summary>Cohorts at this site.</summary>
    public Guid? SiteId { get; init; }

    /// <summary>Cohorts that started in the school year that began in this year.</summary>
    public int? SchoolYear { get; init; }
}

/// <summary>School years, from July 1 to June 30.</summary>
public static class SchoolYears
{
    /// <summary>The year in which the school year of a day began.</summary>
    public static int Of(DateOnly day) => day.Month >= 7 ? day.Year : day.Year - 1;

    /// <summary>"2015–16".</summary>
    public static string Name(int year) => FormattableString.Invariant($"{year}–{(year + 1) % 100:00}");
}
