using Engagement.Core.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Engagement.Core.Data;

/// <summary>For a form whose content could not be saved because of a <see cref="StorageFailure"/>.</summary>
public sealed record StorageBusy() : Error("Nothing can be saved right now: the storage is busy or full. What you typed is still here; try again in a few minutes.");

/// <summary>Tells a database that is locked, full, read-only or away from a defect of ours: the first passes or is an operator's task.</summary>
public static class StorageFailure
{
    /// <summary>True when the exception, or one inside it, says that the database can't be read or written at the moment.</summary>
    public static bool Is(Exception? exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            if (e is AggregateException many && many.InnerExceptions.Any(Is)) return true;
            if (e is SqliteException sqlite) return IsSqlite(sqlite.SqliteErrorCode);
            if (e is PostgresException postgres) return IsPostgres(postgres.SqlState);
            if (e is NpgsqlException) return true; // no answer from the server: connection refused, broken or timed out
            if (e is IOException io && (io.HResult & 0xffff) is 28 or 30 or 112) return true; // ENOSPC, EROFS, ERROR_DISK_FULL
        }
        return false;
    }

    // sqlite.org/rescode.html: 5 busy, 6 locked, 8 read-only, 10 disk error, 13 full, 14 can't open.
    private static bool IsSqlite(int code) => code is 5 or 6 or 8 or 10 or 13 or 14;

    // postgresql.org/docs/current/errcodes-appendix.html: 08 connection, 25006 read-only, 53 out of resources (53100 disk full), 55P03 lock, 57P01–57P03 shutting down, 58 system.
    private static bool IsPostgres(string state) =>
        state.StartsWith("08", StringComparison.Ordinal) || state.StartsWith("53", StringComparison.Ordinal) || state.StartsWith("57P", StringComparison.Ordinal)
        || state.StartsWith("58", StringComparison.Ordinal) || state is "25006" or "55P03";
}
