using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.Infrastructure;

/// <summary>Reads tables as they lie in the database, past the model: for tests of what must not be in them.</summary>
internal static class TableDump
{
    /// <summary>Every row of every table: the table's name and its values as text by column.</summary>
    public static async Task<List<(string Table, Dictionary<string, string> Row)>> RowsAsync(this TestDb test)
    {
        await using var db = test.Open();
        var connection = db.Database.GetDbConnection();
        await connection.OpenAsync();
        var rows = new List<(string, Dictionary<string, string>)>();
        foreach (var table in db.Model.GetEntityTypes().Select(t => t.GetTableName()).OfType<string>().Distinct())
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                rows.Add((table, Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, i => Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture) ?? "")));
        }
        return rows;
    }

    /// <summary>Every value of every table, a line each: Table.Column=value.</summary>
    public static async Task<string> DumpAsync(this TestDb test) =>
        string.Join('\n', (await test.RowsAsync()).SelectMany(r => r.Row.Select(v => $"{r.Table}.{v.Key}={v.Value}")));

    /// <summary>Ids of a table in the order in which its rows lie in the file, with what else the database keeps beside each row.</summary>
    public static async Task<List<(Guid Id, string Mark)>> PhysicalOrderAsync(this TestDb test, string table)
    {
        await using var db = test.Open();
        var sqlite = db.Database.IsSqlite();
        var connection = db.Database.GetDbConnection();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sqlite ? $"SELECT \"Id\", '' FROM \"{table}\" ORDER BY rowid" : $"SELECT \"Id\", xmin::text FROM \"{table}\" ORDER BY ctid";
        await using var reader = await command.ExecuteReaderAsync();
        var order = new List<(Guid, string)>();
        while (await reader.ReadAsync()) order.Add((reader.GetGuid(0), reader.GetString(1)));
        return order;
    }
}
