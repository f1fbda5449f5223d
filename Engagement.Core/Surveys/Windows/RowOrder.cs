using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Surveys;

/// <summary>
/// Both databases keep rows in the order in which they came: SQLite by a hidden number (rowid), PostgreSQL by place in the file (ctid), with the number
/// of the writing transaction (xmin) beside each. Whoever saw the class hand in could read that order, so it is made random.
/// </summary>
internal static class RowOrder
{
    /// <summary>Writes rows again in random order, in the caller's transaction; nothing in them changes.</summary>
    /// <param name="db">The caller's unit of work.</param>
    /// <param name="table">Name of a table with an Id and a Version.</param>
    /// <param name="ids">Its rows to be written.</param>
    public static async Task ShuffleAsync(EngagementDb db, string table, IReadOnlyList<Guid> ids)
    {
        var order = ids.ToArray();
        Random.Shared.Shuffle(order);
        // On SQLite a row gets a new number behind all others; on PostgreSQL each update writes the row anew behind those before it.
        var sql = db.Database.IsSqlite()
            ? $"""UPDATE "{table}" SET rowid = (SELECT MAX(rowid) + 1 FROM "{table}") WHERE "Id" = {"{0}"}"""
            : $"""UPDATE "{table}" SET "Version" = "Version" WHERE "Id" = {"{0}"}""";
        foreach (var id in order) await db.Database.ExecuteSqlRawAsync(sql, id);
    }

    /// <summary>
    /// Lets the database overwrite what was deleted instead of only forgetting where it lies; call before deleting, outside a transaction.
    /// </summary>
    public static async Task OverwriteDeletedAsync(EngagementDb db)
    {
        if (db.Database.IsSqlite()) await db.Database.ExecuteSqlRawAsync("PRAGMA secure_delete = ON");
    }

    /// <summary>Takes what was deleted out of the table's file, after the commit.</summary>
    public static async Task ForgetDeletedAsync(EngagementDb db)
    {
        await db.Database.ExecuteSqlRawAsync(db.Database.IsSqlite() ? "PRAGMA wal_checkpoint(TRUNCATE)" : "VACUUM (FULL) \"CodeHolders\"");
    }
}
