using System.Globalization;
using Engagement.Core.Common;

namespace Engagement.Core.Surveys;

/// <summary>What is wrong with an answer: an English text with places for values, which is also the name of its translations.</summary>
public sealed record AnswerProblem(string Text, params object[] Values);

/// <summary>An item as a form had it.</summary>
/// <param name="Item">Its key.</param>
/// <param name="Answer">The answer; null: nothing was answered, or nothing that can be kept.</param>
/// <param name="Problem">Why what was typed can't be kept.</param>
/// <param name="Typed">What was typed then, to be shown again.</param>
public sealed record ReadItem(string Item, Answer? Answer, AnswerProblem? Problem = null, Answer? Typed = null);

/// <summary>Reads answers from the fields of a form. What is not an option of the question is no answer; "prefer not to say" wins over what stands beside it.</summary>
public static class AnswerReader
{
    // A text far beyond the limit is shown again only in part: it can't be edited in a small field anyway.
    private const int ShownAgain = 10_000;

    /// <summary>The items of a question.</summary>
    /// <param name="question">The question.</param>
    /// <param name="field">Values of a field by its name (<see cref="Choices.Field"/>, <see cref="Choices.DeclineField"/>); empty when it was not sent.</param>
    public static IEnumerable<ReadItem> Read(Question question, Func<string, IReadOnlyList<string?>> field) =>
        question.Items.Select(item => ReadOne(question, item, field(Choices.Field(item)), question.MayDecline && field(Choices.DeclineField(item)).Count > 0));

    /// <summary>True when the form had something to say on the question.</summary>
    public static bool Sent(Question question, Func<string, IReadOnlyList<string?>> field) =>
        question.Items.Any(item => field(Choices.Field(item)).Count > 0 || field(Choices.DeclineField(item)).Count > 0);

    private static ReadItem ReadOne(Question question, string item, IReadOnlyList<string?> values, bool declined)
    {
        if (declined && !Choices.One(question)) return new(item, Answer.Declined);
        if (question.Kind == QuestionKind.SeveralChoices)
        {
            var chosen = Choices.Of(question).Select(o => o.Key).Where(values.Contains).ToList();
            return new(item, chosen.Count == 0 ? null : Answer.Of(chosen));
        }
        var value = values.Count == 0 ? null : values[0];
        if (question.Kind == QuestionKind.Number) return Number(question, item, value);
        if (question.Written) return Written(question.Kind, item, value);
        if (value == Choices.Declined) return new(item, question.MayDecline ? Answer.Declined : null);
        return new(item, value is not null && Choices.Of(question).Any(o => o.Key == value) ? Answer.Of(value) : null);
    }

    private static ReadItem Number(Question question, string item, string? value)
    {
        if (value?.Length > 40) return new(item, null, NotInRange(question), Answer.Of(value[..40]));
        if (Text.Clean(value) is not { } typed) return new(item, null);
        // Digits of any script: ٣ and 3 are the same number.
        var digits = string.Concat(typed.Select(c => char.IsDigit(c) ? ((char)('0' + (int)char.GetNumericValue(c))).ToString() : c.ToString()));
        return int.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= question.Least && number <= question.Most
            ? new(item, Answer.Of(number.ToString(CultureInfo.InvariantCulture)))
            : new(item, null, NotInRange(question), Answer.Of(typed));
    }

    private static AnswerProblem NotInRange(Question question) => new("Please type a whole number from {0} to {1}.", question.Least, question.Most);

    private static ReadItem Written(QuestionKind kind, string item, string? value)
    {
        var most = TextLimits.Of(kind);
        // Spaces at the ends and the like are not worth a complaint; but a huge text is not looked through for them.
        var typed = value?.Length > ShownAgain ? value : kind == QuestionKind.LongText ? Text.CleanLines(value) : Text.Clean(value);
        if (typed is null) return new(item, null);
        return typed.Length <= most ? new(item, Answer.Of(typed))
            : new(item, null, new("This answer has {0} characters, and there is room for {1}. Please make it shorter.", typed.Length, most), Answer.Of(typed[..Math.Min(typed.Length, ShownAgain)]));
    }
}
