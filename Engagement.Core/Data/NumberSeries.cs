using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Engagement.Core.Data;

/// <summary>The last running number of a series such as "ACA-2026" or "NL". Its row is the lock that keeps numbers unique.</summary>
public sealed class NumberSeries
{
    private NumberSeries() { }

    /// <summary>What stands before the number.</summary>
    public string Series { get; private init; } = "";

    /// <summary>Last number given out.</summary>
    public int Last { get; private init; }

    /// <summary>
    /// The next <paramref name="count"/> numbers of a series, such as "NL-0312", with at least so many digits and without gaps: the caller's transaction
    /// holds the row until it ends, and numbers that it does not keep were never given out.
    /// </summary>
    internal static async Task<IReadOnlyList<string>> TakeAsync(EngagementDb db, string series, int count, int digits = 4)
    {
        var last = (await db.Database.SqlQuery<int>(
            $"""INSERT INTO "NumberSeries" ("Series", "Last") VALUES ({series}, {count}) ON CONFLICT ("Series") DO UPDATE SET "Last" = "NumberSeries"."Last" + excluded."Last" RETURNING "Last" AS "Value" """).ToListAsync())[0];
        return [.. Enumerable.Range(last - count + 1, count).Select(n => string.Create(CultureInfo.InvariantCulture, $"{series}-{n.ToString($"D{digits}", CultureInfo.InvariantCulture)}"))];
    }

    /// <summary>Lets a series go on after <paramref name="number"/>, where numbers came in from elsewhere.</summary>
    internal static async Task PassAsync(EngagementDb db, string series, int number)
    {
        await EnsureAsync(db, series);
        await db.NumberSeries.Where(n => n.Series == series && n.Last < number).ExecuteUpdateAsync(s => s.SetProperty(n => n.Last, number));
    }

    private static Task EnsureAsync(EngagementDb db, string series) =>
        db.Database.ExecuteSqlAsync($"INSERT INTO \"NumberSeries\" (\"Series\", \"Last\") VALUES ({series}, 0) ON CONFLICT DO NOTHING");

    internal sealed class Configuration : IEntityTypeConfiguration<NumberSeries>
    {
        public void Configure(EntityTypeBuilder<NumberSeries> builder) => builder.HasKey(n => n.Series);
    }
}

public partial class EngagementDb
{
    /// <summary>Last running numbers.</summary>
    public DbSet<NumberSeries> NumberSeries => Set<NumberSeries>();
}
