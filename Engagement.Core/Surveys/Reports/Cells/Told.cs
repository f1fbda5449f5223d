using System.Text.Json.Serialization;

namespace Engagement.Core.Surveys.Reports;

/// <summary>A count as it may be told: exact, or between two bounds that follow from what else is told.</summary>
public readonly record struct Told(int Low, int High)
{
    /// <summary>True when the count itself is told.</summary>
    [JsonIgnore]
    public bool Exact => Low == High;

    /// <summary>An exact count.</summary>
    public static Told Of(int count) => new(count, count);

    /// <summary>The bounds of a sum.</summary>
    public static Told operator +(Told one, Told two) => new(one.Low + two.Low, one.High + two.High);
}

/// <summary>A figure as it may be told: exact, or between two bounds.</summary>
public readonly record struct ToldNumber(double Low, double High)
{
    /// <summary>True when the figure itself is told.</summary>
    [JsonIgnore]
    public bool Exact => Math.Abs(High - Low) < 1e-12;

    /// <summary>An exact figure.</summary>
    public static ToldNumber Of(double value) => new(value, value);
}

/// <summary>Counts of some people by option, as they may be told.</summary>
/// <param name="N">How many people.</param>
/// <param name="Cells">One for each option.</param>
internal sealed record Row(int N, IReadOnlyList<Told> Cells)
{
    /// <summary>True when every count is told; only then figures made of several may be.</summary>
    public bool Exact => Cells.All(c => c.Exact);

    /// <summary>Bounds that follow from the sum of the row.</summary>
    public Row Tightened()
    {
        var (low, high) = (Cells.Sum(c => c.Low), Cells.Sum(c => (long)c.High));
        return this with { Cells = [.. Cells.Select(c => new Told((int)Math.Max(c.Low, N - (high - c.High)), Math.Min(c.High, N - (low - c.Low))))] };
    }
}
