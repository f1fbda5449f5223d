using Engagement.Core.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Engagement.Tests.Benchmarks;

/// <summary>
/// The floor that the application is measured against: bare Kestrel, a fixed form, and a POST that reads ten fields and
/// writes one row durably with a prepared statement. No routing beyond it, no rendering, no checks. Over a database with service requests it also
/// gives these as JSON and XML (<see cref="FloorRequests"/>).
/// </summary>
public static class Floor
{
    private const string Insert = "INSERT INTO answers (body) VALUES (@body)";

    /// <summary>Runs until the process is ended: <c>floor ADDRESS sqlite|postgres CONNECTION</c>.</summary>
    public static async Task RunAsync(string address, DatabaseProvider provider, string connection)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address);
        var app = builder.Build();
        var write = provider == DatabaseProvider.Sqlite ? await SqliteAsync(connection) : await PostgresAsync(connection);
        var form = "<!DOCTYPE html><html lang=en><title>Form</title><form method=post>" + string.Concat(Enumerable.Range(0, 10).Select(i => $"<label>Question {i} <input name=f{i}></label>")) + "<button>Send</button></form></html>";
        app.MapGet("/", () => Results.Content(form, "text/html; charset=utf-8"));
        app.MapPost("/", async (HttpRequest request) =>
        {
            var fields = await request.ReadFormAsync();
            await write(string.Join('\n', fields.Select(f => f.Key + "=" + f.Value)));
            return Results.Redirect("/done");
        });
        FloorRequests.Map(app, provider, connection);
        await app.RunAsync();
    }

    private static async Task<Func<string, Task>> SqliteAsync(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync();
        await new SqliteCommand("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE answers (id INTEGER PRIMARY KEY, body TEXT)", connection).ExecuteNonQueryAsync();
        var command = new SqliteCommand(Insert, connection);
        var body = command.Parameters.Add("@body", SqliteType.Text);
        await command.PrepareAsync();
        var gate = new SemaphoreSlim(1);
        return async text =>
        {
            await gate.WaitAsync();
            try
            {
                body.Value = text;
                command.ExecuteNonQuery();
            }
            finally
            {
                gate.Release();
            }
        };
    }

    private static async Task<Func<string, Task>> PostgresAsync(string connectionString)
    {
        var source = new NpgsqlDataSourceBuilder(connectionString + ";Max Auto Prepare=10;Auto Prepare Min Usages=1").Build();
        await using var create = source.CreateCommand("CREATE TABLE answers (id bigserial PRIMARY KEY, body text)");
        await create.ExecuteNonQueryAsync();
        return async text =>
        {
            await using var command = source.CreateCommand(Insert);
            command.Parameters.AddWithValue("body", text);
            await command.ExecuteNonQueryAsync();
        };
    }
}
