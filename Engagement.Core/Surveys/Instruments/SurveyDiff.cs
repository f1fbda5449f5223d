using System.Text.Json;

namespace Engagement.Core.Surveys;

/// <summary>How a question differs between two versions.</summary>
public enum ChangeKind
{
    /// <summary>Not there before.</summary>
    Added,

    /// <summary>No longer there.</summary>
    Removed,

    /// <summary>There in both, changed.</summary>
    Changed,

    /// <summary>The same question in another place.</summary>
    Moved,
}

/// <summary>One question that differs between two versions.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Kind">How.</param>
/// <param name="Before">As it was.</param>
/// <param name="After">As it is.</param>
/// <param name="What">What changed, in words: "text", "options" ….</param>
public sealed record QuestionChange(string Key, ChangeKind Kind, Question? Before, Question? After, IReadOnlyList<string> What)
{
    /// <summary>True when the words or the answers changed, so that it may ask something else than before.</summary>
    public bool MayAskSomethingElse => Kind == ChangeKind.Changed && Before is not null && After is not null && SurveyDiff.MayAskSomethingElse(Before, After);
}

/// <summary>What changed between two versions, question by question, by key.</summary>
public static class SurveyDiff
{
    /// <summary>All differences in the order of the newer version; removed questions come last.</summary>
    public static IReadOnlyList<QuestionChange> Between(SurveyContent before, SurveyContent after)
    {
        var stayed = after.Questions.Select(q => q.Key).Where(k => before.Find(k) is not null).ToList();
        var moved = Moved([.. before.Questions.Select(q => q.Key).Where(stayed.Contains)], stayed);
        var changes = new List<QuestionChange>();
        foreach (var q in after.Questions)
        {
            if (before.Find(q.Key) is not { } was) changes.Add(new(q.Key, ChangeKind.Added, null, q, []));
            else if (What(was, q) is { Count: > 0 } what) changes.Add(new(q.Key, ChangeKind.Changed, was, q, what));
            else if (moved.Contains(q.Key)) changes.Add(new(q.Key, ChangeKind.Moved, was, q, []));
        }
        changes.AddRange(before.Questions.Where(q => after.Find(q.Key) is null).Select(q => new QuestionChange(q.Key, ChangeKind.Removed, q, null, [])));
        return changes;
    }

    /// <summary>Keys of questions whose answers can be compared between two versions: there in both, with the same kind of answer.</summary>
    public static IReadOnlyList<string> Comparable(SurveyContent before, SurveyContent after) =>
        [.. after.Questions.Where(q => q.Asks && before.Find(q.Key) is { } was && !NeedsNewKey(was, q)).Select(q => q.Key)];

    /// <summary>True when nothing at all differs.</summary>
    public static bool Same(Question a, Question b) => Json(a) == Json(b);

    /// <summary>True when answers given before mean something else now: another kind of answer, or a scale with another number of points.</summary>
    public static bool NeedsNewKey(Question before, Question after) =>
        before.Kind != after.Kind || after.Kind is QuestionKind.Scale or QuestionKind.Matrix && before.Options.Count != after.Options.Count;

    /// <summary>True when respondents read other words than before in the language that both have, or choose among other options.</summary>
    public static bool MayAskSomethingElse(Question before, Question after) =>
        NeedsNewKey(before, after) || Reworded(before.Text, after.Text)
        || !before.Options.Select(o => (o.Key, o.Right)).ToHashSet().SetEquals(after.Options.Select(o => (o.Key, o.Right)))
        || Reworded(before.Options, after.Options) || Reworded(before.Statements, after.Statements);

    private static bool Reworded(IReadOnlyList<Option> before, IReadOnlyList<Option> after) =>
        before.Any(o => after.FirstOrDefault(n => n.Key == o.Key) is { } now && Reworded(o.Text, now.Text));

    // A new translation leaves the question as it is; a changed text does not.
    private static bool Reworded(Words before, Words after) => before.Texts.Any(t => after.Texts.TryGetValue(t.Key, out var now) && now != t.Value);

    private static List<string> What(Question before, Question after)
    {
        List<string> what = [];
        void Add(bool differs, string name)
        {
            if (differs) what.Add(name);
        }
        Add(before.Kind != after.Kind, "kind");
        Add(before.Text != after.Text, Reworded(before.Text, after.Text) ? "text" : "translation of the text");
        Add(before.Help != after.Help, after.Asks ? "hint" : "body");
        Add(Json(before.Options) != Json(after.Options), after.Kind is QuestionKind.Scale or QuestionKind.Matrix ? "scale" : "options");
        Add(Json(before.Statements) != Json(after.Statements), "statements");
        Add(before.Required != after.Required, after.Required ? "must be answered now" : "may be left out now");
        Add(before.MayDecline != after.MayDecline, after.MayDecline ? "may be declined now" : "can’t be declined now");
        Add(before.Shuffled != after.Shuffled, "order of options");
        Add(Json(before.ShowIf) != Json(after.ShowIf), "rule");
        Add(before.Sensitive != after.Sensitive, "sensitive area");
        Add(before.Least != after.Least || before.Most != after.Most, "bounds");
        Add(before.Picture != after.Picture || before.PictureText != after.PictureText, "picture");
        Add(before.Video != after.Video, "video");
        return what;
    }

    // The smallest set of questions that moved: all but a longest run that kept its order (longest increasing subsequence).
    private static HashSet<string> Moved(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var place = before.Select((key, i) => (key, i)).ToDictionary(p => p.key, p => p.i);
        var longest = new int[after.Count];
        var previous = new int[after.Count];
        var best = -1;
        for (var i = 0; i < after.Count; i++)
        {
            (longest[i], previous[i]) = (1, -1);
            for (var j = 0; j < i; j++)
                if (place[after[j]] < place[after[i]] && longest[j] + 1 > longest[i]) (longest[i], previous[i]) = (longest[j] + 1, j);
            if (best < 0 || longest[i] > longest[best]) best = i;
        }
        var moved = after.ToHashSet();
        for (var i = best; i >= 0; i = previous[i]) moved.Remove(after[i]);
        return moved;
    }

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, SurveyContent.Json);
}
