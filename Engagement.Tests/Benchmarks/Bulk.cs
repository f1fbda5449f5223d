using System.Data;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace Engagement.Tests.Benchmarks;

/// <summary>Writes very many rows of an entity's own columns, past the change tracker: COPY on PostgreSQL, one prepared statement on SQLite.</summary>
internal static class Bulk
{
    public static async Task InsertAsync<T>(EngagementDb db, IEnumerable<T> rows) where T : class
    {
        var type = db.Model.FindEntityType(typeof(T))!;
        var columns = type.GetProperties().ToList();
        var names = string.Join(", ", columns.Select(c => $"\"{c.GetColumnName()}\""));
        await db.Database.OpenConnectionAsync();
        if (db.Database.GetDbConnection() is NpgsqlConnection postgres)
        {
            await using var copy = await postgres.BeginBinaryImportAsync($"COPY \"{type.GetTableName()}\" ({names}) FROM STDIN (FORMAT BINARY)");
            foreach (var row in rows)
            {
                await copy.StartRowAsync();
                foreach (var column in columns)
                    if (Value(column, row) is { } value) await copy.WriteAsync(value);
                    else await copy.WriteNullAsync();
            }
            await copy.CompleteAsync();
            await postgres.CloseAsync();
            return;
        }
        await using var transaction = await db.Database.GetDbConnection().BeginTransactionAsync();
        await using var insert = transaction.Connection!.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText = $"INSERT INTO \"{type.GetTableName()}\" ({names}) VALUES ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))})";
        foreach (var row in rows)
        {
            insert.Parameters.Clear();
            for (var i = 0; i < columns.Count; i++)
            {
                var parameter = insert.CreateParameter();
                (parameter.ParameterName, parameter.Value) = ($"@p{i}", Value(columns[i], row) ?? DBNull.Value);
                insert.Parameters.Add(parameter);
            }
            await insert.ExecuteNonQueryAsync();
        }
        await transaction.CommitAsync();
    }

    private static object? Value(IProperty property, object row)
    {
        var value = property.GetGetter().GetClrValue(row);
        return property.GetTypeMapping().Converter is { } converter ? converter.ConvertToProvider(value) : value is Enum ? value.ToString() : value;
    }
}
