using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Engagement.Core.Participation;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.Participation;
using Engagement.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Engagement.Tests.Browser.Participation;

/// <summary>The server as a process of its own, killed without warning while attendance is marked.</summary>
public class KilledServerTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Kill_WhileMarking_EveryAcknowledgedMarkIsThere(DatabaseProvider provider)
    {
        // The first application only arranges: its database is handed to the process.
        await using var app = await WebApp.StartAsync(provider);
        await using var db = app.Services.GetRequiredService<IDbContextFactory<EngagementDb>>().CreateDbContext();
        var cohort = await Arrange.CohortNowAsync(db, 0, capacity: 40);
        var people = await Arrange.PeopleAsync(db, 40);
        (await app.CallAsync<EnrollmentService, Core.Common.Result<EnrollOutcome>>(s => s.EnrollManyAsync(Actor.System, cohort.Id, people))).OrThrow();
        await app.AddUserAsync(Permissions.Coordinator);
        var enrollments = await db.Enrollments.OrderBy(e => e.Seat).Select(e => e.Id).ToListAsync();
        var keys = Directory.CreateTempSubdirectory("engagement-killed").FullName;
        using var server = Start(provider, db.Database.GetConnectionString()!, keys, out var address);
        try
        {
            using var http = new HttpClient { BaseAddress = address };
            await UntilReadyAsync(http, server);
            await SignInAsync(http);
            var page = $"/staff/sessions/{cohort.Sessions[0].Id}/attendance";
            var token = Token(await http.GetStringAsync(page));
            var acknowledged = new List<Guid>();
            foreach (var id in enrollments)
            {
                // With half the class acknowledged the server dies while the next taps are under way.
                if (acknowledged.Count == 20) _ = Task.Run(server.Kill);
                try
                {
                    using var tap = new HttpRequestMessage(HttpMethod.Post, page + "/mark")
                    {
                        Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = token, ["mark"] = $"{id}:Present" }),
                        Headers = { { "Accept", "application/json" } },
                    };
                    using var answer = await http.SendAsync(tap);
                    if (answer.StatusCode == HttpStatusCode.OK) acknowledged.Add(id);
                }
                catch (HttpRequestException)
                {
                    break;
                }
            }
            await server.WaitForExitAsync();
            acknowledged.Count.ShouldBeGreaterThanOrEqualTo(20);
            using var again = Start(provider, db.Database.GetConnectionString()!, keys, out var second);
            try
            {
                using var restarted = new HttpClient { BaseAddress = second };
                await UntilReadyAsync(restarted, again);
                await SignInAsync(restarted);
                var html = await restarted.GetStringAsync(page);
                foreach (var id in acknowledged) html.ShouldContain($"data-id=\"{id}\" data-mark=\"Present\"");
            }
            finally
            {
                again.Kill();
                await again.WaitForExitAsync();
            }
        }
        finally
        {
            if (!server.HasExited) server.Kill();
            Directory.Delete(keys, recursive: true);
        }
    }

    private static Process Start(DatabaseProvider provider, string connection, string folder, out Uri address)
    {
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            address = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        }
        var program = typeof(EntryPoint).Assembly.Location;
        var start = new ProcessStartInfo("dotnet", [program]) { WorkingDirectory = Path.GetDirectoryName(program), UseShellExecute = false, RedirectStandardOutput = true };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["Urls"] = address.ToString();
        start.Environment["DataFolder"] = folder;
        start.Environment["Database__Provider"] = provider.ToString();
        start.Environment["ConnectionStrings__Engagement"] = connection;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }

    private static async Task UntilReadyAsync(HttpClient http, Process server)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            server.HasExited.ShouldBeFalse("the server must start");
            try
            {
                if ((await http.GetAsync("/health/ready", patience.Token)).IsSuccessStatusCode) return;
            }
            catch (HttpRequestException) when (!patience.IsCancellationRequested)
            {
                await Task.Yield();
            }
        }
    }

    private static async Task SignInAsync(HttpClient http)
    {
        var form = PlainForm.Fields(await http.GetStringAsync("/account/sign-in"), "Input.Password");
        form["Input.Email"] = "coordinator@example.org";
        form["Input.Password"] = WebApp.Password;
        using var answer = await http.PostAsync("/account/sign-in", new FormUrlEncodedContent(form));
        answer.RequestMessage!.RequestUri!.AbsolutePath.ShouldBe("/staff");
    }

    private static string Token(string html) =>
        Regex.Match(html, "class=\"attendance\".*?name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture | RegexOptions.Singleline, TimeSpan.FromSeconds(5)).Groups["token"].Value;
}
