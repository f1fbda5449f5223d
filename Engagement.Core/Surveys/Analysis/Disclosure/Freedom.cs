namespace Engagement.Core.Surveys.Analysis;

/// <summary>
/// How many values a hidden cell may have for somebody who knows everything that is published, and even which groups each person belongs to.
/// <para>
/// The proof is by witnesses. If a person inside the group and one outside it swap their answers, or one person changes the answer, and every published number stays
/// as it is, then the table before and the table after can't be told apart. We count such steps from the true table, up and down; each gives the cell another value.
/// So the count is never too high; that it may be too low (steps are taken as they come, not in the best order) costs cells, not secrecy.
/// A swap is invisible when each group that holds only one of the two persons hides both answers, and stays within what is said of its hidden cells.
/// The rectangle of hidden cells in the hypercube method (Giessing and Repsilber 2002, "Tools and Strategies to Protect Multiple Tables") is such a swap.
/// </para>
/// </summary>
internal sealed class Freedom(Pattern pattern)
{
    private readonly Population people = pattern.People;
    private readonly int[][] atoms = [.. pattern.People.AtomCounts.Select(c => new int[c.Length])];
    private readonly int[][] counts = [.. pattern.People.Counts.Select(c => new int[c.Length])];
    private readonly (int Low, int High)[][] known = [.. pattern.People.Counts.Select(c => new (int, int)[c.Length])];

    /// <summary>How many different values the cell may have, at most <paramref name="enough"/> in each direction.</summary>
    public int Values(int group, int option, int enough)
    {
        for (var g = 0; g < known.Length; g++)
            for (var o = 0; o < known[g].Length; o++) known[g][o] = pattern.Known(g, o);
        return 1 + Steps(group, option, true, enough) + Steps(group, option, false, enough);
    }

    /// <summary>Steps that raise (or lower) the cell by one each.</summary>
    private int Steps(int group, int option, bool up, int enough)
    {
        for (var a = 0; a < atoms.Length; a++) people.AtomCounts[a].CopyTo(atoms[a], 0);
        for (var g = 0; g < counts.Length; g++) people.Counts[g].CopyTo(counts[g], 0);
        // Where an atom's groups are listed, all together come first.
        var view = people.Groups[group].View + 1;
        var done = 0;
        foreach (var other in pattern.HiddenOptions(group).Where(o => o != option))
        {
            var (from, to) = up ? (other, option) : (option, other);
            foreach (var inside in people.Members[group].Where(a => atoms[a][from] > 0))
            {
                done += Change(inside, from, to, enough - done);
                for (var outside = 0; outside < atoms.Length && done < enough && atoms[inside][from] > 0; outside++)
                    if (atoms[outside][to] > 0) done += Swap(view, inside, outside, from, to, enough - done);
            }
        }
        return done;
    }

    /// <summary>Up to so many persons of an atom change their answer.</summary>
    private int Change(int atom, int from, int to, int most)
    {
        var times = Math.Min(most, atoms[atom][from]);
        foreach (var group in people.Atoms[atom]) times = Math.Min(times, Room(group, from, to));
        if (times > 0) Move(atom, from, to, times, people.Atoms[atom]);
        return times;
    }

    /// <summary>Up to so many pairs swap their answers, one in the group and one in another group of its view; groups that hold both see nothing.</summary>
    private int Swap(int view, int inside, int outside, int from, int to, int most)
    {
        int[] mine = people.Atoms[inside], theirs = people.Atoms[outside];
        if (theirs[view] == mine[view]) return 0;
        var times = Math.Min(most, Math.Min(atoms[inside][from], atoms[outside][to]));
        for (var i = 0; i < mine.Length && times > 0; i++)
            if (mine[i] != theirs[i]) times = Math.Min(times, Math.Min(Room(mine[i], from, to), Room(theirs[i], to, from)));
        if (times <= 0) return 0;
        Move(inside, from, to, times, mine);
        Move(outside, to, from, times, theirs);
        return times;
    }

    /// <summary>How many persons of the group may change their answer unseen; none where either count is shown.</summary>
    private int Room(int group, int from, int to) => Math.Min(counts[group][from] - known[group][from].Low, known[group][to].High - counts[group][to]);

    private void Move(int atom, int from, int to, int times, int[] groups)
    {
        atoms[atom][from] -= times;
        atoms[atom][to] += times;
        foreach (var group in groups)
        {
            counts[group][from] -= times;
            counts[group][to] += times;
        }
    }
}
