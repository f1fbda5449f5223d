using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Engagement.Core.Surveys.Reports;

/// <summary>
/// Stored answers (see <see cref="AnswerSheet"/>) to one number for each item: the option's index, a set of options as bits, a number as it is.
/// Reads the JSON in place, without a document and without strings, because reports read many; so it is not for two threads at a time.
/// </summary>
internal sealed class ItemReader(ItemBook book)
{
    /// <summary>No answer: passed over, declined, or an option that no version knows.</summary>
    public const long None = long.MinValue;

    private readonly Dictionary<Guid, Dictionary<string, Item>.AlternateLookup<ReadOnlySpan<char>>> versions = [];
    private readonly Dictionary<string, int>[] options = [.. book.Items.Select(i => i.Options.Index().ToDictionary(o => o.Item.Key, o => o.Index, StringComparer.Ordinal))];
    private byte[] buffer = new byte[4096];
    private char[] word = new char[4096];

    /// <summary>Reads those responses that are handed in; the others keep no answers.</summary>
    public List<CodedResponse> Read(IReadOnlyList<ResponseRow> rows)
    {
        var coded = new List<CodedResponse>(rows.Count);
        foreach (var row in rows)
        {
            List<(Item, string)> texts = [];
            var answers = row.Done ? Read(row.Version, row.Answers, (item, text) => texts.Add((item, text))) : [];
            coded.Add(new(row with { Answers = "" }, answers, texts));
        }
        return coded;
    }

    /// <summary>Reads one respondent's answers to the version that was asked; <paramref name="text"/> hears of each free text.</summary>
    public long[] Read(Guid version, string json, Action<Item, string> text)
    {
        var answers = new long[book.Items.Count];
        Array.Fill(answers, None);
        if (!versions.TryGetValue(version, out var keys)) versions[version] = keys = book.Of(version).GetAlternateLookup<ReadOnlySpan<char>>();
        var size = Encoding.UTF8.GetMaxByteCount(json.Length);
        if (buffer.Length < size) (buffer, word) = (new byte[size], new char[size]);
        var reader = new Utf8JsonReader(buffer.AsSpan(0, Encoding.UTF8.GetBytes(json, buffer)));
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName) continue;
            var found = keys.TryGetValue(word.AsSpan(0, reader.CopyString(word)), out var item);
            reader.Read();
            if (!found) reader.Skip();
            else if (item!.Question.Written)
            {
                if (reader.TokenType == JsonTokenType.String && reader.GetString() is { } words && !string.IsNullOrWhiteSpace(words)) text(item, words);
            }
            else answers[item.Index] = Code(ref reader, item);
        }
        return answers;
    }

    private long Code(ref Utf8JsonReader reader, Item item)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            long set = 0;
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                if (Index(ref reader, item) is >= 0 and < 62 and var one) set |= 1L << one;
            return item.Kind == QuestionKind.SeveralChoices ? set : None;
        }
        if (reader.TokenType != JsonTokenType.String) return None;
        if (item.Kind == QuestionKind.Number)
            return long.TryParse(word.AsSpan(0, reader.CopyString(word)), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : None;
        var index = Index(ref reader, item);
        return index < 0 ? None : item.Kind == QuestionKind.SeveralChoices ? 1L << index : index;
    }

    private int Index(ref Utf8JsonReader reader, Item item) =>
        options[item.Index].GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word.AsSpan(0, reader.CopyString(word)), out var index) ? index : -1;
}

/// <summary>A response with its answers decoded.</summary>
/// <param name="Row">As it is stored, but for the answers.</param>
/// <param name="Answers">One number for each item; see <see cref="ItemReader"/>.</param>
/// <param name="Texts">What was written, but for blanks.</param>
internal sealed record CodedResponse(ResponseRow Row, long[] Answers, IReadOnlyList<(Item Item, string Text)> Texts);
