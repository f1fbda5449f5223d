using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Engagement.Core.Surveys;

/// <summary>A text in several languages, by language code ("en", "es"). Immutable; equal when all texts are.</summary>
[JsonConverter(typeof(WordsJson))]
public sealed record Words(ImmutableSortedDictionary<string, string> Texts)
{
    /// <summary>No text in any language.</summary>
    public static Words None { get; } = new(ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));

    /// <summary>True when there is no text in any language.</summary>
    public bool Empty => Texts.IsEmpty;

    /// <summary>A text in one language.</summary>
    public static Words Of(string language, string text) => None.With(language, text);

    /// <summary>A text in English and Spanish.</summary>
    public static Words Both(string english, string spanish) => Of("en", english).With("es", spanish);

    /// <summary>With the text of one language set, or taken out when it is empty.</summary>
    public Words With(string language, string? text) =>
        new(string.IsNullOrWhiteSpace(text) ? Texts.Remove(language) : Texts.SetItem(language, text));

    /// <summary>True when there is a text in the language.</summary>
    public bool Has(string language) => Texts.ContainsKey(language);

    /// <summary>The text in a language, else in the fallback language, else in any; empty when there is none.</summary>
    public string In(string language, string fallback = "en") =>
        Texts.TryGetValue(language, out var text) || Texts.TryGetValue(fallback, out text) ? text : Texts.Values.FirstOrDefault() ?? "";

    /// <inheritdoc />
    public bool Equals(Words? other) => other is not null && Texts.SequenceEqual(other.Texts);

    /// <inheritdoc />
    public override int GetHashCode() => Texts.Aggregate(17, (hash, t) => HashCode.Combine(hash, t.Key, t.Value));

    /// <summary>The text of the first language, for logs and debugging.</summary>
    public override string ToString() => In("en");
}
