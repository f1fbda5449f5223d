using Engagement.Core.Surveys.Analysis;
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

    /// <summary>
    /// Small counts before, of any choice of cohorts, for which fewer than <paramref name="needed"/> values were found. From the truth the attacker goes step by step
    /// to crowds in which the count is higher (or lower) and which agree with all that is told.
    /// </summary>
    public List<string> Attack(Func<Crowd, bool> agrees, int needed)
    {
        var found = new List<string>();
        foreach (var set in CrowdViews.Subsets(Cohorts))
            for (var o = 0; o < options; o++)
            {
                var (cell, count) = ((set, o), Count((set, o)));
                if (count >= 5) continue;
                var enough = Math.Min(needed, 1 + set.Sum(c => people[c].Length));
                var values = 1 + Steps(cell, 1, enough - 1);
                if (values < enough) values += Steps(cell, -1, enough - values);
                if (values < enough) found.Add($"{string.Join('+', set)} option {o}: {values} values");
            }
        return found;

        int Steps((int[] Set, int Option) cell, int direction, int most)
        {
            var (done, crowd) = (0, this);
            while (done < most && crowd.Neighbors(cell.Option).FirstOrDefault(n => (n.Count(cell) - crowd.Count(cell)) * direction > 0 && agrees(n)) is { } next) (crowd, done) = (next, done + 1);
            return done;
        }
    }

    public override string ToString() => string.Join(" / ", people.Select(c => string.Join(' ', c.GroupBy(p => p).OrderBy(g => g.Key).Select(g => $"{g.Key.Before}{g.Key.After}:{g.Count()}"))));

    private int Count((int[] Set, int Option) cell) => cell.Set.Sum(c => people[c].Count(p => p.Before == cell.Option));

    /// <summary>
    /// Crowds in which the number of those who chose an option is another in some cohort: one person changed the answer before, or two of different cohorts swapped theirs;
    /// or two persons of a cohort moved, and two of another one back.
    /// </summary>
    private IEnumerable<Crowd> Neighbors(int option)
    {
        var all = Enumerable.Range(0, people.Length).SelectMany(c => Moves(c).Select(m => (Cohort: c, Move: m))).ToList();
        var ones = all.Where(m => m.Move.From.Before == option || m.Move.To == option).ToList();
        foreach (var (cohort, move) in ones)
        {
            yield return With((cohort, move.From, move.To));
            foreach (var back in all.Where(b => b.Cohort != cohort && Back(move, b.Move))) yield return With((cohort, move.From, move.To), (back.Cohort, back.Move.From, back.Move.To));
        }
        if (options < 3) yield break;
        foreach (var (cohort, move) in ones)
            foreach (var (_, second) in all.Where(m => m.Cohort == cohort && m.Move.From != move.From))
            {
                yield return With((cohort, move.From, move.To), (cohort, second.From, second.To));
                for (var other = 0; other < people.Length; other++)
                    if (other != cohort && Moves(other).FirstOrDefault(m => Back(move, m)) is { From: var one } first && first != default
                        && Moves(other).FirstOrDefault(m => Back(second, m) && m.From != one) is { } last && last != default)
                        yield return With((cohort, move.From, move.To), (cohort, second.From, second.To), (other, first.From, first.To), (other, last.From, last.To));
            }

        static bool Back(((int Before, int After) From, int To) move, ((int Before, int After) From, int To) other) => other.From.Before == move.To && other.To == move.From.Before;
    }

    private IEnumerable<((int Before, int After) From, int To)> Moves(int cohort) =>
        people[cohort].Distinct().SelectMany(p => Enumerable.Range(0, options).Where(o => o != p.Before).Select(o => (p, o)));

    private Crowd With(params (int Cohort, (int Before, int After) From, int To)[] changes)
    {
        var copy = people.Select(c => c.ToArray()).ToArray();
        foreach (var (cohort, from, to) in changes) copy[cohort][Array.IndexOf(copy[cohort], from)] = (to, from.After);
        return new(copy, options);
    }
}

/// <summary>Every choice of cohorts, and what is told of each.</summary>
internal static class CrowdViews
{
    public static IEnumerable<int[]> Subsets(int cohorts) =>
        Enumerable.Range(1, (1 << cohorts) - 1).Select(bits => Enumerable.Range(0, cohorts).Where(c => (bits >> c & 1) == 1).ToArray());

    /// <summary>Whether a crowd's counts before are within what is told.</summary>
    public static bool Agree(Sum told, Crowd crowd) => told.Rows[0].Cells.Index().All(c => told.In.Sum(i => crowd.Before.Of(i)[c.Index]) is var count && count >= c.Item.Low && count <= c.Item.High);

    /// <summary>Whether a crowd gives the counts (of the groups that are told exactly), the mean and the SD that are told.</summary>
    public static bool Agree(ScaleSum told, HashSet<int> exact, Crowd crowd)
    {
        int[] Counts(IEnumerable<int> cohorts) => [.. Enumerable.Range(0, crowd.Before.Options).Select(o => cohorts.Sum(c => crowd.Before.Of(c)[o]))];
        var (side, counts) = (told.Sides[0], Counts(told.In));
        var bounds = told.In is { Count: 1 } && exact.Count == 0;
        if (side.Cells.Zip(Counts(bounds ? told.In : exact)).Any(c => c.Second < c.First.Low || c.Second > c.First.High)) return false;
        var sums = ScaleSums.Of(counts);
        if (told.Counted || side.Mean is not { } mean) return true;
        return mean.Exact ? sums.Mean(1) == mean.Low && (side.Sd is null || sums.Sd(1) == side.Sd) : sums.Sum / (double)sums.N is var m && m >= mean.Low - 1e-9 && m <= mean.High + 1e-9;
    }
}
