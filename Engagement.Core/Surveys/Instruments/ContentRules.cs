using System.Text;
using Engagement.Core.Common;

namespace Engagement.Core.Surveys;

/// <summary>
/// What must hold before an instrument can be stored, however unfinished it is. Pure: no database, no clock.
/// Problems belong to the key of their question; to the empty name when they are about the whole.
/// </summary>
public static class ContentRules
{
    /// <summary>What is wrong with it, or null.</summary>
    public static Invalid? Problems(SurveyContent content)
    {
        var check = new Check();
        Whole(check, content);
        // Wrong languages and keys would make every further message wrong too.
        if (check.Failed is { } failed) return failed;
        foreach (var q in content.Questions) Of(check, content, q);
        check.That(check.Failed is null && Encoding.UTF8.GetByteCount(content.ToJson()) > SurveyLimits.Bytes, "", "The survey is larger than 1 MB. Shorten its texts, or split it.");
        return check.Failed;
    }

    private static void Whole(Check check, SurveyContent content)
    {
        check.That(content.Languages.Count is 0 or > SurveyLimits.Languages, "", $"A survey has 1 to {SurveyLimits.Languages} languages.");
        foreach (var code in content.Languages) check.That(!SurveyLanguages.Knows(code), "", $"The language “{Cut(code)}” is not known.");
        check.That(content.Languages.Distinct().Count() != content.Languages.Count, "", "A language is listed twice.");
        check.That(content.Questions.Count > SurveyLimits.Questions, "", $"A survey has at most {SurveyLimits.Questions} questions and sections; this has {content.Questions.Count}.");
        foreach (var key in content.Questions.Select(q => q.Key).Where(k => !QuestionKeys.Valid(k)).Take(5))
            check.That(wrong: true, key, $"The key “{Cut(key)}” is not usable: small letters a–z, digits and single dashes, at most {SurveyLimits.Key}.");
        foreach (var key in Twice(content.Questions.Select(q => q.Key)))
            check.That(wrong: true, key, $"The key “{Cut(key)}” is used by two questions. Each needs its own.");
        Texts(check, content, "", "The title", content.Title, SurveyLimits.Text);
        Texts(check, content, "", "The words before the first question", content.Intro, SurveyLimits.Body);
        Texts(check, content, "", "The words after the last question", content.Thanks, SurveyLimits.Body);
    }

    private static void Of(Check check, SurveyContent content, Question q)
    {
        var name = ContentNames.Sentence(content.NameOf(q));
        check.That(!Enum.IsDefined(q.Kind), q.Key, $"{name} is of a kind that is not known.");
        check.That(q.Sensitive is { } area && !Enum.IsDefined(area), q.Key, $"{name} has a sensitive area that is not known.");
        Texts(check, content, q.Key, $"{name}: the text", q.Text, SurveyLimits.Text);
        Texts(check, content, q.Key, $"{name}: the {(q.Asks ? "hint" : "body")}", q.Help, SurveyLimits.Body);
        Texts(check, content, q.Key, $"{name}: the description of the picture", q.PictureText, SurveyLimits.Text);
        Parts(check, content, q, q.Options, name, "option", SurveyLimits.Options);
        Parts(check, content, q, q.Statements, name, "statement", SurveyLimits.Statements);
        var numbered = q.Kind is QuestionKind.Scale or QuestionKind.Matrix;
        check.That(numbered && !q.Options.Select(o => o.Key).SequenceEqual(Enumerable.Range(1, q.Options.Count).Select(n => $"{n}")), q.Key, $"{name}: the points of a scale have the keys 1, 2, 3 … in order.");
        check.That(q.Kind == QuestionKind.YesNo && q.Options.Count > 0 && !q.Options.Select(o => o.Key).SequenceEqual(Choices.YesNo.Select(o => o.Key)), q.Key, $"{name}: a yes/no question has the options yes, no and dk.");
        check.That(Math.Abs((long)q.Least) > SurveyLimits.Number || Math.Abs((long)q.Most) > SurveyLimits.Number, q.Key, $"{name}: the least and the greatest number lie between −1,000,000 and 1,000,000.");
        check.That(q.Least > q.Most, q.Key, $"{name}: the least number, {q.Least}, is above the greatest, {q.Most}.");
        check.That(!SafeVideo(q.Video), q.Key, $"{name}: the link to the video must start with https:// and have at most 2,000 characters.");
        check.That(q.ShowIf?.AnyOf.Count > SurveyLimits.Options || q.ShowIf?.Question.Length > SurveyLimits.Key, q.Key, $"{name}: its rule is too long.");
    }

    private static void Parts(Check check, SurveyContent content, Question q, IReadOnlyList<Option> choices, string name, string what, int most)
    {
        check.That(choices.Count > most, q.Key, $"{name} has {choices.Count} {what}s; at most {most} can be read by anybody.");
        foreach (var key in choices.Select(o => o.Key).Where(k => !QuestionKeys.Valid(k)).Take(3))
            check.That(wrong: true, q.Key, $"{name}: among its {what}s the key “{Cut(key)}” is not usable.");
        foreach (var key in Twice(choices.Select(o => o.Key)))
            check.That(wrong: true, q.Key, $"{name}: the key “{Cut(key)}” is used by two {what}s.");
        foreach (var o in choices) Texts(check, content, q.Key, $"{name}: the {what} {o.Key}", o.Text, SurveyLimits.Option);
    }

    private static void Texts(Check check, SurveyContent content, string field, string label, Words words, int most)
    {
        foreach (var (language, text) in words.Texts)
        {
            check.Fits(text, field, content.Languages.Count > 1 ? $"{label} ({language})" : label, most);
            // Languages that are not offered are harmless: ready scales bring their Spanish along.
            check.That(!SurveyLanguages.Knows(language), field, $"{label} is there in “{Cut(language)}”, which is not a language that is known.");
        }
    }

    private static bool SafeVideo(string? video) =>
        string.IsNullOrEmpty(video) || video.Length <= 2000 && Uri.TryCreate(video, UriKind.Absolute, out var uri) && uri.Scheme == "https";

    private static IEnumerable<string> Twice(IEnumerable<string> keys) => keys.GroupBy(k => k).Where(g => g.Count() > 1).Select(g => g.Key).Take(5);

    private static string Cut(string text) => ContentNames.Short(text, 40);
}
