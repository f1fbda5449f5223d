using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;

namespace Engagement.Core.ServiceRequests;

/// <summary>
/// Reads answers of other Open311 servers, which differ: XML or JSON whatever was asked for, arrays with or without a name around them, an object where
/// one item is meant, numbers for ids, namespaces. Documents with a DTD, deep ones and large ones are refused.
/// </summary>
public static class GeoReader
{
    private const int Deepest = 16, MostCharacters = 20 * 1024 * 1024;
    private static readonly HashSet<string> Lists = new(StringComparer.OrdinalIgnoreCase) { "services", "service", "service_requests", "service_request", "requests", "request", "errors", "error", "service_definition", "discovery", "endpoints", "endpoint", "attributes", "attribute", "values", "value", "data", "results", "response" };

    /// <summary>The items of an answer, and whether they are errors; null when it is neither XML nor JSON, or not whole.</summary>
    public static (IReadOnlyList<GeoItem> Items, bool Errors)? Read(byte[] body)
    {
        try
        {
            var first = Encoding.UTF8.GetString(body, 0, Math.Min(body.Length, 200)).TrimStart('\uFEFF', ' ', '\t', '\r', '\n', '\0');
            var root = first.StartsWith('<') ? Xml(body) : JsonNode.Parse(Encoding.UTF8.GetString(body).TrimStart('\uFEFF'), documentOptions: new() { MaxDepth = Deepest, AllowTrailingCommas = true });
            if (root is not (JsonObject or JsonArray)) return null;
            var items = Items(root);
            return (items, items.Count > 0 && items.All(i => IsError(i)) || root is JsonObject o && o.ContainsKey("errors"));
        }
        catch (Exception e) when (e is JsonException or XmlException or DecoderFallbackException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The objects of a list, however it is wrapped.</summary>
    internal static IReadOnlyList<GeoItem> Items(JsonNode? node) => node switch
    {
        JsonArray array => [.. array.SelectMany(Items)],
        // {"service_requests": {"request": [...]}}: a wrapper has one or more known names and nothing that is a value.
        JsonObject wrapper when wrapper.Count > 0 && wrapper.All(p => Lists.Contains(p.Key) && p.Value is not JsonValue) => [.. wrapper.SelectMany(p => Items(p.Value))],
        JsonObject { Count: > 0 } item => [new GeoItem(item)],
        _ => [],
    };

    private static bool IsError(GeoItem item) =>
        item["description"] is not null && item["code"] is not null && item["service_request_id"] is null && item["token"] is null && item["service_code"] is null && item["datatype"] is null;

    private static JsonNode? Xml(byte[] body)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MostCharacters, IgnoreComments = true, IgnoreProcessingInstructions = true };
        using var reader = XmlReader.Create(new MemoryStream(body), settings);
        var root = XDocument.Load(reader).Root!;
        // A page that happens to be well-formed is still a page.
        if (string.Equals(root.Name.LocalName, "html", StringComparison.OrdinalIgnoreCase)) return null;
        return new JsonObject { [root.Name.LocalName] = Node(root, 0) };
    }

    private static JsonNode? Node(XElement element, int depth)
    {
        if (depth > Deepest) throw new XmlException("Too deep.");
        if (!element.HasElements) return element.Value.Trim() is { Length: > 0 } text ? JsonValue.Create(text) : Lists.Contains(element.Name.LocalName) && depth == 0 ? new JsonArray() : null;
        var result = new JsonObject();
        foreach (var group in element.Elements().GroupBy(e => e.Name.LocalName, StringComparer.Ordinal))
            result[group.Key] = group.Skip(1).Any() ? new JsonArray([.. group.Select(e => Node(e, depth + 1))]) : Node(group.First(), depth + 1);
        return result;
    }
}
