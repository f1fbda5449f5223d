using System.Net;
using System.Text.RegularExpressions;
using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Engagement.Core.Participation;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.Participation;
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
        await using var server = await KillableServer.StartAsync(provider, db.Database.GetConnectionString()!, keys);
        try
        {
            using var http = new HttpClient { BaseAddress = server.Address };
            await SignInAsync(http);
            var page = $"/staff/sessions/{cohort.Sessions[0].Id}/attendance";
            var token = Token(await http.GetStringAsync(page));
            var acknowledged = new List<Guid>();
            foreach (var id in enrollments)
            {
                // With half the class acknowledged the server dies while the next taps are under way.
                if (acknowledged.Count == 20) _ = Task.Run(server.KillAsync);
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
            await server.KillAsync();
            acknowledged.Count.ShouldBeGreaterThanOrEqualTo(20);
            await using var again = await KillableServer.StartAsync(provider, db.Database.GetConnectionString()!, keys);
            using var restarted = new HttpClient { BaseAddress = again.Address };
            await SignInAsync(restarted);
            var html = await restarted.GetStringAsync(page);
            foreach (var id in acknowledged) html.ShouldContain($"data-id=\"{id}\" data-mark=\"Present\"");
        }
        finally
        {
            await server.KillAsync();
            Directory.Delete(keys, recursive: true);
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
