using Engagement.Core.Surveys.Analysis;

namespace Engagement.Tests.Surveys.Analysis;

/// <summary>
/// Somebody who has everything that was published, knows the rule, and knows the groups and so the sizes: not the answers. Tries every table of whole numbers that agrees with it all,
/// and notes which values each cell takes. Shares no code with what it attacks.
/// </summary>
internal sealed class Attacker
{
    private readonly int options;
    private readonly IReadOnlyList<(string?[] Groups, int Size)> atoms;
    private readonly Dictionary<(int View, string? Group), (int Low, int High)[]> bounds = [];
    private readonly List<(int View, string? Group)> keys;
    private readonly int[][] table;
    private Func<bool> enough = () => false;

    public Attacker(int options, IReadOnlyList<Answered> people, params Publication[] published)
    {
        this.options = options;
        atoms = [.. people.GroupBy(p => string.Join('|', p.Groups)).Select(g => ((string?[])[.. g.First().Groups], g.Sum(p => p.Count)))];
        table = [.. atoms.Select(_ => new int[options])];
        foreach (var publication in published) Learn(publication);
        keys = [.. bounds.Keys];
    }

    /// <summary>What each cell can be, by view (−1: all), group and option.</summary>
    public Dictionary<(int View, string? Group, int Option), SortedSet<int>> Values { get; } = [];

    /// <summary>Sums over some of the groups of a view, which the attacker looks at too.</summary>
    public List<(int View, string[] Groups, int Option, SortedSet<int> Values)> Unions { get; } = [];

    public void Attack(Func<bool> stop)
    {
        enough = stop;
        foreach (var (view, group) in keys)
            for (var o = 0; o < options; o++) Values[(view, group, o)] = [];
        Fill(0);
    }

    private void Learn(Publication publication)
    {
        Learn(-1, publication.All, publication);
        foreach (var (view, shown) in publication.Views.Index())
            foreach (var row in shown.Rows) Learn(view, row, publication);
    }

    private void Learn(int view, PublishedRow row, Publication publication)
    {
        var saysFew = row.Cells.Any(c => c.Kind == CellKind.Few);
        if (!bounds.TryGetValue((view, row.Group), out var known)) bounds[(view, row.Group)] = known = [.. Enumerable.Repeat((0, int.MaxValue), options)];
        for (var o = 0; o < options; o++)
        {
            var cell = row.Cells[o];
            var (low, high) = (cell.Low, cell.High);
            if (cell.Kind == CellKind.Few) high = Math.Min(high, publication.Threshold - 1);
            if (cell.Kind == CellKind.Hidden && saysFew && row.N is not null) low = Math.Max(low, publication.Threshold);
            known[o] = (Math.Max(known[o].Low, low), Math.Min(known[o].High, high));
        }
    }

    private bool In(int atom, (int View, string? Group) key) => key.View < 0 || atoms[atom].Groups[key.View] == key.Group;

    /// <summary>Every way of filling the atoms from this one on; leaves a branch as soon as a bound can't be kept.</summary>
    private void Fill(int atom)
    {
        if (enough()) return;
        if (atom == atoms.Count) Note();
        else Part(atom, 0, atoms[atom].Size);
    }

    private void Part(int atom, int option, int left)
    {
        if (option == options - 1)
        {
            table[atom][option] = left;
            if (Possible(atom)) Fill(atom + 1);
            return;
        }
        for (var count = 0; count <= left && !enough(); count++)
        {
            table[atom][option] = count;
            Part(atom, option + 1, left - count);
        }
    }

    private bool Possible(int upTo)
    {
        foreach (var key in keys)
        {
            var later = 0;
            for (var a = upTo + 1; a < atoms.Count; a++) if (In(a, key)) later += atoms[a].Size;
            for (var o = 0; o < options; o++)
            {
                var sum = Sum(key, o, upTo);
                if (sum > bounds[key][o].High || sum + later < bounds[key][o].Low) return false;
            }
        }
        return true;
    }

    private int Sum((int View, string? Group) key, int option, int upTo)
    {
        var sum = 0;
        for (var a = 0; a <= upTo; a++) if (In(a, key)) sum += table[a][option];
        return sum;
    }

    private void Note()
    {
        foreach (var key in keys)
            for (var o = 0; o < options; o++) Values[(key.View, key.Group, o)].Add(Sum(key, o, atoms.Count - 1));
        foreach (var union in Unions) union.Values.Add(union.Groups.Sum(g => Sum((union.View, g), union.Option, atoms.Count - 1)));
    }
}
