namespace Engagement.Core.Surveys.Reports;

/// <summary>
/// A report as it may be read by its audience: small counts are hidden in it already, so pages, files and prints show what is here and compute nothing else.
/// Stored as it is when it is published.
/// </summary>
public sealed record SurveyReport
{
    /// <summary>Who may read it.</summary>
    public required Audience Audience { get; init; }

    /// <summary>Which windows.</summary>
    public required ReportKind Kind { get; init; }

    /// <summary>Smallest count that is shown.</summary>
    public required int Threshold { get; init; }

    /// <summary>The program.</summary>
    public required string Program { get; init; }

    /// <summary>True when those who answered are students.</summary>
    public required bool Students { get; init; }

    /// <summary>The cohorts that are in it, in order of time.</summary>
    public required IReadOnlyList<ReportedCohort> Cohorts { get; init; }

    /// <summary>Site that was chosen.</summary>
    public string? Site { get; init; }

    /// <summary>School year that was chosen.</summary>
    public string? SchoolYear { get; init; }

    /// <summary>True when every cohort of the program is in it.</summary>
    public required bool Whole { get; init; }

    /// <summary>Day on which it was made, in the office's time zone.</summary>
    public required DateOnly MadeOn { get; init; }

    /// <summary>True for a look at the answers before the program while the closing survey is to come.</summary>
    public bool Preview { get; init; }

    /// <summary>Cohorts that were chosen and are not in it yet, because answers may still come.</summary>
    public IReadOnlyList<string> NotYet { get; init; } = [];

    /// <summary>The versions that were answered.</summary>
    public required IReadOnlyList<ReportVersion> Versions { get; init; }

    /// <summary>How many took part.</summary>
    public required ReportFlow Flow { get; init; }

    /// <summary>The questions.</summary>
    public required IReadOnlyList<ReportItem> Items { get; init; }

    /// <summary>The knowledge questions together.</summary>
    public KnowledgeScore? Score { get; init; }
}

/// <summary>A cohort of a report.</summary>
public sealed record ReportedCohort(Guid Id, string Name, string? Site, DateOnly Start);

/// <summary>A version of an instrument that was answered.</summary>
/// <param name="Survey">Name of the instrument.</param>
/// <param name="Number">Number of the version.</param>
/// <param name="Before">True when it was asked before the program, false when after (or once).</param>
/// <param name="NotAsked">Keys of questions of the report that this version does not ask.</param>
public sealed record ReportVersion(string Survey, int Number, bool Before, IReadOnlyList<string> NotAsked);

/// <summary>How many took part. Numbers of people are no answers and are told; why some are missing keeps the rule for small counts.</summary>
public sealed record ReportFlow
{
    /// <summary>Had a seat.</summary>
    public required int Enrolled { get; init; }

    /// <summary>May be asked; null where no consent is needed.</summary>
    public Told? MayBeAsked { get; init; }

    /// <summary>Handed in before.</summary>
    public required int Before { get; init; }

    /// <summary>Handed in after, or once.</summary>
    public required int After { get; init; }

    /// <summary>Handed in both, paired by code.</summary>
    public required int Matched { get; init; }

    /// <summary>Of these, on tickets that pair nothing.</summary>
    public required int Unpaired { get; init; }

    /// <summary>Codes with one mistyped character that was put right.</summary>
    public required int Repaired { get; init; }

    /// <summary>Why those who had a seat did not answer both times; none where the list of codes was destroyed.</summary>
    public IReadOnlyList<ReportLoss> Losses { get; init; } = [];

    /// <summary>By cohort, where there are several.</summary>
    public IReadOnlyList<FlowRow> Cohorts { get; init; } = [];

    /// <summary>By site, where there are several.</summary>
    public IReadOnlyList<FlowRow> Sites { get; init; } = [];
}

/// <summary>Why some are missing.</summary>
public sealed record ReportLoss(LossReason Reason, Told Count);

/// <summary>How many took part in one cohort or at one site.</summary>
public sealed record FlowRow(string Name, int Enrolled, int Before, int After, int Matched);

/// <summary>
/// All knowledge questions together: the mean share of right answers, and the normalized gain of the class.
/// It is made of the shares that are told, so it is a span where some of them are.
/// </summary>
public sealed record KnowledgeScore(int Questions, ToldNumber Before, ToldNumber After, ToldNumber? Gain);
