using System.Globalization;
using System.Text.Json.Nodes;

namespace Engagement.Core.ServiceRequests;

/// <summary>One service, request or error as another server told it; unknown fields are in it like the known ones.</summary>
public sealed record GeoItem(JsonObject Json)
{
    /// <summary>A field as text; numbers and true/false as they are written; null when it is absent or empty.</summary>
    public string? this[string name] => AsText(Json[name]);

    /// <summary>A field that is a time (UTC); null when it is none.</summary>
    public DateTime? Time(string name) => this[name] is { } text ? GeoTime.Read(text)?.From : null;

    /// <summary>A field that is a number; null when it is none.</summary>
    public double? Number(string name) => double.TryParse(this[name], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;

    /// <summary>A field that says true.</summary>
    public bool Flag(string name) => string.Equals(this[name], "true", StringComparison.OrdinalIgnoreCase) || this[name] == "1";

    /// <summary>The items of a list within it.</summary>
    public IReadOnlyList<GeoItem> List(string name) => GeoReader.Items(Json[name]);

    /// <summary>Every text in it, however deep.</summary>
    public IEnumerable<string> Texts() => TextsOf(Json);

    internal static string? AsText(JsonNode? node) =>
        node is JsonValue value ? (value.TryGetValue<string>(out var text) ? text : value.ToJsonString()).Trim() is { Length: > 0 } found && found != "null" ? found : null : null;

    private static IEnumerable<string> TextsOf(JsonNode? node) => node switch
    {
        JsonObject o => o.SelectMany(p => TextsOf(p.Value)),
        JsonArray a => a.SelectMany(TextsOf),
        _ => AsText(node) is { } text ? [text] : [],
    };
}
