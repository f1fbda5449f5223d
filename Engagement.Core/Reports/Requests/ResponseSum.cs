using System.Globalization;
using Engagement.Core.Data;
using Engagement.Core.ServiceRequests;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Reports;

/// <summary>What a service's requests of a period sum up to, counted in the database: one row for each service, however many requests there are.</summary>
internal sealed class ResponseSum
{
    private const string Counts = """
        SELECT "ServiceId", COUNT(*) AS "Entered", COUNT("ClosedAt") AS "Done",
            COUNT(CASE WHEN "ClosedAt" <= "ExpectedAt" THEN 1 END) AS "OnTime",
            COUNT(CASE WHEN "ExpectedAt" < {1} OR "ClosedAt" IS NOT NULL AND "ExpectedAt" IS NOT NULL THEN 1 END) AS "Due",
            COUNT(CASE WHEN "ClosedAt" IS NULL AND "ExpectedAt" < {1} THEN 1 END) AS "Overdue",
        """;

    // The middle of many groups at once is no question that SQLite answers, so each group brings the minutes that its requests took, as one text.
    private const string Sqlite = """group_concat(CAST(round((julianday("ClosedAt") - julianday("RequestedAt")) * 1440) AS INTEGER))""";
    private const string Postgres = """string_agg(round(EXTRACT(EPOCH FROM "ClosedAt" - "RequestedAt") / 60)::bigint::text, ',')""";

    private const string Rows = $"""
         AS "Took"
        FROM "ServiceRequests"
        WHERE "RequestedAt" >= {"{0}"} AND "Status" IN ('{nameof(RequestStatus.Received)}', '{nameof(RequestStatus.InProgress)}', '{nameof(RequestStatus.Done)}')
        GROUP BY "ServiceId"
        """;

    /// <summary>The service.</summary>
    public Guid ServiceId { get; init; }

    /// <inheritdoc cref="ResponseRow.Entered" />
    public long Entered { get; init; }

    /// <inheritdoc cref="ResponseRow.Done" />
    public long Done { get; init; }

    /// <inheritdoc cref="ResponseRow.OnTime" />
    public long OnTime { get; init; }

    /// <inheritdoc cref="ResponseRow.Due" />
    public long Due { get; init; }

    /// <inheritdoc cref="ResponseRow.Overdue" />
    public long Overdue { get; init; }

    /// <summary>Minutes from entry to done, separated by commas; null without any.</summary>
    public string? Took { get; init; }

    /// <summary>Sums of the requests entered since then.</summary>
    public static Task<List<ResponseSum>> ReadAsync(EngagementDb db, DateTime since, DateTime now) =>
        db.Database.SqlQueryRaw<ResponseSum>(db.Database.IsSqlite() ? Counts + Sqlite + Rows : Counts + Postgres + Rows, since, now).ToListAsync();

    /// <summary>Minutes from entry to done.</summary>
    public IEnumerable<long> Minutes() => Took is null ? [] : Took.Split(',').Select(m => long.Parse(m, CultureInfo.InvariantCulture));
}
