using System.Net;
using Engagement.Core.Data;
using Engagement.Tests.Infrastructure;
using Engagement.Web;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Engagement.Tests.Office;

public class HealthTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Ready_EverythingWell_OneWord(DatabaseProvider provider)
    {
        await using var app = await WebApp.StartAsync(provider);
        using var http = app.CreateClient();
        (await http.GetStringAsync("/health/live")).ShouldBe("Healthy");
        (await http.GetStringAsync("/health/ready")).ShouldBe("Healthy");
    }

    [Fact]
    public async Task Head_PagesAndWhatIsNone_AnsweredAsAGet()
    {
        await using var app = await WebApp.StartAsync();
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Address) };
        foreach (var path in (string[])["/", "/apply", "/s", "/account/sign-in", "/staff", "/health/live", "/nowhere"])
        {
            using var get = await http.GetAsync(path);
            using var head = await http.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));
            (head.StatusCode, head.Content.Headers.ContentType, head.Headers.Location).ShouldBe((get.StatusCode, get.Content.Headers.ContentType, get.Headers.Location), path);
        }
    }

    [Fact]
    public async Task Ready_MigrationMissing_503WithoutDetails()
    {
        await using var app = await WebApp.StartAsync();
        using var http = app.CreateClient();
        await app.CallAsync<Microsoft.EntityFrameworkCore.IDbContextFactory<EngagementDb>, int>(async dbs =>
        {
            await using var db = dbs.CreateDbContext();
            return await Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlRawAsync(db.Database, "DELETE FROM \"__EFMigrationsHistory\"");
        });
        var answer = await http.GetAsync("/health/ready");
        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await answer.Content.ReadAsStringAsync()).ShouldBe("Unhealthy");
        (await http.GetStringAsync("/health/live")).ShouldBe("Healthy");
    }

    [Fact]
    public void CheckFolder_NotThere_IsUnhealthy() =>
        Web.Setup.HealthSetup.CheckFolder("/proc/nowhere").Status.ShouldBe(Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Unhealthy);

    [Theory]
    [InlineData(5, true)]
    [InlineData(8, true)]
    [InlineData(13, true)]
    [InlineData(19, false)]
    [InlineData(1, false)]
    public void StorageFailure_SqliteCode_BusyFullReadOnlyOnly(int code, bool expected) =>
        StorageFailure.Is(new InvalidOperationException("outer", new SqliteException("inner", code))).ShouldBe(expected);

    [Theory]
    [InlineData("53100", true)]
    [InlineData("57P03", true)]
    [InlineData("08006", true)]
    [InlineData("23505", false)]
    public void StorageFailure_PostgresState_OutOfResourcesOrAwayOnly(string state, bool expected) =>
        StorageFailure.Is(new PostgresException("x", "ERROR", "ERROR", state)).ShouldBe(expected);

    [Fact]
    public async Task Start_DatabaseThatIsNoDatabase_EndsWith1()
    {
        var folder = Directory.CreateTempSubdirectory("engagement-start").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "engagement.db"), "This is a letter, not a database. It is long enough to be taken for one, though it is not.");
            var exit = await EntryPoint.Main([$"--DataFolder={folder}", "--urls=http://127.0.0.1:0", "--environment=Staging", "--applicationName=Engagement.Web"]);
            exit.ShouldBe(1);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }
}
