using System.Globalization;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Certificates;

/// <summary>The last running number of a series such as "ACA-2026". Its row is the lock that keeps numbers unique.</summary>
public sealed class NumberSeries
{
    private NumberSeries() { }

    /// <summary>Program prefix and year.</summary>
    public string Series { get; private init; } = "";

    /// <summary>Last number given out.</summary>
    public int Last { get; private init; }

    /// <summary>"ACA" for "academy": the first three letters or digits of the program's short name.</summary>
    public static string Prefix(string slug)
    {
        var letters = new string([.. slug.Where(char.IsAsciiLetterOrDigit).Take(3)]).ToUpperInvariant();
        return letters.Length == 0 ? "CER" : letters;
    }

    /// <summary>
    /// The next <paramref name="count"/> numbers of a series, without gaps: the caller's transaction holds the row until it ends,
    /// and numbers that it does not keep were never given out.
    /// </summary>
    internal static async Task<IReadOnlyList<string>> TakeAsync(EngagementDb db, string slug, int year, int count)
    {
        var series = string.Create(CultureInfo.InvariantCulture, $"{Prefix(slug)}-{year}");
        await db.Database.ExecuteSqlAsync($"INSERT INTO \"NumberSeries\" (\"Series\", \"Last\") VALUES ({series}, 0) ON CONFLICT DO NOTHING");
        await db.NumberSeries.Where(n => n.Series == series).ExecuteUpdateAsync(s => s.SetProperty(n => n.Last, n => n.Last + count));
        var last = await db.NumberSeries.Where(n => n.Series == series).Select(n => n.Last).SingleAsync();
        return [.. Enumerable.Range(last - count + 1, count).Select(n => string.Create(CultureInfo.InvariantCulture, $"{series}-{n:0000}"))];
    }
}
