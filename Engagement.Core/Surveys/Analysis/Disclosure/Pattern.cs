namespace Engagement.Core.Surveys.Analysis;

/// <summary>Which cells are hidden, and which groups say "fewer than the threshold" of their small ones.</summary>
internal sealed class Pattern(Population people, int threshold)
{
    private readonly bool[][] hidden = [.. people.Counts.Select(c => new bool[c.Length])];
    private readonly (int Low, int High)[][] told = [.. people.Counts.Select(c => Enumerable.Repeat((0, int.MaxValue), c.Length).ToArray())];
    private readonly bool[] hasSmall = [.. people.Counts.Select(c => c.Any(n => n < threshold))];
    private readonly HashSet<int> silent = [];

    public Population People => people;

    public int Threshold => threshold;

    /// <summary>How many cells are hidden.</summary>
    public int HiddenCells { get; private set; }

    public bool IsHidden(int group, int option) => hidden[group][option];

    public bool IsSmall(int group, int option) => people.Counts[group][option] < threshold;

    /// <summary>Whether an earlier report shows the count.</summary>
    public bool IsOut(int group, int option) => told[group][option].Low == told[group][option].High;

    /// <summary>Whether an earlier report tells anything.</summary>
    public bool HasEarlier { get; private set; }

    /// <summary>Keeps in mind what an earlier report tells of a cell.</summary>
    public void Learn(int group, int option, int low, int high)
    {
        if (people.Counts[group][option] < low || people.Counts[group][option] > high)
            throw new ArgumentException("The earlier report is not about these people: a count is not within what it told.", nameof(low));
        HasEarlier = true;
        ref var known = ref told[group][option];
        known = (Math.Max(known.Low, low), Math.Min(known.High, high));
    }

    /// <summary>
    /// Whether the group says "few" of its small cells, and so "not few" of what it hides beside them. A group without small cells says neither: it looks like a silent one.
    /// </summary>
    public bool SaysFew(int group) => !silent.Contains(group) && hasSmall[group];

    /// <summary>From now on the group says nothing of its hidden cells. False when it did not before.</summary>
    public bool Silence(int group) => silent.Add(group);

    /// <summary>Hides a cell; false when it was hidden or can't be any more.</summary>
    public bool Hide(int group, int option)
    {
        if (!CanHide(group, option)) return false;
        HiddenCells++;
        return hidden[group][option] = true;
    }

    /// <summary>Whether <see cref="Hide"/> would change anything.</summary>
    public bool CanHide(int group, int option) => !hidden[group][option] && !IsOut(group, option);

    /// <summary>Takes back what was tried.</summary>
    public void Show(int group, int option)
    {
        HiddenCells--;
        hidden[group][option] = false;
    }

    public IEnumerable<int> HiddenOptions(int group) => Enumerable.Range(0, people.Options).Where(o => hidden[group][o]);

    public IEnumerable<int> ShownOptions(int group) => Enumerable.Range(0, people.Options).Where(o => !hidden[group][o]);

    /// <summary>
    /// The bounds that everybody knows of a cell: 0 and up, or with "few" said 0 … threshold − 1, and threshold and up for hidden cells beside it;
    /// and no wider than an earlier report told.
    /// </summary>
    public (int Low, int High) Known(int group, int option)
    {
        var count = people.Counts[group][option];
        if (!hidden[group][option]) return (count, count);
        var (low, high) = told[group][option];
        if (!SaysFew(group)) return (low, high);
        return IsSmall(group, option) ? (low, Math.Min(high, threshold - 1)) : (Math.Max(low, threshold), high);
    }
}
