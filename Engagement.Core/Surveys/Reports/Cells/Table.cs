namespace Engagement.Core.Surveys.Reports;

/// <summary>
/// Counts of one question by cohort, part and option. People of one part are alike in everything else that a report tells about them:
/// the answer they gave the other time, the sessions they attended.
/// </summary>
internal sealed class Table(int cohorts, int options, int parts = 1)
{
    private readonly int[] counts = new int[cohorts * parts * options];
    private readonly int[]?[] sums = new int[]?[cohorts];

    /// <summary>Options.</summary>
    public int Options => options;

    /// <summary>Parts.</summary>
    public int Parts => parts;

    /// <summary>Cohorts.</summary>
    public int Cohorts => cohorts;

    /// <summary>Counts somebody, before anything is read.</summary>
    public void Add(int cohort, int part, int option) => counts[Place(cohort, part) + option]++;

    /// <summary>Counts of one part of a cohort by option; a view, not a copy.</summary>
    public Span<int> Part(int cohort, int part) => counts.AsSpan(Place(cohort, part), options);

    /// <summary>Counts of a cohort by option; not to be changed.</summary>
    public int[] Of(int cohort)
    {
        if (sums[cohort] is { } known) return known;
        var sum = new int[options];
        for (var part = 0; part < parts; part++)
        {
            var one = Part(cohort, part);
            for (var o = 0; o < options; o++) sum[o] += one[o];
        }
        return sums[cohort] = sum;
    }

    private int Place(int cohort, int part) => (cohort * parts + part) * options;
}
