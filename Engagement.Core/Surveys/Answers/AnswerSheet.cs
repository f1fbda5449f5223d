using System.Text.Json;

namespace Engagement.Core.Surveys;

/// <summary>
/// The answer to one item: keys of options, a text or number as typed, or "prefer not to say".
/// A question that was passed over has no answer at all.
/// </summary>
public sealed record Answer
{
    /// <summary>"Prefer not to say".</summary>
    public static Answer Declined { get; } = new() { IsDeclined = true };

    /// <summary>The chosen option, or the text.</summary>
    public string? Value { get; private init; }

    /// <summary>The chosen options of a question with several.</summary>
    public IReadOnlyList<string>? Values { get; private init; }

    /// <summary>True for "prefer not to say".</summary>
    public bool IsDeclined { get; private init; }

    /// <summary>One option, a number or a text.</summary>
    public static Answer Of(string value) => new() { Value = value };

    /// <summary>Several options.</summary>
    public static Answer Of(IReadOnlyList<string> values) => new() { Values = values };

    /// <summary>True when the option was chosen.</summary>
    public bool Has(string option) => Value == option || Values?.Contains(option) == true;
}

/// <summary>
/// A respondent's answers by item key, as they are stored: an object with a string, an array of strings, or null for "prefer not to say"
/// (<c>{"knows-311":"yes","topics":["a","c"],"age":null}</c>). Item keys are those of <see cref="Question.Items"/>.
/// </summary>
public static class AnswerSheet
{
    /// <summary>From what is stored.</summary>
    public static Dictionary<string, Answer> Read(string json)
    {
        var answers = new Dictionary<string, Answer>(StringComparer.Ordinal);
        using var document = JsonDocument.Parse(json);
        foreach (var item in document.RootElement.EnumerateObject())
            answers[item.Name] = item.Value.ValueKind switch
            {
                JsonValueKind.Null => Answer.Declined,
                JsonValueKind.Array => Answer.Of([.. item.Value.EnumerateArray().Select(v => v.GetString()!)]),
                _ => Answer.Of(item.Value.GetString()!),
            };
        return answers;
    }

    /// <summary>As it is stored, in the order of the questions when the caller adds them so.</summary>
    public static string Write(IEnumerable<KeyValuePair<string, Answer>> answers) =>
        JsonSerializer.Serialize(answers.ToDictionary(a => a.Key, a => a.Value.IsDeclined ? null : (object?)a.Value.Values ?? a.Value.Value, StringComparer.Ordinal));
}
