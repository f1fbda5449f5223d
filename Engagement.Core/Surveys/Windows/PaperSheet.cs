using System.Globalization;
using Engagement.Core.Common;

namespace Engagement.Core.Surveys;

/// <summary>One thing to answer on a paper sheet: a question, or a statement of a matrix.</summary>
/// <param name="Item">Key of the answer (<see cref="Question.Items"/>).</param>
/// <param name="Number">"7", or "7b" for a statement, as printed.</param>
/// <param name="Question">The question.</param>
/// <param name="Statement">The statement of a matrix.</param>
public sealed record PaperItem(string Item, string Number, Question Question, Option? Statement)
{
    /// <summary>What is asked, in a language.</summary>
    public string Text(string language) => (Statement?.Text ?? Question.Text).In(language);

    /// <summary>What may be typed: "1–4", "1–6, several" …</summary>
    public string Hint => string.Join(" or ", new[]
    {
        Question.Kind switch
        {
            QuestionKind.Number => $"{Question.Least}–{Question.Most}",
            QuestionKind.SeveralChoices => $"1–{Choices.Of(Question).Count}, several",
            _ => Question.Chosen ? $"1–{Choices.Of(Question).Count}" : "words",
        },
        Question.MayDecline ? PaperSheet.Decline : null,
    }.OfType<string>());
}

/// <summary>
/// How a paper sheet is numbered, and what staff type from it: the number or letter of an option, several one after another,
/// "-" for "prefer not to say", nothing for nothing. The printed form and the entry grid both go by this.
/// </summary>
public static class PaperSheet
{
    /// <summary>What is typed for "prefer not to say".</summary>
    public const string Decline = "-";

    /// <summary>Everything to answer, in the order of the sheet.</summary>
    public static IReadOnlyList<PaperItem> Items(SurveyContent content)
    {
        var (items, number) = (new List<PaperItem>(), 0);
        foreach (var q in content.Questions.Where(q => q.Asks))
        {
            var label = (++number).ToString(CultureInfo.InvariantCulture);
            if (q.Kind == QuestionKind.Matrix) items.AddRange(q.Statements.Select((s, i) => new PaperItem(q.ItemOf(s), label + Letter(i), q, s)));
            else items.Add(new PaperItem(q.Key, label, q, null));
        }
        return items;
    }

    /// <summary>Letter of a statement or option: a, b, c … z.</summary>
    public static char Letter(int index) => (char)('a' + index);

    /// <summary>The answer that was typed; null for none, or a problem that says what can be typed.</summary>
    public static Result<Answer?> Read(PaperItem item, string? typed)
    {
        var q = item.Question;
        if ((q.Kind == QuestionKind.LongText ? Text.CleanLines(typed) : Text.Clean(typed)) is not { } text) return (Answer?)null;
        if (q.MayDecline && text is Decline or "–") return Answer.Declined;
        if (q.Written)
            return text.Length <= TextLimits.Of(q.Kind) ? Answer.Of(text) : Wrong(item, $"has {text.Length} characters; at most {TextLimits.Of(q.Kind)} can be kept");
        if (q.Kind == QuestionKind.Number)
            return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= q.Least && number <= q.Most
                ? Answer.Of(number.ToString(CultureInfo.InvariantCulture)) : Wrong(item);
        var options = Choices.Of(q);
        if (q.Kind != QuestionKind.SeveralChoices) return Place(text, options.Count) is { } one ? Answer.Of(options[one].Key) : Wrong(item);
        // "135" as well as "1 3 5"; with ten options and more only apart.
        var parts = text.Split([' ', ',', ';', '.', '+'], StringSplitOptions.RemoveEmptyEntries);
        if (options.Count < 10) parts = [.. parts.SelectMany(p => p.Select(c => c.ToString()))];
        var places = parts.Select(p => Place(p, options.Count)).ToList();
        return places.Count == 0 || places.Contains(null) ? Wrong(item) : Answer.Of([.. places.OfType<int>().Distinct().Order().Select(i => options[i].Key)]);
    }

    /// <summary>True when two entries of the same item mean the same; what can't be read is compared as it was typed.</summary>
    public static bool Same(PaperItem item, string? first, string? second)
    {
        var (a, b) = (Read(item, first), Read(item, second));
        if (!a.Ok || !b.Ok) return string.Equals(Text.Clean(first), Text.Clean(second), StringComparison.OrdinalIgnoreCase);
        return a.Value?.IsDeclined == b.Value?.IsDeclined && a.Value?.Value == b.Value?.Value && (a.Value?.Values ?? []).SequenceEqual(b.Value?.Values ?? []);
    }

    // By number or letter; yes, no and don't know by theirs.
    private static int? Place(string text, int options)
    {
        var place = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number - 1
            : text.Length == 1 && char.IsAsciiLetter(text[0]) ? char.ToLowerInvariant(text[0]) - 'a' : -1;
        return place >= 0 && place < options ? place : null;
    }

    private static Invalid Wrong(PaperItem item, string? why = null) => new(item.Item, $"{item.Number} {why ?? $"can be {item.Hint}"}.");
}
