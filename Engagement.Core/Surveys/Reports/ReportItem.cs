using Engagement.Core.Surveys.Analysis;

namespace Engagement.Core.Surveys.Reports;

/// <summary>Whose answers are compared. Matched and unmatched ones are never mixed.</summary>
public enum Basis
{
    /// <summary>The same people before and after, paired by code.</summary>
    Matched,

    /// <summary>Those who answered before and those who answered after, who may be different people.</summary>
    Apart,

    /// <summary>Everybody who answered; asked once.</summary>
    Once,
}

/// <summary>One question of a report.</summary>
public sealed record ReportItem
{
    /// <summary>Key, the same in all versions.</summary>
    public required string Key { get; init; }

    /// <summary>Its kind; statements of a matrix are scales.</summary>
    public required QuestionKind Kind { get; init; }

    /// <summary>The question, or the statement of a matrix.</summary>
    public required Words Text { get; init; }

    /// <summary>The question above a statement.</summary>
    public Words? Heading { get; init; }

    /// <summary>Whose answers.</summary>
    public required Basis Basis { get; init; }

    /// <summary>
    /// What the counts are of: options; for yes/no and knowledge questions "yes" or "right" and the rest; for several choices each option for itself; nothing for numbers.
    /// </summary>
    public required IReadOnlyList<Words> Options { get; init; }

    /// <summary>Before; null when asked once.</summary>
    public ReportSide? Before { get; init; }

    /// <summary>After, or once; null when only asked before.</summary>
    public ReportSide? After { get; init; }

    /// <summary>From before to after; null where nothing can be said.</summary>
    public ReportChange? Change { get; init; }

    /// <summary>What those said before who did not answer after; null when they are too few.</summary>
    public ReportSide? Leavers { get; init; }

    /// <summary>Cohorts that are left out here, because fewer than the threshold answered in each.</summary>
    public int LeftOut { get; init; }

    /// <summary>The same by cohort, site, school year or sessions attended.</summary>
    public IReadOnlyList<ReportSplit> Splits { get; init; } = [];

    /// <summary>True for a question with one figure that counts: the share of "yes" or of right answers.</summary>
    public bool IsShare => Kind is QuestionKind.YesNo or QuestionKind.Knowledge;
}

/// <summary>The answers of some people at one time.</summary>
/// <param name="N">How many answered.</param>
/// <param name="Cells">Counts, one for each of the item's options. For scales none, or those of fewer people than N: of the cohorts whose counts may be told together.</param>
/// <param name="Mean">Mean of a scale (1 and up) or a number.</param>
/// <param name="Sd">Standard deviation, where the mean is exact.</param>
/// <param name="Wilson">For shares whose count is told: Wilson's 95 % interval of the first option.</param>
public sealed record ReportSide(int N, IReadOnlyList<Told> Cells, ToldNumber? Mean = null, double? Sd = null, Interval? Wilson = null);

/// <summary>A change from before to after.</summary>
public sealed record ReportChange
{
    /// <summary>The difference after − before: of shares (0.25 is 25 points) or of means.</summary>
    public required ToldNumber Difference { get; init; }

    /// <summary>Its 95 % interval; where counts are hidden, the widest that they allow.</summary>
    public Interval? Interval { get; init; }

    /// <summary>p: McNemar's mid-p for shares, Wilcoxon's signed rank for scales, paired t for numbers. Bounds where counts are hidden.</summary>
    public ToldNumber? P { get; init; }

    /// <summary>The same after Holm's correction for all questions of the report.</summary>
    public ToldNumber? Holm { get; init; }

    /// <summary>McNemar's table and corrected χ²; only where all four counts are told.</summary>
    public ReportMcNemar? McNemar { get; init; }

    /// <summary>Paired t test with effect size, of scales whose counts are told.</summary>
    public ReportT? T { get; init; }

    /// <summary>Wilcoxon's test of scales whose counts are told.</summary>
    public ReportWilcoxon? Wilcoxon { get; init; }
}

/// <summary>Those who changed from no to yes and from yes to no, with χ² corrected for continuity.</summary>
public sealed record ReportMcNemar(int Gained, int Lost, double? Corrected, double? CorrectedP);

/// <summary>A paired t test; d_z and Hedges' g over the SD of the differences.</summary>
public sealed record ReportT(double T, int Df, double P, double Dz, double G);

/// <summary>Wilcoxon's signed-rank test: V and the differences that are not zero (both only where every count is told), p, and whether it is exact or the normal approximation.</summary>
public sealed record ReportWilcoxon(double? V, int? N, double P, bool Exact);

/// <summary>What a split is by.</summary>
public enum SplitBy
{
    /// <summary>Cohort.</summary>
    Cohort,

    /// <summary>Site.</summary>
    Site,

    /// <summary>School year: the trend.</summary>
    SchoolYear,

    /// <summary>Sessions attended.</summary>
    Attended,
}

/// <summary>A question's key figure by group.</summary>
public sealed record ReportSplit(SplitBy By, IReadOnlyList<SplitRow> Rows);

/// <summary>One group; for attendance the name is a number: 0 all sessions, 1 three quarters or more, 2 fewer. No sides: too few.</summary>
public sealed record SplitRow(string Name, ReportSide? Before, ReportSide? After);
