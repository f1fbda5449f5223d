using System.Text.Json;

namespace Engagement.Core.Liaisons;

/// <summary>A place in degrees, WGS 84, in the order of GeoJSON (RFC 7946, 3.1.1): longitude first.</summary>
public readonly record struct Spot(double Longitude, double Latitude);

/// <summary>The polygons of an area. Of each polygon the first ring is its outer border, the others are holes; rings are closed.</summary>
public sealed class Outline
{
    // A ten-millionth of a degree is about a centimeter: as near as that counts as on the border.
    private const double Near = 1e-7;

    /// <summary>An outline of checked rings (<see cref="GeoJson"/>).</summary>
    public Outline(IReadOnlyList<IReadOnlyList<Spot[]>> polygons)
    {
        Polygons = polygons;
        var all = polygons.SelectMany(p => p[0]).ToList();
        (West, East) = (all.Min(s => s.Longitude), all.Max(s => s.Longitude));
        (South, North) = (all.Min(s => s.Latitude), all.Max(s => s.Latitude));
    }

    /// <summary>Polygons of rings of places.</summary>
    public IReadOnlyList<IReadOnlyList<Spot[]>> Polygons { get; }

    /// <summary>Least longitude.</summary>
    public double West { get; }

    /// <summary>Greatest longitude.</summary>
    public double East { get; }

    /// <summary>Least latitude.</summary>
    public double South { get; }

    /// <summary>Greatest latitude.</summary>
    public double North { get; }

    /// <summary>True when the place lies inside or on a border, that of a hole included.</summary>
    public bool Contains(Spot spot)
    {
        if (spot.Longitude < West - Near || spot.Longitude > East + Near || spot.Latitude < South - Near || spot.Latitude > North + Near) return false;
        foreach (var rings in Polygons)
        {
            var outer = Locate(rings[0], spot);
            if (outer == 0) return true;
            if (outer > 0 && !rings.Skip(1).Any(hole => Locate(hole, spot) > 0)) return true;
        }
        return false;
    }

    /// <summary>As it is stored: arrays of polygons, rings, places.</summary>
    public string ToJson() => JsonSerializer.Serialize(Polygons.Select(p => p.Select(r => r.Select(s => new[] { Math.Round(s.Longitude, 7), Math.Round(s.Latitude, 7) }))));

    /// <summary>What <see cref="ToJson"/> wrote.</summary>
    public static Outline Parse(string json) =>
        new([.. JsonSerializer.Deserialize<double[][][][]>(json)!.Select(p => (IReadOnlyList<Spot[]>)[.. p.Select(r => Array.ConvertAll(r, s => new Spot(s[0], s[1])))])]);

    // 1 inside, 0 on the border, -1 outside: a ray to the east crosses the ring an odd number of times (even-odd rule).
    private static int Locate(Spot[] ring, Spot spot)
    {
        var inside = false;
        for (var i = 1; i < ring.Length; i++)
        {
            var (a, b) = (ring[i - 1], ring[i]);
            if (IsOn(a, b, spot)) return 0;
            if (a.Latitude > spot.Latitude == b.Latitude > spot.Latitude) continue;
            var crossing = a.Longitude + (spot.Latitude - a.Latitude) / (b.Latitude - a.Latitude) * (b.Longitude - a.Longitude);
            if (spot.Longitude < crossing) inside = !inside;
        }
        return inside ? 1 : -1;
    }

    private static bool IsOn(Spot a, Spot b, Spot spot)
    {
        var (dx, dy) = (b.Longitude - a.Longitude, b.Latitude - a.Latitude);
        var length = dx * dx + dy * dy;
        var along = length == 0 ? 0 : Math.Clamp(((spot.Longitude - a.Longitude) * dx + (spot.Latitude - a.Latitude) * dy) / length, 0, 1);
        var (x, y) = (a.Longitude + along * dx - spot.Longitude, a.Latitude + along * dy - spot.Latitude);
        return x * x + y * y <= Near * Near;
    }
}
