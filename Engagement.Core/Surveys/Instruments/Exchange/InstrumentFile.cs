using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Engagement.Core.Common;

namespace Engagement.Core.Surveys;

/// <summary>A whole instrument as a JSON file, to move it to another office or to keep it.</summary>
public sealed record InstrumentFile
{
    /// <summary>Value of <see cref="Format"/>: whoever finds such a file knows what it is.</summary>
    public const string ThisFormat = "engagement-survey-1";

    private static readonly JsonSerializerOptions Writing = new(SurveyContent.Json) { WriteIndented = true, Encoder = JavaScriptEncoder.Default };

    // Strict: what is not understood is refused, never dropped in silence.
    private static readonly JsonSerializerOptions Reading = new(SurveyContent.Json)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        NumberHandling = JsonNumberHandling.Strict,
        MaxDepth = 12,
    };

    /// <summary>What the file is.</summary>
    public required string Format { get; init; }

    /// <summary>Name for staff.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for, for staff.</summary>
    public string? Notes { get; init; }

    /// <summary>Minors are asked.</summary>
    public bool ForMinors { get; init; }

    /// <summary>What is asked.</summary>
    public required SurveyContent Content { get; init; }

    /// <summary>As a file: indented, in UTF-8. Pictures are not in it.</summary>
    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this with { Content = WithoutPictures(Content) }, Writing);

    /// <summary>The instrument in a file's bytes, checked, or what is wrong with it.</summary>
    public static Result<InstrumentFile> Read(byte[] bytes)
    {
        if (bytes.Length > SurveyLimits.Bytes) return new SurveyFileProblem("The file is larger than 1 MB, more than any survey needs. Nothing was read.");
        if (bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble)) bytes = bytes[Encoding.UTF8.Preamble.Length..];
        try
        {
            if (NullIn(bytes) is { } place) return new SurveyFileProblem($"The file is not a survey of this program. There is nothing (null) at {place}.");
            if (JsonSerializer.Deserialize<InstrumentFile>(bytes, Reading) is not { } file) return new SurveyFileProblem("There is nothing in the file.");
            if (file.Format != ThisFormat) return new SurveyFileProblem($"The file says that it is “{ContentNames.Short(file.Format, 40)}”; this program reads “{ThisFormat}”.");
            if (ContentRules.Problems(file.Content) is { } problems) return problems;
            return file with { Name = ContentNames.Short(Text.Clean(file.Name) ?? "Imported survey", 150), Notes = file.Notes is { } n ? ContentNames.Short(n, 2000) : null, Content = WithoutPictures(file.Content).Tidy() };
        }
        catch (JsonException e)
        {
            return new SurveyFileProblem(Why(e));
        }
    }

    // The ids of pictures mean nothing elsewhere, and could name a file that was never meant for a survey.
    private static SurveyContent WithoutPictures(SurveyContent content) => content with { Questions = [.. content.Questions.Select(q => q with { Picture = null })] };

    // The serializer lets null pass inside lists. In our files it never stands for anything.
    private static string? NullIn(byte[] bytes)
    {
        using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = Reading.MaxDepth });
        return document.RootElement.ValueKind == JsonValueKind.Null ? null : Null(document.RootElement, "$");
    }

    private static string? Null(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Null => Named(path),
        JsonValueKind.Object => element.EnumerateObject().Select(p => Null(p.Value, $"{path}.{p.Name}")).FirstOrDefault(n => n is not null),
        JsonValueKind.Array => element.EnumerateArray().Select((e, i) => Null(e, $"{path}[{i}]")).FirstOrDefault(n => n is not null),
        _ => null,
    };

    // "$.content.questions[3].kind" → "question or section 4, kind".
    private static string Why(JsonException e)
    {
        if (e.Path is not { Length: > 2 } path) return $"The file can’t be read as JSON: {Place(e)}.";
        return $"The file is not a survey of this program. At {Named(path)} {Place(e)}: a value is unknown, missing, double or of the wrong kind.";
    }

    private static string Named(string path) => string.Join(", ", path.Split('.').Where(p => p is not ("$" or "content")).Select(Part));

    private static string Part(string part)
    {
        var open = part.IndexOf('[', StringComparison.Ordinal);
        if (open < 0 || !int.TryParse(part.AsSpan(open + 1).TrimEnd(']'), NumberStyles.None, CultureInfo.InvariantCulture, out var n)) return part;
        return $"{(part[..open] == "questions" ? "question or section" : part[..open])} {n + 1}";
    }

    private static string Place(JsonException e) => e.LineNumber is { } line ? $"(line {line + 1})" : "it ends too early or has something else in it";
}
