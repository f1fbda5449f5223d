using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;
using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Engagement.Core.Participation;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.Benchmarks;

/// <summary>
/// The two forms that many send at once, against bare Kestrel in the same run: a whole application (form, then ten fields),
/// and the check-in POST. Rows are counted afterwards.
/// </summary>
internal static partial class FormsChapter
{
    private static readonly int[] Clients = [1, 10, 50];

    public static async Task RunAsync()
    {
        foreach (var provider in Enum.GetValues<DatabaseProvider>())
        {
            await using var stage = await Stage.PrepareAsync(provider);
            var (applied, _) = await Seeding.CohortAsync(stage.Db, 0, 1_000_000);
            var (cohort, session) = await Seeding.CohortAsync(stage.Db, 40_000, 1_000_000);
            await stage.StartAsync();
            var (floor, drop) = await Stage.StartFloorAsync(provider);
            foreach (var clients in Clients)
            {
                var bareFlow = await Load.RunAsync(floor.Address, clients, 4, (http, i) => FlowAsync(http, "/", BareFields(i)));
                var flow = await Load.RunAsync(stage.App.Address, clients, 4, (http, i) => FlowAsync(http, $"/apply/{applied}", Application(i)));
                Print(provider, "apply", clients, flow, bareFlow);
            }
            var codes = new ConcurrentQueue<string>(await CodesAsync(stage, cohort));
            var ticket = await TicketAsync(stage, session.Id);
            foreach (var clients in Clients)
            {
                var bare = await Load.RunAsync(floor.Address, clients, 3, (http, i) => PostAsync(http, "/", BareFields(i)));
                var post = await Load.RunAsync(stage.App.Address, clients, 3, (http, _) => PostAsync(http, "/checkin",
                    new() { ["_handler"] = "check-in", ["Input.Ticket"] = ticket, ["Input.Who"] = codes.TryDequeue(out var code) ? code : throw new InvalidOperationException("Too few codes.") }));
                Print(provider, "check-in", clients, post, bare);
            }
            await using var db = stage.Db.Open();
            Console.WriteLine($"{provider}: {await db.Enrollments.CountAsync(e => e.CohortId == applied)} applications and {await db.Attendance.CountAsync()} check-ins are in the database");
            await floor.DisposeAsync();
            await drop();
        }
    }

    private static void Print(DatabaseProvider provider, string what, int clients, LoadResult ours, LoadResult bare) =>
        Console.WriteLine(FormattableString.Invariant($"{provider,-8} {what,-8} {clients,2} clients: {ours}   bare {bare}   ratio {ours.PerSecond / bare.PerSecond:0.00} (aim .33)"));

    private static async Task<bool> FlowAsync(HttpClient http, string path, Dictionary<string, string> fields)
    {
        using var form = await http.GetAsync(path);
        await form.Content.ReadAsByteArrayAsync();
        return form.IsSuccessStatusCode && await PostAsync(http, path, fields);
    }

    private static async Task<bool> PostAsync(HttpClient http, string path, Dictionary<string, string> fields)
    {
        using var answer = await http.PostAsync(path, new FormUrlEncodedContent(fields));
        await answer.Content.ReadAsByteArrayAsync();
        return answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.SeeOther;
    }

    private static Dictionary<string, string> BareFields(int i) => Enumerable.Range(0, 10).ToDictionary(f => $"f{f}", f => $"answer {i} {f}");

    private static Dictionary<string, string> Application(int i) => new()
    {
        ["_handler"] = "apply",
        ["Input.Website"] = "",
        ["Input.GivenName"] = $"Given {Guid.NewGuid():n}",
        ["Input.FamilyName"] = "Applicant",
        ["Input.Phone"] = "215-555-0123",
        ["Input.Email"] = $"a{i}@example.org",
        ["Input.Zip"] = "19125",
        ["Input.AccessNeeds"] = "",
        ["Input.Language"] = "en",
    };

    private static async Task<List<string>> CodesAsync(Stage stage, Guid cohort)
    {
        await using var db = stage.Db.Open();
        return await db.Enrollments.Where(e => e.CohortId == cohort).Select(e => e.CardCode).ToListAsync();
    }

    private static async Task<string> TicketAsync(Stage stage, Guid session)
    {
        stage.Db.Clock.Set(DateTimeOffset.UtcNow);
        var code = (await stage.Db.Get<CheckInService>().ScreenAsync(Actor.System, session)).OrThrow().Code;
        using var http = new HttpClient { BaseAddress = new Uri(stage.App.Address) };
        var page = await http.GetStringAsync($"/c/{code}");
        return WebUtility.HtmlDecode(TicketPattern().Match(page).Groups["ticket"].Value);
    }

    [GeneratedRegex("name=\"Input.Ticket\" value=\"(?<ticket>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TicketPattern();
}
