using System.Text.Json;
using System.Text.Json.Serialization;

namespace Engagement.Core.Surveys;

/// <summary>Writes <see cref="Words"/> as a plain object: <c>{"en":"…","es":"…"}</c>.</summary>
internal sealed class WordsJson : JsonConverter<Words>
{
    public override Words Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        (JsonSerializer.Deserialize<Dictionary<string, string>>(ref reader, options) ?? []).Aggregate(Words.None, (words, t) => words.With(t.Key, t.Value));

    public override void Write(Utf8JsonWriter writer, Words value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (language, text) in value.Texts) writer.WriteString(language, text);
        writer.WriteEndObject();
    }
}
