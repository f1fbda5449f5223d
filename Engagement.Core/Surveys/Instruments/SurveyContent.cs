using System.Text.Json;
using System.Text.Json.Serialization;

namespace Engagement.Core.Surveys;

/// <summary>What a version of an instrument asks: immutable, stored as JSON, shared freely in memory.</summary>
public sealed record SurveyContent
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PreferredObjectCreationHandling = JsonObjectCreationHandling.Replace,
    };

    /// <summary>Title that respondents see.</summary>
    public Words Title { get; init; } = Words.None;

    /// <summary>A few words before the first question.</summary>
    public Words Intro { get; init; } = Words.None;

    /// <summary>A few words after the last one.</summary>
    public Words Thanks { get; init; } = Words.None;

    /// <summary>Languages in which it is offered; the first is the one it was written in.</summary>
    public IReadOnlyList<string> Languages { get; init; } = ["en"];

    /// <summary>Questions and sections in order.</summary>
    public IReadOnlyList<Question> Questions { get; init; } = [];

    /// <summary>The language it was written in; others fall back to it.</summary>
    [JsonIgnore]
    public string Main => Languages.Count > 0 ? Languages[0] : "en";

    /// <summary>The question with a key.</summary>
    public Question? Find(string key) => Questions.FirstOrDefault(q => q.Key == key);

    /// <summary>As it is stored.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>From what was stored.</summary>
    public static SurveyContent FromJson(string json) => JsonSerializer.Deserialize<SurveyContent>(json, Json) ?? new SurveyContent();
}
