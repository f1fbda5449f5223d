using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Accounts;

/// <summary>Saving where a concurrent change is expected and has an answer.</summary>
internal static class Saving
{
    /// <summary>False when somebody else changed the same rows, or took the same unique value, in the meantime.</summary>
    public static async Task<bool> TrySaveAsync(this EngagementDb db)
    {
        try
        {
            await db.SaveChangesAsync();
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
        catch (DbUpdateException e) when (e.InnerException is Npgsql.PostgresException { SqlState: Npgsql.PostgresErrorCodes.UniqueViolation }
            or Microsoft.Data.Sqlite.SqliteException { SqliteExtendedErrorCode: 2067 or 1555 })
        {
            return false;
        }
    }
}
