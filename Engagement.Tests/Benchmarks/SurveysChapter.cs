using System.Diagnostics;
using System.Net;
using Engagement.Core.Data;
using Engagement.Core.Surveys;
using Microsoft.EntityFrameworkCore;
using Student = Engagement.Tests.Benchmarks.SurveyStage.Student;

namespace Engagement.Tests.Benchmarks;

/// <summary>
/// Surveys: a whole submit (form, then fifteen answers that are handed in) against bare Kestrel in the same run; a class that starts at the same second;
/// a city that starts within a minute, in an open loop, where late answers do not slow down those who come. Rows are counted afterwards.
/// </summary>
internal static class SurveysChapter
{
    private const int City = 10_000, Seconds = 60;
    private static readonly int[] Clients = [1, 10, 50, 200];

    public static async Task RunAsync()
    {
        foreach (var provider in Enum.GetValues<DatabaseProvider>())
        {
            await using var stage = await Stage.PrepareAsync(provider);
            var passes = new Queue<string>(await SurveyStage.PassesAsync(stage, 100_000));
            var students = await SurveyStage.ClassesAsync(stage, City + 31);
            await stage.StartAsync();
            await BytesAsync(stage, passes.Dequeue());
            await SubmitAsync(provider, stage, passes);
            using var handler = new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None };
            using var http = new HttpClient(handler) { BaseAddress = new Uri(stage.App.Address) };
            await VisitAsync(http, students[^1], 0, []);
            await ClassAsync(provider, http, students[^31..^1]);
            await CityAsync(provider, http, students[..City]);
            await using var db = stage.Db.Open();
            var classes = students.Select(s => s.ClassCode).ToHashSet();
            var done = await db.SurveyResponses.Where(r => r.Progress == Progress.Done).Join(db.SurveyWindows, r => r.WindowId, w => w.Id, (r, w) => new { w.ClassCode, r.Answers }).ToListAsync();
            var ofCity = done.Where(d => classes.Contains(d.ClassCode)).ToList();
            Console.WriteLine($"{provider}: {ofCity.Count(d => AnswerSheet.Read(d.Answers).Count == 15)} of {students.Count} who came are in the database with fifteen answers, {done.Count - ofCity.Count} submits before");
        }
    }

    private static async Task BytesAsync(Stage stage, string pass)
    {
        using var http = new HttpClient { BaseAddress = new Uri(stage.App.Address) };
        http.DefaultRequestHeaders.Add("Cookie", pass);
        var page = await http.GetStringAsync("/s/go");
        http.DefaultRequestHeaders.Add("Accept-Encoding", "br, gzip");
        var sizes = new List<int> { (await http.GetByteArrayAsync("/s/go")).Length };
        foreach (var file in page.Split("css/").Skip(1).Select(p => "/css/" + p.Split('"')[0]).Append("/js/" + page.Split("js/")[1].Split('"')[0])) sizes.Add((await http.GetByteArrayAsync(file)).Length);
        Console.WriteLine(FormattableString.Invariant($"fifteen questions: {sizes.Sum() / 1024.0:0.0} KB over the wire ({string.Join(" + ", sizes)} bytes: page, stylesheet, script; the page alone {page.Length} uncompressed; aim: at most 30 KB)"));
    }

    private static async Task SubmitAsync(DatabaseProvider provider, Stage stage, Queue<string> passes)
    {
        var (floor, drop) = await Stage.StartFloorAsync(provider);
        var sent = 0;
        // A server that has just started compiles its code while it answers; what is measured is one that has been running.
        await Load.RunAsync(floor.Address, 50, 3, BareAsync);
        await Load.RunAsync(stage.App.Address, 50, 6, FlowAsync);
        foreach (var clients in Clients)
        {
            var (bare, bareCpu) = await MeasureAsync(floor, clients, BareAsync);
            var (ours, cpu) = await MeasureAsync(stage.App, clients, FlowAsync);
            Console.WriteLine(FormattableString.Invariant(
                $"{provider,-8} submit {clients,3} clients: {ours}  {cpu:0.00} ms CPU   bare {bare}  {bareCpu:0.00} ms CPU   ratio {ours.PerSecond / bare.PerSecond:0.00} (aim .33 at 50)"));
        }
        await using var db = stage.Db.Open();
        Console.WriteLine($"{provider}: {await db.SurveyResponses.CountAsync(r => r.Progress == Progress.Done)} rows for {sent} submits");
        await floor.DisposeAsync();
        await drop();

        static async Task<bool> BareAsync(HttpClient http, int i) =>
            await SurveyStage.SendAsync(http, HttpMethod.Get, "/", []) == HttpStatusCode.OK
            && await SurveyStage.SendAsync(http, HttpMethod.Post, "/", [], Enumerable.Range(0, 10).Select(f => KeyValuePair.Create($"f{f}", $"answer {i} {f}"))) == HttpStatusCode.Redirect;

        async Task<bool> FlowAsync(HttpClient http, int i)
        {
            string pass;
            lock (passes) pass = passes.Dequeue();
            var cookies = new Dictionary<string, string> { ["survey"] = pass["survey=".Length..] };
            var good = await SurveyStage.SendAsync(http, HttpMethod.Get, "/s/go", cookies) == HttpStatusCode.OK
                && await SurveyStage.SendAsync(http, HttpMethod.Post, "/s/go", cookies, SurveyStage.Answers(i)) == HttpStatusCode.SeeOther;
            if (good) Interlocked.Increment(ref sent);
            return good;
        }
    }

    // Processor time of the server for one flow, which other work on the same machine changes less than the pace.
    private static async Task<(LoadResult Result, double Cpu)> MeasureAsync(ServerProcess server, int clients, Func<HttpClient, int, Task<bool>> flow)
    {
        var (before, flows) = (server.Cpu(), 0);
        var result = await Load.RunAsync(server.Address, clients, 4, (http, i) =>
        {
            Interlocked.Increment(ref flows);
            return flow(http, i);
        });
        return (result, (server.Cpu() - before).TotalMilliseconds / flows);
    }

    private static async Task ClassAsync(DatabaseProvider provider, HttpClient http, List<Student> students)
    {
        var times = new List<double>[students.Count];
        var start = Stopwatch.GetTimestamp();
        var firstPage = await Task.WhenAll(students.Select((s, i) => Task.Run(async () =>
        {
            await VisitAsync(http, s, i, times[i] = []);
            return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        })));
        var all = times.SelectMany(t => t).Order().ToList();
        Console.WriteLine(FormattableString.Invariant($"{provider,-8} class start, 30 at once: each request p50 {Load.At(all, .5):0} ms, p95 {Load.At(all, .95):0} ms; the last one is through all five after {firstPage.Max():0} ms"));
    }

    private static async Task CityAsync(DatabaseProvider provider, HttpClient http, List<Student> students)
    {
        // At random times, the same in every run.
        var random = new Random(311);
        var arrivals = students.Select(_ => random.NextDouble() * Seconds * Stopwatch.Frequency).Order().ToList();
        var start = Stopwatch.GetTimestamp();
        var visits = new List<Task<List<double>?>>();
        for (var i = 0; i < students.Count; i++)
        {
            var due = start + (long)arrivals[i];
            while (due - Stopwatch.GetTimestamp() is > 0 and var left) await Task.Delay(TimeSpan.FromSeconds(Math.Min(.01, (double)left / Stopwatch.Frequency)));
            var (student, number) = (students[i], i);
            visits.Add(Task.Run(async () =>
            {
                // From when the student came, not from when the generator had time for it.
                var times = new List<double>();
                return await VisitAsync(http, student, number, times, due) ? times : null;
            }));
        }
        var done = await Task.WhenAll(visits);
        var all = done.OfType<List<double>>().SelectMany(t => t).Order().ToList();
        Console.WriteLine(FormattableString.Invariant(
            $"{provider,-8} city start, {City} within {Seconds} s, five requests each: p50 {Load.At(all, .5):0.0} ms, p95 {Load.At(all, .95):0.0} ms, p99.9 {Load.At(all, .999):0} ms (aim: p95 below 300), {done.Count(d => d is null)} ERRORS, all through after {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s"));
    }

    private static async Task<bool> VisitAsync(HttpClient http, Student student, int i, List<double> times, long since = 0)
    {
        var cookies = new Dictionary<string, string>();
        if (since == 0) since = Stopwatch.GetTimestamp();
        return await TimedAsync(HttpMethod.Get, $"/s/{student.ClassCode}", null, HttpStatusCode.OK)
            && await TimedAsync(HttpMethod.Post, "/s", [new("_handler", "survey-join"), new("Input.Class", student.ClassCode), new("Input.Code", student.Code)], HttpStatusCode.Redirect)
            && await TimedAsync(HttpMethod.Get, "/s/go", null, HttpStatusCode.OK)
            && await TimedAsync(HttpMethod.Post, "/s/go", SurveyStage.Answers(i), HttpStatusCode.SeeOther)
            && await TimedAsync(HttpMethod.Get, "/s/done", null, HttpStatusCode.OK);

        async Task<bool> TimedAsync(HttpMethod method, string path, List<KeyValuePair<string, string>>? form, HttpStatusCode wanted)
        {
            bool good;
            try { good = await SurveyStage.SendAsync(http, method, path, cookies, form) == wanted; }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException) { good = false; }
            times.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
            since = Stopwatch.GetTimestamp();
            return good;
        }
    }
}
