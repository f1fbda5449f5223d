using Engagement.Core.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Engagement.Core.Data;

/// <summary>Saving, where what other people may do at the same moment becomes an expected error.</summary>
internal static class Saving
{
    /// <summary>
    /// Saves. A stale row answers <see cref="Stale"/>, a value that must be unique <paramref name="taken"/>,
    /// a row that others point to <paramref name="used"/>; null means saved. Anything else throws.
    /// </summary>
    public static async Task<Error?> TrySaveAsync(this EngagementDb db, string what, Error? taken = null, Error? used = null)
    {
        try
        {
            await db.SaveChangesAsync();
            return null;
        }
        catch (DbUpdateConcurrencyException)
        {
            return new Stale(what);
        }
        catch (DbUpdateException e) when (taken is not null && Breaks(e, unique: true))
        {
            return taken;
        }
        catch (DbUpdateException e) when (used is not null && Breaks(e, unique: false))
        {
            return used;
        }
    }

    // SQLite: SQLITE_CONSTRAINT_UNIQUE and SQLITE_CONSTRAINT_FOREIGNKEY; PostgreSQL: unique_violation and foreign_key_violation.
    private static bool Breaks(DbUpdateException e, bool unique) => e.InnerException switch
    {
        SqliteException s => s.SqliteExtendedErrorCode == (unique ? 2067 : 787),
        PostgresException p => p.SqlState == (unique ? PostgresErrorCodes.UniqueViolation : PostgresErrorCodes.ForeignKeyViolation),
        _ => false,
    };
}
