using System.Globalization;
using System.Text;
using System.Text.Json;
using Engagement.Core.Common;

namespace Engagement.Core.Liaisons;

/// <summary>The file can't be used as boundaries.</summary>
public sealed record BoundariesProblem(string Why) : Error(Why);

/// <summary>One area of a file, with what the file says about it.</summary>
public sealed record GeoJsonFeature(IReadOnlyDictionary<string, string> Properties, Outline Outline);

/// <summary>A property that could name the areas, with an example; <paramref name="Problem"/> says why it can't.</summary>
public sealed record NameChoice(string Property, string Example, string? Problem);

/// <summary>Reads areas out of GeoJSON (RFC 7946) and refuses everything that is not plain areas in degrees. Pure.</summary>
public sealed class GeoJson
{
    /// <summary>Largest file, in bytes (10 MB).</summary>
    public const int MostBytes = 10 * 1024 * 1024;

    /// <summary>Most areas.</summary>
    public const int MostAreas = 2000;

    /// <summary>Most places on all borders together.</summary>
    public const int MostPlaces = 300_000;

    private static readonly string[] UsualNames = ["mapname", "listname", "neighborhood", "name"];

    private GeoJson(List<GeoJsonFeature> features) => Features = features;

    /// <summary>The areas, in the order of the file.</summary>
    public IReadOnlyList<GeoJsonFeature> Features { get; }

    /// <summary>The properties that every area has, the likeliest name first.</summary>
    public IReadOnlyList<NameChoice> Names =>
    [
        .. Features[0].Properties.Keys.Where(k => Features.All(f => f.Properties.ContainsKey(k)))
            .OrderBy(k => NameProblem(k) is not null).ThenBy(k => Array.IndexOf(UsualNames, k.ToLowerInvariant()) is >= 0 and var i ? i : UsualNames.Length)
            .Select(k => new NameChoice(k, Features[0].Properties[k], NameProblem(k))),
    ];

    /// <summary>The areas of a file, or why it can't be used; the first problem is named with the number of its area.</summary>
    public static Result<GeoJson> Read(byte[] file)
    {
        if (file.Length == 0) return new BoundariesProblem("The file is empty.");
        if (file.Length > MostBytes) return new BoundariesProblem($"The file has {file.Length / 1048576.0:N1} MB; at most {MostBytes / 1048576} MB can be read. Simplify the borders first.");
        try
        {
            var bytes = file.AsMemory(file.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? 3 : 0);
            using var json = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = 24 });
            return new GeoJson(new GeoJsonWalk().Collection(json.RootElement));
        }
        catch (JsonException)
        {
            return new BoundariesProblem("This is not JSON that can be read. Choose a GeoJSON file: boundaries as longitude and latitude (WGS 84).");
        }
        catch (GeoJsonWalk.Stop stop)
        {
            return new BoundariesProblem(stop.Message);
        }
    }

    /// <summary>The areas by the name that a property gives them.</summary>
    internal Result<IReadOnlyList<(string Name, Outline Outline)>> By(string? property) =>
        property is null || !Features[0].Properties.ContainsKey(property) ? new BoundariesProblem("Choose what names the areas.")
        : NameProblem(property) is { } problem ? new BoundariesProblem(problem)
        : Features.Select(f => (Text.Clean(f.Properties[property])!, f.Outline)).ToList();

    private string? NameProblem(string property)
    {
        var seen = new HashSet<string>();
        foreach (var (feature, number) in Features.Select((f, i) => (f, i + 1)))
        {
            if (Text.Clean(feature.Properties.GetValueOrDefault(property)) is not { } name) return $"Area {number} has no {property}.";
            if (name.Length > LiaisonArea.Most) return $"The {property} of area {number} has more than {LiaisonArea.Most} characters.";
            if (!seen.Add(Text.Folded(name))) return $"“{name}” is the {property} of two areas; names must differ.";
        }
        return null;
    }
}

/// <summary>Walks a document and stops at the first thing that is wrong.</summary>
internal sealed class GeoJsonWalk
{
    private int places;
    private int number;

    internal sealed class Stop(string message) : Exception(message);

    public List<GeoJsonFeature> Collection(JsonElement root)
    {
        Check(root.ValueKind == JsonValueKind.Object && Type(root) == "FeatureCollection" && root.TryGetProperty("features", out _),
            "This is not a GeoJSON FeatureCollection, as boundaries are published in.");
        if (root.TryGetProperty("crs", out var crs))
            Check(crs.GetRawText() is var text && (text.Contains("CRS84", StringComparison.OrdinalIgnoreCase) || text.Contains("4326", StringComparison.Ordinal)),
                "The coordinates are not longitude and latitude (WGS 84). Convert the file first.");
        var features = root.GetProperty("features");
        Check(features.ValueKind == JsonValueKind.Array && features.GetArrayLength() > 0, "There are no areas in the file.");
        Check(features.GetArrayLength() <= GeoJson.MostAreas, $"There are more than {GeoJson.MostAreas:N0} areas in the file.");
        return [.. features.EnumerateArray().Select(Feature)];
    }

    private GeoJsonFeature Feature(JsonElement feature)
    {
        number++;
        Check(feature.ValueKind == JsonValueKind.Object && feature.TryGetProperty("geometry", out var geometry) && geometry.ValueKind == JsonValueKind.Object, $"Area {number} has no geometry.");
        geometry = feature.GetProperty("geometry");
        var type = Type(geometry);
        Check(type is "Polygon" or "MultiPolygon", $"Area {number} is a {Short(type)}; only areas (Polygon, MultiPolygon) can be used.");
        Check(geometry.TryGetProperty("coordinates", out var coordinates) && coordinates.ValueKind == JsonValueKind.Array && coordinates.GetArrayLength() > 0, $"Area {number} has no coordinates.");
        List<IReadOnlyList<Spot[]>> polygons = type == "Polygon" ? [Polygon(coordinates)] : [.. coordinates.EnumerateArray().Select(Polygon)];
        return new GeoJsonFeature(Properties(feature), new Outline(polygons));
    }

    private IReadOnlyList<Spot[]> Polygon(JsonElement rings)
    {
        Check(rings.ValueKind == JsonValueKind.Array && rings.GetArrayLength() is > 0 and <= 1000, $"A polygon of area {number} has no border.");
        return [.. rings.EnumerateArray().Select(Ring)];
    }

    private Spot[] Ring(JsonElement ring)
    {
        Check(ring.ValueKind == JsonValueKind.Array && ring.GetArrayLength() >= 4, $"A border of area {number} has fewer than four places.");
        places += ring.GetArrayLength();
        Check(places <= GeoJson.MostPlaces, $"The borders have more than {GeoJson.MostPlaces:N0} places together. Simplify them first.");
        var spots = ring.EnumerateArray().Select(Place).ToArray();
        Check(spots[0] == spots[^1], $"A border of area {number} is not closed: its last place is not its first.");
        Check(Math.Abs(Twice(spots)) > 1e-12, $"A border of area {number} encloses nothing.");
        return spots;
    }

    private Spot Place(JsonElement place)
    {
        Check(place.ValueKind == JsonValueKind.Array && place.GetArrayLength() is >= 2 and <= 4 && place[0].ValueKind == JsonValueKind.Number && place[1].ValueKind == JsonValueKind.Number,
            $"A place on a border of area {number} is not a pair of numbers.");
        var spot = new Spot(place[0].GetDouble(), place[1].GetDouble());
        Check(Math.Abs(spot.Longitude) <= 180 && Math.Abs(spot.Latitude) <= 90,
            string.Create(CultureInfo.InvariantCulture, $"Area {number} lies at {spot.Longitude:0.##}, {spot.Latitude:0.##}, which is not longitude and latitude in degrees. Convert the file to WGS 84 first."));
        return spot;
    }

    private static double Twice(Spot[] ring) => Enumerable.Range(1, ring.Length - 1)
        .Sum(i => (ring[i - 1].Longitude - ring[0].Longitude) * (ring[i].Latitude - ring[0].Latitude) - (ring[i].Longitude - ring[0].Longitude) * (ring[i - 1].Latitude - ring[0].Latitude));

    private static Dictionary<string, string> Properties(JsonElement feature)
    {
        var found = new Dictionary<string, string>();
        if (!feature.TryGetProperty("properties", out var properties) || properties.ValueKind != JsonValueKind.Object) return found;
        foreach (var p in properties.EnumerateObject().Where(p => p.Name.Length <= 60 && p.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number).Take(50))
            found[p.Name] = p.Value.ToString() is var text && text.Length > 300 ? text[..300] : text;
        return found;
    }

    private static string Type(JsonElement element) => element.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String ? type.GetString()! : "";

    private static string Short(string text) => text.Length == 0 ? "thing without a type" : text.Length > 30 ? text[..30] + "…" : text;

    private static void Check(bool right, string otherwise)
    {
        if (!right) throw new Stop(otherwise);
    }
}
