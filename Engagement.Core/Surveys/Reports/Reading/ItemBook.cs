namespace Engagement.Core.Surveys.Reports;

/// <summary>One thing that is asked and answered: a question, or a statement of a matrix; the same in all versions that ask the same.</summary>
internal sealed class Item(int index, string key, Question question, Option? statement)
{
    private readonly List<(Guid Survey, Guid Version)> askedIn = [];

    /// <summary>Place in a respondent's answers.</summary>
    public int Index => index;

    /// <summary>Key under which answers are stored.</summary>
    public string Key => key;

    /// <summary>The question as its newest version asks it.</summary>
    public Question Question => question;

    /// <summary>The statement of a matrix.</summary>
    public Option? Statement => statement;

    /// <summary>Options of all versions, the newest version's first and in its order.</summary>
    public List<Option> Options { get; } = [.. OptionsOf(question)];

    /// <summary>A matrix is as many scales.</summary>
    public QuestionKind Kind => Question.Kind == QuestionKind.Matrix ? QuestionKind.Scale : Question.Kind;

    /// <summary>The versions that ask it.</summary>
    public IReadOnlyList<(Guid Survey, Guid Version)> AskedIn => askedIn;

    /// <summary>Adds a version that asks the same.</summary>
    public void AddVersion(Guid survey, Guid version, Question same)
    {
        askedIn.Add((survey, version));
        Options.AddRange(OptionsOf(same).Where(o => !Options.Exists(k => k.Key == o.Key)));
    }

    /// <summary>
    /// Whether a question asks the same. Within an instrument the key says so, across instruments key, options and words must agree;
    /// another kind, or a scale with other points, is never the same.
    /// </summary>
    public bool Same(Guid survey, Question other, Option? part)
    {
        if (other.Kind != Question.Kind) return false;
        if (Kind == QuestionKind.Scale && other.Options.Count != Question.Options.Count) return false;
        return askedIn.Exists(a => a.Survey == survey)
            || other.Options.Select(o => o.Key).SequenceEqual(Question.Options.Select(o => o.Key)) && Agree(other.Text, Question.Text) && (part is null || Agree(part.Text, Statement!.Text));
    }

    // Yes/no questions may leave their fixed options out.
    private static IReadOnlyList<Option> OptionsOf(Question question) =>
        question is { Kind: QuestionKind.YesNo, Options.Count: 0 } ? [new("yes", Words.None), new("no", Words.None), new("dk", Words.None)] : question.Options;

    private static bool Agree(Words one, Words two) => one.Texts.Any(t => two.Texts.TryGetValue(t.Key, out var other) && other == t.Value);
}

/// <summary>All items of the versions of a report.</summary>
internal sealed class ItemBook
{
    private readonly List<Item> items = [];
    private readonly Dictionary<Guid, Dictionary<string, Item>> byVersion = [];

    /// <summary>From versions, the newest of each instrument first.</summary>
    public ItemBook(IEnumerable<SurveyVersion> versions)
    {
        foreach (var version in versions)
        {
            var known = byVersion[version.Id] = new(StringComparer.Ordinal);
            foreach (var question in version.Content.Questions.Where(q => q.Asks))
                foreach (var (key, part) in question.Kind == QuestionKind.Matrix ? question.Statements.Select(s => ($"{question.Key}.{s.Key}", (Option?)s)) : [(question.Key, null)])
                {
                    var item = items.Find(i => i.Key == key && i.Same(version.SurveyId, question, part));
                    if (item is null) items.Add(item = new Item(items.Count, key, question, part));
                    item.AddVersion(version.SurveyId, version.Id, question);
                    known[key] = item;
                }
        }
    }

    /// <summary>The items, in the order of the newest version that asks them.</summary>
    public IReadOnlyList<Item> Items => items;

    /// <summary>The items of a version by key.</summary>
    public Dictionary<string, Item> Of(Guid version) => byVersion.GetValueOrDefault(version) ?? [];
}
