using Engagement.Core.Common;

namespace Engagement.Core.Surveys;

/// <summary>What came of two people changing the same draft.</summary>
/// <param name="Content">Both changes together; where both changed the same, mine.</param>
/// <param name="Taken">What was taken over from the other person, in words.</param>
/// <param name="Both">What both changed, in words: mine stayed, theirs is told.</param>
public sealed record Merged(SurveyContent Content, IReadOnlyList<string> Taken, IReadOnlyList<string> Both);

/// <summary>Puts two sets of changes to the same draft together, question by question.</summary>
public static class DraftMerge
{
    /// <summary>
    /// Three-way: a question that only one of the two changed, added or removed is as that one has it. Where both changed a question,
    /// mine stays and theirs is named. A question that one removed and the other changed stays. The order is mine; what they added comes after the question it followed.
    /// </summary>
    public static Merged Of(SurveyContent start, SurveyContent mine, SurveyContent theirs)
    {
        List<string> taken = [], both = [];
        var result = Whole(start, mine, theirs, taken, both);
        foreach (var change in SurveyDiff.Between(start, theirs).Where(c => c.Kind != ChangeKind.Moved))
        {
            var (was, now) = (start.Find(change.Key), mine.Find(change.Key));
            var untouched = was is null ? now is null : now is not null && SurveyDiff.Same(was, now);
            var name = change.After is { } after ? theirs.NameOf(after) : start.NameOf(change.Before!);
            if (change.After is { } changed && now is not null && SurveyDiff.Same(changed, now) || change.After is null && now is null) continue;
            if (untouched)
            {
                result = change.Kind switch
                {
                    ChangeKind.Added => result.Insert(After(theirs, change.Key, result), change.After!),
                    ChangeKind.Removed => result.Remove(change.Key),
                    _ => result.Replace(change.After!),
                };
                taken.Add($"{change.Kind.ToString().ToLowerInvariant()}: {name}");
            }
            else if (change.Kind == ChangeKind.Removed) both.Add($"{name}: they removed it, you changed it. It stays.");
            else if (now is null)
            {
                result = result.Insert(After(theirs, change.Key, result), change.After!);
                both.Add($"{name}: you removed it, they changed it. It stays.");
            }
            else both.Add($"{name}: yours stays; theirs reads “{change.After!.Text.In(theirs.Main, theirs.Main)}” (changed: {string.Join(", ", change.What.DefaultIfEmpty("added"))}).");
        }
        return new(result, taken, both);
    }

    private static SurveyContent Whole(SurveyContent start, SurveyContent mine, SurveyContent theirs, List<string> taken, List<string> both)
    {
        Words Pick(string name, Words was, Words ours, Words other)
        {
            if (other == was || other == ours) return ours;
            if (ours == was) { taken.Add($"changed: {name}"); return other; }
            both.Add($"{ContentNames.Sentence(name)}: yours stays; theirs reads “{ContentNames.Short(other.In(theirs.Main, theirs.Main), 200)}”.");
            return ours;
        }
        var languages = mine.Languages.Concat(theirs.Languages.Where(l => !start.Languages.Contains(l)))
            .Where(l => theirs.Languages.Contains(l) || !start.Languages.Contains(l)).Distinct().ToList();
        return mine with
        {
            Title = Pick("the title", start.Title, mine.Title, theirs.Title),
            Intro = Pick("the words before the first question", start.Intro, mine.Intro, theirs.Intro),
            Thanks = Pick("the words after the last question", start.Thanks, mine.Thanks, theirs.Thanks),
            Languages = languages.Count == 0 ? mine.Languages : languages,
        };
    }

    private static int After(SurveyContent theirs, string key, SurveyContent result)
    {
        for (var i = theirs.IndexOf(key) - 1; i >= 0; i--)
            if (result.IndexOf(theirs.Questions[i].Key) is >= 0 and var at) return at + 1;
        return 0;
    }
}
