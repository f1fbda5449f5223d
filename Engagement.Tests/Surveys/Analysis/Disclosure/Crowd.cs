using Engagement.Core.Surveys.Analysis;
using FsCheck;
using FsCheck.Fluent;

namespace Engagement.Tests.Surveys.Analysis;

/// <summary>A small random set of people with their answers and groups.</summary>
public sealed record Crowd(int Options, int Threshold, IReadOnlyList<string> Views, IReadOnlyList<Answered> People)
{
    public override string ToString() => $"options {Options}, threshold {Threshold}, "
        + string.Join("; ", People.GroupBy(p => string.Join('/', p.Groups)).OrderBy(g => g.Key)
            .Select(g => $"{g.Key}: {string.Join(' ', Enumerable.Range(0, Options).Select(o => g.Where(p => p.Option == o).Sum(p => p.Count)))}"));

    public Publication Publish(IEnumerable<KnownCell>? earlier = null) => SmallCells.Protect(People, Options, Threshold, Views, earlier);

    /// <summary>How many in the group (null: all) of the view (−1: all) chose the option.</summary>
    public int Count(int view, string? group, int? option = null) =>
        People.Where(p => (view < 0 || p.Groups[view] == group) && (option is null || p.Option == option)).Sum(p => p.Count);

    /// <summary>All cells of all views.</summary>
    public IEnumerable<(int View, string? Group, int Option)> Cells() => Views.SelectMany((_, v) => People.Select(p => (View: v, Group: (string?)p.Groups[v])))
        .Append((-1, null)).Distinct().SelectMany(g => Enumerable.Range(0, Options).Select(o => (g.View, g.Group, o)));

    /// <summary>Small counts of several groups of a view together, but not of all.</summary>
    public IEnumerable<(int View, string[] Groups, int Option, SortedSet<int> Values)> SmallSums()
    {
        foreach (var view in Enumerable.Range(0, Views.Count))
        {
            var groups = People.Select(p => p.Groups[view]).Distinct().ToArray();
            foreach (var some in Enumerable.Range(1, (1 << groups.Length) - 2).Select(bits => groups.Where((_, i) => (bits >> i & 1) == 1).ToArray()))
                foreach (var option in Enumerable.Range(0, Options))
                    if (some.Length > 1 && some.Sum(g => Count(view, g, option)) < Threshold) yield return (view, some, option, []);
        }
    }

    /// <summary>Crowds small enough to be attacked with every table: with one view, two that cross, or cohorts within years.</summary>
    public static Arbitrary<Crowd> Small { get; } = (
        from options in Gen.Choose(2, 3)
        from threshold in Gen.Choose(2, 4)
        from shape in Gen.Choose(0, 3)
        from groups in Gen.Choose(2, 4)
        from lean in Gen.Choose(0, 2)
        from size in Gen.Choose(4, options == 2 ? 22 : 15)
        from people in Gen.Choose(0, 999_999).ListOf(size)
        select new Crowd(options, threshold, shape == 0 ? ["cohort"] : ["cohort", shape == 1 ? "dosage" : "year"],
            [.. people.Select(p => Person(p, options, shape, groups, lean))])).ToArbitrary();

    private static Answered Person(int dice, int options, int shape, int groups, int lean)
    {
        var cohort = dice % groups;
        // Leaning: most give the first answer, so that tables have small cells beside large ones.
        var option = dice / 10 % 4 < lean ? 0 : dice / 100 % options;
        string[] places = shape switch
        {
            0 => [$"c{cohort}"],
            1 => [$"c{cohort}", $"d{dice / 1000 % 2}"],
            2 => [$"c{cohort}", $"y{cohort % 2}"],
            _ => [$"c{cohort}", $"y{(cohort == 0 ? dice / 1000 % 2 : 1)}"],
        };
        return new(option, places);
    }
}
