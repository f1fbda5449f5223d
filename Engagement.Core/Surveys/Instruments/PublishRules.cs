using Engagement.Core.Common;

namespace Engagement.Core.Surveys;

/// <summary>What must hold before people are asked, and what is worth a second look. Pure: no database, no clock.</summary>
public static class PublishRules
{
    /// <summary>What is missing or impossible, or null. Problems belong to the key of their question.</summary>
    /// <param name="content">What is to be published.</param>
    /// <param name="before">The newest published version: a key must not change its kind of answer.</param>
    public static Invalid? Problems(SurveyContent content, SurveyContent? before = null)
    {
        if (ContentRules.Problems(content) is { } limits) return limits;
        var check = new Check()
            .That(!content.Questions.Any(q => q.Asks), "", "There is no question yet.")
            .That(!content.Title.Has(content.Main), "", "The title that respondents see is missing.");
        foreach (var q in content.Questions) Of(check, content, q, before?.Find(q.Key));
        return check.Failed;
    }

    /// <summary>Questions that touch a sensitive area.</summary>
    public static IReadOnlyList<Question> Sensitive(SurveyContent content) => [.. content.Questions.Where(q => q.Sensitive is not null)];

    /// <summary>True when no sensitive question is new or changed since a version for which an administrator gave the word.</summary>
    public static bool SensitiveAsBefore(SurveyContent content, SurveyContent confirmed) =>
        Sensitive(content).All(q => confirmed.Find(q.Key) is { } before && before.Sensitive == q.Sensitive && SurveyDiff.Same(before, q));

    /// <summary>What does not hold publishing up, but is better known before.</summary>
    public static IEnumerable<FieldProblem> Hints(SurveyContent content, bool forMinors)
    {
        foreach (var language in content.Languages.Skip(1))
        {
            var missing = TextPlace.Missing(content, language).Count();
            if (missing > 0)
                yield return new("", $"{SurveyLanguages.Name(language)}: {missing} {(missing == 1 ? "text is" : "texts are")} not translated; respondents read {SurveyLanguages.Name(content.Main)} there.");
        }
        if (!forMinors) yield break;
        foreach (var q in content.Questions.Where(q => q is { Required: true, MayDecline: false }))
            yield return new(q.Key, $"{ContentNames.Sentence(content.NameOf(q))} must be answered and can’t be declined. The consent text promises that every question may be left out.");
    }

    private static void Of(Check check, SurveyContent content, Question q, Question? before)
    {
        var name = ContentNames.Sentence(content.NameOf(q));
        bool Lacks(Words words) => !words.Has(content.Main);
        check.That(q.Asks && Lacks(q.Text), q.Key, $"{name} has no text.");
        check.That(!q.Asks && Lacks(q.Text) && Lacks(q.Help) && q.Picture is null, q.Key, $"{name} is empty.");
        check.That(q.Picture is not null && Lacks(q.PictureText), q.Key, $"{name}: say what the picture shows, for those who can’t see it.");
        check.That(q.Options.Any(o => Lacks(o.Text)), q.Key, $"{name} has an option without text.");
        check.That(q.Statements.Any(s => Lacks(s.Text)), q.Key, $"{name} has a statement without text.");
        check.That(Alike(content, q.Options) || Alike(content, q.Statements), q.Key, $"{name} has two options that read the same.");
        check.That(q.Kind is QuestionKind.OneChoice or QuestionKind.SeveralChoices or QuestionKind.Knowledge && q.Options.Count < 2, q.Key, $"{name} needs at least two options.");
        check.That(q.Kind is QuestionKind.Scale or QuestionKind.Matrix && q.Options.Count is < SurveyLimits.LeastPoints or > SurveyLimits.MostPoints, q.Key,
            $"{name} needs a scale of {SurveyLimits.LeastPoints} to {SurveyLimits.MostPoints} points.");
        check.That(q.Kind == QuestionKind.Matrix && q.Statements.Count == 0, q.Key, $"{name} has no statement.");
        check.That(q.Kind == QuestionKind.Knowledge && !q.Options.Any(o => o.Right), q.Key, $"{name}: tick the answer that is right.");
        check.That(q.Kind == QuestionKind.Knowledge && q.Options.Count > 0 && q.Options.All(o => o.Right), q.Key, $"{name}: all answers are ticked as right.");
        check.That(SkipRules.WhyImpossible(content, q) is not null, q.Key, $"{name} is never shown: {SkipRules.WhyImpossible(content, q)}.");
        check.That(before is not null && SurveyDiff.NeedsNewKey(before, q), q.Key,
            $"{name} takes other answers than before under the same key, so old and new answers would be mixed up. Give it a new key.");
    }

    private static bool Alike(SurveyContent content, IReadOnlyList<Option> options) =>
        options.Select(o => Text.Folded(o.Text.In(content.Main, content.Main)) is { Length: > 0 } t ? t : o.Key).Distinct().Count() < options.Count;
}
