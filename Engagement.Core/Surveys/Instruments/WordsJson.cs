using System.Text.Json;
using System.Text.Json.Serialization;

namespace Engagement.Core.Surveys;

/// <summary>Writes <see cref="Words"/> as a plain object: <c>{"en":"…","es":"…"}</c>. Anything else, or a language twice, is refused.</summary>
internal sealed class WordsJson : JsonConverter<Words>
{
    public override Words Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        // Exceptions without a text of their own get the place in the document from the serializer.
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException();
        var words = Words.None;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var language = reader.GetString()!;
            if (!reader.Read() || reader.TokenType != JsonTokenType.String || words.Has(language)) throw new JsonException();
            words = words.With(language, reader.GetString());
        }
        return words;
    }

    public override void Write(Utf8JsonWriter writer, Words value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (language, text) in value.Texts) writer.WriteString(language, text);
        writer.WriteEndObject();
    }
}
