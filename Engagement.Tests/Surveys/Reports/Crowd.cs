using Engagement.Core.Surveys.Reports;

namespace Engagement.Tests.Surveys.Reports;

/// <summary>Cohorts whose people answered one question before and after.</summary>
internal sealed class Crowd
{
    private readonly (int Before, int After)[][] people;
    private readonly int options;

    private Crowd((int Before, int After)[][] people, int options)
    {
        (this.people, this.options) = (people, options);
        (Before, After) = (new(people.Length, options, options), new(people.Length, options, options));
        foreach (var (cohort, all) in people.Index())
            foreach (var (before, after) in all)
            {
                Before.Add(cohort, after, before);
                After.Add(cohort, before, after);
            }
    }

    public int Cohorts => people.Length;

    public Table Before { get; }

    public Table After { get; }

    public static Crowd Of((int Before, int After, int Count)[][] cohorts) =>
        new([.. cohorts.Select(c => c.SelectMany(p => Enumerable.Repeat((p.Before, p.After), p.Count)).ToArray())], 1 + cohorts.SelectMany(c => c).Max(p => Math.Max(p.Before, p.After)));

    /// <summary>Classes of any size whose answers lean to one side, as they do after a program.</summary>
    public static Crowd Random(Random random, int cohorts, int options, int least, int most, double? share = null) => new(
        [.. Enumerable.Range(0, cohorts).Select(_ =>
        {
            var (before, after) = (share ?? random.NextDouble(), share ?? random.NextDouble());
            int Draw(double lean) => random.NextDouble() < lean ? 0 : options == 2 ? 1 : random.Next(1, options);
            return Enumerable.Range(0, random.Next(least, most + 1)).Select(_ => (Draw(before), Draw(after))).ToArray();
        })], options);

    public Crowd First(int cohorts) => new(people[..cohorts], options);

    /// <summary>A table without parts.</summary>
    public Table Plain(Table table)
    {
        var plain = new Table(Cohorts, options);
        for (var c = 0; c < Cohorts; c++)
            for (var o = 0; o < options; o++)
                for (var i = 0; i < table.Of(c)[o]; i++) plain.Add(c, 0, o);
        return plain;
    }

    /// <summary>Small counts before of any choice of cohorts that have fewer than <paramref name="needed"/> values in all crowds with the same reports that were found.</summary>
    public List<string> Attack(Func<Crowd, string> reports, int needed, int most = 400)
    {
        var truth = reports(this);
        var cells = CrowdViews.Subsets(Cohorts).SelectMany(s => Enumerable.Range(0, options).Select(o => (Set: s, Option: o)))
            .Where(c => Count(c) < 5).ToDictionary(c => (string.Join(',', c.Set), c.Option), c => (Cell: c, Values: new HashSet<int>()));
        var (seen, next) = (new HashSet<string> { ToString() }, new Queue<Crowd>([this]));
        while (next.TryDequeue(out var crowd))
        {
            foreach (var cell in cells.Values) cell.Values.Add(crowd.Count(cell.Cell));
            if (cells.Values.All(c => c.Values.Count >= Enough(c.Cell))) break;
            foreach (var other in crowd.Neighbors())
                if (seen.Count < most && seen.Add(other.ToString()) && reports(other) == truth) next.Enqueue(other);
        }
        return [.. cells.Where(c => c.Value.Values.Count < Enough(c.Value.Cell)).Select(c => $"{c.Key}: {string.Join(' ', c.Value.Values)}")];

        // Of fewer people there can't be more values.
        int Enough((int[] Set, int Option) cell) => Math.Min(needed, 1 + cell.Set.Sum(c => people[c].Length));
    }

    public override string ToString() => string.Join(" / ", people.Select(c => string.Join(' ', c.GroupBy(p => p).OrderBy(g => g.Key).Select(g => $"{g.Key.Before}{g.Key.After}:{g.Count()}"))));

    private int Count((int[] Set, int Option) cell) => cell.Set.Sum(c => people[c].Count(p => p.Before == cell.Option));

    /// <summary>Crowds in which one person changed the answer before, or two of different cohorts swapped theirs.</summary>
    private IEnumerable<Crowd> Neighbors()
    {
        for (var c = 0; c < people.Length; c++)
            foreach (var mine in people[c].Distinct())
                for (var o = 0; o < options; o++)
                {
                    if (o == mine.Before) continue;
                    yield return With((c, mine, (o, mine.After)));
                    for (var d = c + 1; d < people.Length; d++)
                        foreach (var theirs in people[d].Distinct().Where(p => p.Before == o)) yield return With((c, mine, (o, mine.After)), (d, theirs, (mine.Before, theirs.After)));
                }
    }

    private Crowd With(params (int Cohort, (int, int) From, (int, int) To)[] changes)
    {
        var copy = people.Select(c => c.ToArray()).ToArray();
        foreach (var (cohort, from, to) in changes) copy[cohort][Array.IndexOf(copy[cohort], from)] = to;
        return new(copy, options);
    }
}

/// <summary>Every choice of cohorts, and what is told of each.</summary>
internal static class CrowdViews
{
    public static IEnumerable<int[]> Subsets(int cohorts) =>
        Enumerable.Range(1, (1 << cohorts) - 1).Select(bits => Enumerable.Range(0, cohorts).Where(c => (bits >> c & 1) == 1).ToArray());

    public static string All(int cohorts, Func<IReadOnlySet<int>, string> told) => string.Join('|', Subsets(cohorts).Select(s => told(s.ToHashSet())));

    public static string Told(Sum sum) => string.Join(';', sum.Rows.Select(r => $"{r.N}:{string.Join(',', r.Cells)}")) + sum.LeftOut;
}
