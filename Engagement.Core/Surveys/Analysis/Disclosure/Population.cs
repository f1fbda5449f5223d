namespace Engagement.Core.Surveys.Analysis;

/// <summary>
/// All who answered, as counts: by atom (persons who share their groups in every view) and by group. Group 0 is all together; it belongs to no view (view −1).
/// </summary>
internal sealed class Population
{
    public Population(IEnumerable<Answered> people, int options, int views)
    {
        Options = options;
        Add(-1, null);
        var groups = new Dictionary<(int, string), int>();
        var atoms = new Dictionary<string, int>();
        foreach (var person in people)
        {
            if (person.Groups.Count != views) throw new ArgumentException($"{person.Groups.Count} groups for {views} views.", nameof(people));
            if (person.Option < 0 || person.Option >= options) throw new ArgumentOutOfRangeException(nameof(people), person.Option, "No such option.");
            var key = string.Join('\u001f', person.Groups);
            if (!atoms.TryGetValue(key, out var atom))
            {
                atoms[key] = atom = Atoms.Count;
                Atoms.Add([0, .. person.Groups.Select((name, view) => groups.TryGetValue((view, name), out var known) ? known : groups[(view, name)] = Add(view, name))]);
                AtomCounts.Add(new int[options]);
                foreach (var group in Atoms[atom]) Members[group].Add(atom);
            }
            AtomCounts[atom][person.Option] += person.Count;
            foreach (var group in Atoms[atom])
            {
                Counts[group][person.Option] += person.Count;
                Sizes[group] += person.Count;
            }
        }
        Contained = FindContained();
    }

    public int Options { get; }

    /// <summary>The groups of each atom: all together, then one for each view.</summary>
    public List<int[]> Atoms { get; } = [];

    /// <summary>Counts of each atom by option.</summary>
    public List<int[]> AtomCounts { get; } = [];

    /// <summary>View and name of each group.</summary>
    public List<(int View, string? Name)> Groups { get; } = [];

    /// <summary>Counts of each group by option.</summary>
    public List<int[]> Counts { get; } = [];

    /// <summary>Persons in each group.</summary>
    public List<int> Sizes { get; } = [];

    /// <summary>The atoms of each group.</summary>
    public List<List<int>> Members { get; } = [];

    /// <summary>For each group the groups of other views that lie within it. A year holds its cohorts; what they leave of it can be computed.</summary>
    public List<int>[] Contained { get; }

    private int Add(int view, string? name)
    {
        Groups.Add((view, name));
        Counts.Add(new int[Options]);
        Sizes.Add(0);
        Members.Add([]);
        return Groups.Count - 1;
    }

    private List<int>[] FindContained()
    {
        var together = new Dictionary<(int Inner, int Outer), int>();
        foreach (var groups in Atoms)
            foreach (var inner in groups)
                foreach (var outer in groups.Where(g => g != inner)) together[(inner, outer)] = together.GetValueOrDefault((inner, outer)) + 1;
        var contained = new List<int>[Groups.Count];
        for (var g = 0; g < contained.Length; g++) contained[g] = [];
        foreach (var ((inner, outer), count) in together)
            if (count == Members[inner].Count && inner != 0) contained[outer].Add(inner);
        return contained;
    }
}
