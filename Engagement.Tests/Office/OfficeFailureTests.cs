using System.Collections.Concurrent;
using System.Net;
using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Engagement.Tests.Infrastructure;
using Engagement.Web.Setup;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Engagement.Tests.Office;

/// <summary>What people see, and what the log holds, when something fails.</summary>
public class OfficeFailureTests
{
    [Theory]
    [InlineData(13, 503, "We cannot save anything right now")]
    [InlineData(5, 503, "We cannot save anything right now")]
    [InlineData(1, 500, "Something went wrong on our side")]
    public async Task FailurePage_DatabaseError_PlainPageWithReferenceAndNoCause(int sqliteCode, int status, string title)
    {
        await using var app = await WebApp.StartAsync();
        await using var scope = app.Services.CreateAsyncScope();
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider, TraceIdentifier = "abc:1" };
        http.Features.Set<IExceptionHandlerFeature>(new ExceptionHandlerFeature { Error = new SqliteException("secret cause", sqliteCode) });
        using var body = new MemoryStream();
        http.Response.Body = body;
        await FailurePage.WriteAsync(http);
        var html = System.Text.Encoding.UTF8.GetString(body.ToArray());
        http.Response.StatusCode.ShouldBe(status);
        html.ShouldContain($"<h1>{title}</h1>");
        html.ShouldContain($"<code>{FailurePage.Reference(http)}</code>");
        html.ShouldNotContain("secret cause");
        html.ShouldNotContain("   at ");
        http.Response.Headers.RetryAfter.Count.ShouldBe(status == 503 ? 1 : 0);
    }

    [Fact]
    public async Task Home_TableGone_500WithoutStackTrace()
    {
        await using var app = await WebApp.StartAsync();
        using var http = app.CreateClient();
        await app.CallAsync<Microsoft.EntityFrameworkCore.IDbContextFactory<EngagementDb>, int>(async dbs =>
        {
            await using var db = dbs.CreateDbContext();
            return await Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlRawAsync(db.Database, "PRAGMA foreign_keys=OFF; DROP TABLE \"OfficeSettings\"");
        });
        var answer = await http.GetAsync("/privacy");
        answer.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        var html = await answer.Content.ReadAsStringAsync();
        html.ShouldContain("Something went wrong on our side");
        html.ShouldNotContain("SqliteException");
        html.ShouldNotContain("no such table");
    }

    [BrowserFact]
    public async Task Log_OfSigningIn_HoldsNoAddressAndNoPassword()
    {
        var lines = new Lines();
        await using var app = await WebApp.StartAsync();
        app.Services.GetRequiredService<ILoggerFactory>().AddProvider(lines);
        await app.AddUserAsync(Permissions.Administrator, "somebody.special@example.org");
        var page = await Chrome.OpenAsync(app);
        await page.GotoAsync("/account/sign-in?token=confidential");
        await page.GetByLabel("E-mail").FillAsync("somebody.special@example.org");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync("wrong wrong wrong");
        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.GetByRole(Microsoft.Playwright.AriaRole.Alert).First.WaitForAsync();
        await page.SignInAsync("somebody.special@example.org");
        lines.All.ShouldNotBeEmpty(); // else the test would look at nothing
        lines.All.Where(l => l.Contains("special", StringComparison.Ordinal) || l.Contains('@', StringComparison.Ordinal)
            || l.Contains("wrong wrong", StringComparison.Ordinal) || l.Contains("confidential", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> All { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            All.Enqueue(formatter(state, exception) + exception);

        public void Dispose() { }
    }
}
