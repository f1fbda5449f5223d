namespace Engagement.Core.Surveys.Analysis;

/// <summary>Which cells are hidden, and which views say "fewer than the threshold" of their small ones.</summary>
internal sealed class Pattern(Population people, int threshold)
{
    private readonly bool[][] hidden = [.. people.Counts.Select(c => new bool[c.Length])];
    private readonly bool[][] pinned = [.. people.Counts.Select(c => new bool[c.Length])];
    private readonly HashSet<int> silent = [];

    public Population People => people;

    public int Threshold => threshold;

    /// <summary>How many cells are hidden.</summary>
    public int HiddenCells { get; private set; }

    /// <summary>How many persons are in hidden cells, counted once for each: what readers lose.</summary>
    public int HiddenPersons { get; private set; }

    public bool IsHidden(int group, int option) => hidden[group][option];

    public bool IsSmall(int group, int option) => people.Counts[group][option] < threshold;

    /// <summary>Small, and not shown by an earlier report.</summary>
    public bool NeedsProtection(int group, int option) => IsSmall(group, option) && !pinned[group][option];

    public void Pin(int group, int option) => pinned[group][option] = true;

    /// <summary>Whether the view of the group says "few" of its small cells.</summary>
    public bool SaysFew(int group) => !silent.Contains(people.Groups[group].View);

    /// <summary>From now on the view of the group says nothing of its hidden cells. False when it did not before.</summary>
    public bool Silence(int group) => silent.Add(people.Groups[group].View);

    /// <summary>Hides a cell; false when it was hidden or can't be any more.</summary>
    public bool Hide(int group, int option)
    {
        if (hidden[group][option] || pinned[group][option]) return false;
        HiddenCells++;
        HiddenPersons += 1 + people.Counts[group][option];
        return hidden[group][option] = true;
    }

    public IEnumerable<int> HiddenOptions(int group) => Enumerable.Range(0, people.Options).Where(o => hidden[group][o]);

    public IEnumerable<int> ShownOptions(int group) => Enumerable.Range(0, people.Options).Where(o => !hidden[group][o]);

    /// <summary>The bounds that everybody knows of a cell: 0 and up, or with "few" said 0 … threshold − 1, and threshold and up for hidden cells beside it.</summary>
    public (int Low, int High) Known(int group, int option)
    {
        var count = people.Counts[group][option];
        if (!hidden[group][option]) return (count, count);
        if (!SaysFew(group)) return (0, int.MaxValue);
        return IsSmall(group, option) ? (0, threshold - 1) : (threshold, int.MaxValue);
    }

    /// <summary>The same pattern, to try something on.</summary>
    public Pattern Copy()
    {
        var copy = new Pattern(people, threshold);
        copy.Take(this);
        return copy;
    }

    /// <summary>Becomes the other.</summary>
    public void Take(Pattern other)
    {
        for (var g = 0; g < hidden.Length; g++)
        {
            other.hidden[g].CopyTo(hidden[g], 0);
            other.pinned[g].CopyTo(pinned[g], 0);
        }
        silent.UnionWith(other.silent);
        (HiddenCells, HiddenPersons) = (other.HiddenCells, other.HiddenPersons);
    }
}
