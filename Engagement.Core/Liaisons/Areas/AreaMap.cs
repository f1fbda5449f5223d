using System.Globalization;
using System.Text;

namespace Engagement.Core.Liaisons;

/// <summary>An area as it is drawn: an SVG path, and where a number fits in.</summary>
/// <param name="Name">Name.</param>
/// <param name="Path">Path data, in units of the map.</param>
/// <param name="X">Middle of the widest place for a number.</param>
/// <param name="Y">Its height from the top.</param>
/// <param name="Room">How wide it is there.</param>
public sealed record AreaShape(string Name, string Path, int X, int Y, int Room);

/// <summary>
/// The boundaries as a light picture. The projection is equirectangular with the middle latitude kept true (x = λ·cos φ₀, y = φ),
/// which over a city is off by less than a line's width. Borders are simplified to what can be seen (Douglas and Peucker, 1973).
/// </summary>
public sealed class AreaMap
{
    /// <summary>Width of the picture in its own units.</summary>
    public const int Width = 1000;

    // Corners nearer to the simplified line than this are left out; in units of the picture.
    private const double Tolerance = 1.6;

    private readonly double west, north, across, scale;

    /// <summary>Draws areas; there must be at least one.</summary>
    public AreaMap(string attribution, IReadOnlyList<(string Name, Outline Outline)> areas)
    {
        Attribution = attribution;
        (west, north) = (areas.Min(a => a.Outline.West), areas.Max(a => a.Outline.North));
        var (east, south) = (areas.Max(a => a.Outline.East), areas.Min(a => a.Outline.South));
        across = Math.Cos((north + south) / 2 * Math.PI / 180);
        scale = Width / Math.Max(1e-9, (east - west) * across);
        Height = (int)Math.Ceiling((north - south) * scale);
        Shapes = [.. areas.Select(Draw)];
    }

    /// <summary>Who made the boundaries; to be shown beside the picture.</summary>
    public string Attribution { get; }

    /// <summary>Height of the picture in its own units.</summary>
    public int Height { get; }

    /// <summary>The areas.</summary>
    public IReadOnlyList<AreaShape> Shapes { get; }

    /// <summary>Where a place lies in the picture.</summary>
    public (double X, double Y) Of(Spot spot) => ((spot.Longitude - west) * across * scale, (north - spot.Latitude) * scale);

    /// <summary>The place at a point of the picture, such as a click.</summary>
    public Spot At(double x, double y) => new(west + x / scale / across, north - y / scale);

    private AreaShape Draw((string Name, Outline Outline) area)
    {
        var rings = area.Outline.Polygons.SelectMany(p => p).Select(r => Array.ConvertAll(r, Of)).ToList();
        var path = new StringBuilder();
        foreach (var ring in rings)
        {
            var points = Simplified(ring).Select(p => (X: (int)Math.Round(p.X), Y: (int)Math.Round(p.Y))).ToList();
            // What shrinks to a line can't be seen.
            if (points.Distinct().Take(3).Count() < 3) continue;
            path.Append(CultureInfo.InvariantCulture, $"M{points[0].X} {points[0].Y}");
            for (var i = 1; i < points.Count - 1; i++)
                if (points[i] != points[i - 1]) path.Append(CultureInfo.InvariantCulture, $"l{points[i].X - points[i - 1].X} {points[i].Y - points[i - 1].Y}");
            path.Append('z');
        }
        var (x, y, room) = Label(rings);
        return new AreaShape(area.Name, path.Replace(" -", "-").ToString(), (int)Math.Round(x), (int)Math.Round(y), (int)room);
    }

    private static List<(double X, double Y)> Simplified((double X, double Y)[] ring)
    {
        var keep = new bool[ring.Length];
        // A ring has no ends: it is cut at its first corner and at the one farthest from it.
        var far = Enumerable.Range(0, ring.Length).MaxBy(i => Square(ring[0], ring[i]));
        keep[0] = keep[far] = keep[^1] = true;
        var parts = new Stack<(int From, int To)>([(0, far), (far, ring.Length - 1)]);
        while (parts.TryPop(out var part))
        {
            var (worst, at) = (Tolerance, -1);
            for (var i = part.From + 1; i < part.To; i++)
                if (Distance(ring[part.From], ring[part.To], ring[i]) is var d && d > worst) (worst, at) = (d, i);
            if (at < 0) continue;
            keep[at] = true;
            parts.Push((part.From, at));
            parts.Push((at, part.To));
        }
        return [.. ring.Where((_, i) => keep[i])];
    }

    // The widest stretch that lies inside, on eleven lines across the area.
    private static (double X, double Y, double Room) Label(List<(double X, double Y)[]> rings)
    {
        var (top, bottom) = (rings.SelectMany(r => r).Min(p => p.Y), rings.SelectMany(r => r).Max(p => p.Y));
        var best = (X: rings[0][0].X, Y: rings[0][0].Y, Room: 0.0);
        for (var line = 1; line < 12; line++)
        {
            var y = top + (bottom - top) * line / 12;
            var crossings = rings.SelectMany(r => r.Zip(r.Skip(1))).Where(s => s.First.Y > y != s.Second.Y > y)
                .Select(s => s.First.X + (y - s.First.Y) / (s.Second.Y - s.First.Y) * (s.Second.X - s.First.X)).Order().ToList();
            for (var i = 0; i + 1 < crossings.Count; i += 2)
                if (crossings[i + 1] - crossings[i] is var room && Worth(room, y) > Worth(best.Room, best.Y)) best = ((crossings[i] + crossings[i + 1]) / 2, y, room);
        }
        return best;

        // Of two stretches of about the same width, the one nearer to the middle.
        double Worth(double room, double y) => room * (1 - Math.Abs(y - (top + bottom) / 2) / Math.Max(1, bottom - top));
    }

    private static double Square((double X, double Y) a, (double X, double Y) b) => (a.X - b.X) * (a.X - b.X) + (a.Y - b.Y) * (a.Y - b.Y);

    private static double Distance((double X, double Y) a, (double X, double Y) b, (double X, double Y) p)
    {
        var (dx, dy) = (b.X - a.X, b.Y - a.Y);
        var length = Math.Sqrt(dx * dx + dy * dy);
        return length == 0 ? Math.Sqrt(Square(a, p)) : Math.Abs(dx * (p.Y - a.Y) - dy * (p.X - a.X)) / length;
    }
}
