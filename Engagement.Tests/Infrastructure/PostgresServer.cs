using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Engagement.Tests.Infrastructure;

/// <summary>
/// A PostgreSQL of the test run's own, in a temporary folder and on a free port of the loopback address,
/// ended with the run. It runs as the user "postgres" when the tests run as root, because the server refuses root.
/// </summary>
public static class PostgresServer
{
    private static readonly SemaphoreSlim Gate = new(1);
    private static string? server;
    private static bool templateMade;

    private static string? Binaries { get; } = Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Select(d => Path.Combine(d, "bin"))
            .Where(d => File.Exists(Path.Combine(d, "initdb"))).OrderDescending(StringComparer.Ordinal).FirstOrDefault()
        : null;

    /// <summary>Writes reach the disk before they are acknowledged, as in production: for benchmarks. Tests are faster without. To be set before the first database.</summary>
    public static bool Durable { get; set; }

    private static bool Required => Environment.GetEnvironmentVariable("CI") is not null;

    /// <summary>Why tests on PostgreSQL are skipped; null where they run. In CI they always run, and fail without a server.</summary>
    public static string? WhyMissing => Binaries is not null || Required ? null : "PostgreSQL is not installed; bin/test installs it.";

    /// <summary>The connection string of a new, migrated database.</summary>
    public static async Task<string> CreateDatabaseAsync()
    {
        await Gate.WaitAsync();
        try
        {
            server ??= Start();
            if (!templateMade)
            {
                await using var db = new PostgresDb((DbContextOptions<PostgresDb>)DataSetup.Postgres(
                    new DbContextOptionsBuilder<PostgresDb>().UseApplicationServiceProvider(DataSetup.BareServices), $"{server};Database=template;Pooling=false").Options);
                await db.Database.MigrateAsync();
                templateMade = true;
            }
            var name = $"t{Guid.NewGuid():n}";
            await RunAsync($"CREATE DATABASE {name} TEMPLATE template");
            return $"{server};Database={name};Maximum Pool Size=20";
        }
        finally
        {
            Gate.Release();
        }
    }

    /// <summary>Removes a database that <see cref="CreateDatabaseAsync"/> made.</summary>
    public static async Task DropDatabaseAsync(string connectionString)
    {
        NpgsqlConnection.ClearPool(new NpgsqlConnection(connectionString));
        await RunAsync($"DROP DATABASE IF EXISTS {new NpgsqlConnectionStringBuilder(connectionString).Database} WITH (FORCE)");
    }

    private static async Task RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection($"{server};Database=postgres;Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static string Start()
    {
        var binaries = Binaries ?? throw new InvalidOperationException("PostgreSQL is required in CI but not installed.");
        var folder = Directory.CreateTempSubdirectory("engagement-pg").FullName;
        if (Environment.UserName == "root") Run("chown", "postgres", folder);
        var port = FreePort();
        AsServerUser($"{binaries}/initdb", "-D", $"{folder}/data", "-U", "engagement", "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8");
        AsServerUser($"{binaries}/pg_ctl", "-D", $"{folder}/data", "-w", "-l", $"{folder}/log", "-o",
            $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync={(Durable ? "on" : "off")} -c max_connections=300", "start");
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            AsServerUser($"{binaries}/pg_ctl", "-D", $"{folder}/data", "-m", "immediate", "stop");
            Directory.Delete(folder, recursive: true);
        };
        return $"Host=127.0.0.1;Port={port};Username=engagement;Include Error Detail=true";
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static void AsServerUser(string command, params string[] arguments)
    {
        if (Environment.UserName == "root") Run("runuser", ["-u", "postgres", "--", command, .. arguments]);
        else Run(command, arguments);
    }

    private static void Run(string command, params string[] arguments)
    {
        var start = new ProcessStartInfo(command, arguments) { WorkingDirectory = "/tmp", RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        // The server keeps the pipe open after pg_ctl has ended, so wait for the process, not for the end of its output.
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{command} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
