using System.Collections.Concurrent;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Participation;
using Engagement.Core.Surveys;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Engagement.Tests.Surveys.Windows;

/// <summary>A class answers one after another, some on screens, some on paper, one late comer, one lost card. Then everything that is kept is searched for ways back to them.</summary>
public class PrivacyTests
{
    private const int People = 12;

    private sealed class Lines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> All { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => All.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }

    /// <summary>Answers hold a word that tells who wrote them, so that tests can tell; person n writes "word-n".</summary>
    private static async Task<(WindowScene Scene, SurveyWindow Window, List<string> Codes)> ClassAsync(TestDb test, Promise promise)
    {
        await using var db = test.Open();
        var scene = await WindowScene.AddAsync(db, People - 1);
        var window = await scene.OpenAsync(db, promise, WindowKind.Post);
        List<string> codes;
        if (promise == Promise.Anonymous)
        {
            (await test.Get<SurveyCodeService>().AddTicketsAsync(TestDb.Coordinator, window.Id, People)).OrThrow();
            codes = await db.SurveyCodes.Select(c => c.Code).ToListAsync();
        }
        else
        {
            scene.Enrollments.Add(WindowScene.AddPerson(db, scene.Cohort.Id, People));
            await db.SaveChangesAsync();
            (await test.Get<SurveyCodeService>().ReplaceAsync(TestDb.Coordinator, scene.Enrollments[4].Id)).OrThrow();
            await Codes.EnsureAsync(db, scene.Cohort.Id);
            codes = [.. Enumerable.Range(0, People).Select(i => scene.CodeOf(db, i))];
        }
        // Everyone was there once, the fifth twice, the sixth never: attendance that would give two of them away.
        db.AddRange(from e in scene.Enrollments.Select((e, i) => (e, i)) where e.i != 5 from s in scene.Cohort.Sessions.Take(e.i == 4 ? 2 : 1) select new Attendance(s.Id, e.e.Id, AttendanceMark.Present, null, MarkSource.Staff, "Test", test.Now()));
        await db.SaveChangesAsync();
        for (var i = 0; i < People; i++)
        {
            test.Clock.Advance(TimeSpan.FromMinutes(1));
            if (i % 3 == 0) (await test.Get<PaperEntryService>().SaveAsync(TestDb.Coordinator, window.Id, Paper(scene, codes[i], i))).Error.ShouldBeNull();
            else await OnScreenAsync(test, scene, window, codes[i], i);
        }
        return (scene, window, codes);
    }

    private static PaperInput Paper(WindowScene scene, string code, int i) => new() { Code = code, VersionId = scene.Version.Id, Typed = new Dictionary<string, string?> { ["word"] = $"word-{i:00}" } };

    private static async Task OnScreenAsync(TestDb test, WindowScene scene, SurveyWindow window, string code, int i)
    {
        await test.Get<GroupCommit>().WriteAsync(Core.Accounts.Actor.Anyone, async db =>
        {
            var id = await db.SurveyCodes.Where(c => c.Code == code).Select(c => c.Id).SingleAsync();
            // One answers in Spanish, alone.
            var response = new SurveyResponse(window.Id, scene.Version.Id, id, i == 7 ? "es" : "en", AnswerSource.Screen, test.Now()) { Answers = AnswerSheet.Write(new Dictionary<string, Answer> { ["word"] = Answer.Of($"word-{i:00}") }), Progress = Progress.Answering };
            db.Add(response);
            await db.SaveChangesAsync();
            var plan = await db.SurveyPlans.AsNoTracking().FirstOrDefaultAsync(p => p.CohortId == window.CohortId);
            // The last one never hands in.
            var handIn = new HandIn(db);
            if (i < People - 1) handIn.Add(response, window, plan);
            await handIn.SaveAsync();
            return true;
        });
    }

    private static async Task CloseAsync(TestDb test, SurveyWindow window)
    {
        (await test.Get<SurveyWindowService>().CloseAsync(TestDb.Coordinator, window.Id)).Error.ShouldBeNull();
        (await test.Get<SurveyUpkeepService>().RunAsync(TestDb.Admin)).OrThrow().ShouldBe((0, 0), "the last answers still arrive");
        test.Clock.Advance(WindowCover.Grace);
        (await test.Get<SurveyUpkeepService>().RunAsync(TestDb.Admin)).OrThrow().ShouldBe((0, 1));
        (await test.Get<SurveyUpkeepService>().RunAsync(TestDb.Admin)).OrThrow().ShouldBe((0, 0));
    }

    [Theory, OnSqlite, OnPostgres]
    public Task Confidential_AfterTheListIsDestroyed_NothingLeadsBack(DatabaseProvider provider) => NothingLeadsBackAsync(provider, Promise.Confidential);

    [Theory, OnSqlite, OnPostgres]
    public Task Anonymous_AfterClosing_NothingLeadsBack(DatabaseProvider provider) => NothingLeadsBackAsync(provider, Promise.Anonymous);

    private static async Task NothingLeadsBackAsync(DatabaseProvider provider, Promise promise)
    {
        var log = new Lines();
        await using var test = await TestDb.CreateAsync(provider, s => s.AddLogging(l => l.SetMinimumLevel(LogLevel.Trace).AddProvider(log)));
        var (scene, window, codes) = await ClassAsync(test, promise);
        var came = (await test.PhysicalOrderAsync("SurveyResponses")).ConvertAll(r => r.Id);
        await CloseAsync(test, window);
        List<(string Code, string Enrollment)> list = [];
        await using (var db = test.Open())
            list = (await db.CodeHolders.ToListAsync()).ConvertAll(h => (h.CodeId.ToString(), h.EnrollmentId.ToString()));
        if (promise == Promise.Confidential)
        {
            list.Count.ShouldBe(People);
            await LateComersCodeLiesLastAsync(test, scene, expected: true);
            test.Clock.Set(new(2026, 5, 31, 12, 0, 0, TimeSpan.Zero));
            (await test.Get<SurveyUpkeepService>().RunAsync(TestDb.Admin)).OrThrow().ShouldBe((1, 0), "on its day");
        }
        var rows = await test.RowsAsync();

        // No row knows both a person and a response or a code.
        var answers = rows.Where(r => r.Table is "SurveyResponses" or "SurveyCodes").ToList();
        answers.Count(r => r.Table == "SurveyResponses").ShouldBe(People);
        var theirs = answers.Select(r => r.Row["Id"]).Concat(codes).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var people = scene.Enrollments.SelectMany(e => (string[])[e.Id.ToString(), e.PersonId.ToString()]).Concat(scene.Enrollments.Select((_, i) => $"Given{i + 1:000}")).ToList();
        foreach (var (table, row) in rows)
        {
            var text = string.Join('|', row.Values);
            var aboutAnswers = theirs.Any(t => text.Contains(t, StringComparison.OrdinalIgnoreCase)) || text.Contains("word-", StringComparison.Ordinal);
            var aboutPeople = people.Exists(p => text.Contains(p, StringComparison.OrdinalIgnoreCase));
            (aboutAnswers && aboutPeople).ShouldBeFalse($"{table}: {text}");
            if (aboutAnswers) table.ShouldBeOneOf("SurveyResponses", "SurveyCodes");
        }
        // Neither times, nor counts of changes, nor rare languages, nor rare attendance.
        foreach (var (table, row) in answers)
        {
            row.Where(v => DateTime.TryParse(v.Value, System.Globalization.CultureInfo.InvariantCulture, out _)).ShouldBeEmpty($"{table} has a time");
            if (table == "SurveyCodes") row["Version"].ShouldBe("1");
        }
        answers.Where(r => r.Table == "SurveyResponses").Select(r => (r.Row["Language"], r.Row["Source"])).Distinct().ShouldBe([("en", "Screen")]);
        if (promise == Promise.Confidential) answers.Where(r => r.Table == "SurveyCodes").Select(r => r.Row["Attended"]).Distinct().ShouldBe(["1"]);
        else answers.Where(r => r.Table == "SurveyResponses").ShouldAllBe(r => r.Row["CodeId"].Length == 0);
        // The rows of enrollments look alike, but for the word that a closing survey was handed in.
        rows.Where(r => r.Table == "Enrollments").Select(r => r.Row["Version"]).Distinct().Count().ShouldBe(1);
        rows.Where(r => r.Table == "AuditEntries" || r.Table == "Audit").ShouldAllBe(r => !r.Row["Kind"].Contains("Response", StringComparison.Ordinal) && !r.Row["Changes"].Contains("SurveyHandedIn", StringComparison.Ordinal));

        // Nor the order in which rows lie, nor the number of the transaction that wrote them.
        var now = await test.PhysicalOrderAsync("SurveyResponses");
        now.Select(r => r.Id).ShouldBe(came, ignoreOrder: true);
        now.Select(r => r.Id).ShouldNotBe(came);
        now.Select(r => r.Mark).Distinct().Count().ShouldBe(1);
        if (promise == Promise.Confidential)
        {
            await LateComersCodeLiesLastAsync(test, scene, expected: null);
            if (provider == DatabaseProvider.Sqlite) NoTraceOf(list, test.ConnectionString);
        }
        // Nor the log, at any level.
        foreach (var line in log.All)
            (codes.Exists(c => line.Contains(c, StringComparison.Ordinal)) || line.Contains("word-", StringComparison.Ordinal) || line.Contains("Given0", StringComparison.Ordinal)).ShouldBeFalse(line);
        log.All.ShouldNotBeEmpty();
    }

    // Before, the late comer's code is the last row; afterwards it may be anywhere, and all codes have one mark.
    private static async Task LateComersCodeLiesLastAsync(TestDb test, WindowScene scene, bool? expected)
    {
        var order = await test.PhysicalOrderAsync("SurveyCodes");
        await using var db = test.Open();
        var late = scene.Enrollments[^1].Id;
        if (expected == true && test.ConnectionString.Contains("Data Source", StringComparison.Ordinal)) order[^1].Id.ShouldBe(await db.CodeHolders.Where(h => h.EnrollmentId == late).Select(h => h.CodeId).SingleAsync(), "the order would tell");
        if (expected is null) order.Select(o => o.Mark).Distinct().Count().ShouldBe(1);
    }

    // A line of the list is a code's id and an enrollment's, one behind the other: not even in what the file has left over.
    private static void NoTraceOf(List<(string Code, string Enrollment)> list, string connection)
    {
        var file = connection["Data Source=".Length..];
        foreach (var path in (string[])[file, file + "-wal"])
        {
            if (!File.Exists(path)) continue;
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            var text = System.Text.Encoding.Latin1.GetString(bytes);
            foreach (var (code, enrollment) in list) text.Contains(code.ToUpperInvariant() + enrollment.ToUpperInvariant(), StringComparison.Ordinal).ShouldBeFalse(path);
        }
    }

    [Theory, OnSqlite]
    public async Task Identified_Class_IsFoundByTheSameSearch(DatabaseProvider provider)
    {
        // The search above must be able to fail: here times and languages stay, and nothing is put in another order.
        await using var test = await TestDb.CreateAsync(provider);
        var (scene, window, _) = await ClassAsync(test, Promise.Identified);
        var came = await test.PhysicalOrderAsync("SurveyResponses");
        (await test.Get<SurveyWindowService>().CloseAsync(TestDb.Coordinator, window.Id)).Error.ShouldBeNull();
        test.Clock.Advance(WindowCover.Grace * 2);
        (await test.Get<SurveyUpkeepService>().RunAsync(TestDb.Admin)).OrThrow().ShouldBe((0, 0));
        (await test.PhysicalOrderAsync("SurveyResponses")).ShouldBe(came);
        var rows = await test.RowsAsync();
        rows.Where(r => r.Table == "SurveyResponses").ShouldAllBe(r => r.Row["TouchedAt"].Length > 0);
        rows.Count(r => r.Table == "CodeHolders").ShouldBe(People);
        (await test.Get<SurveyPlanService>().DestroyListAsync(TestDb.Coordinator, scene.Cohort.Id)).Error.ShouldBeOfType<ListIsKept>();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task HandedInAfterCovering_IsCoveredAgain(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (scene, window, codes) = await ClassAsync(test, Promise.Confidential);
        await CloseAsync(test, window);
        var sheet = Paper(scene, codes[^1], People - 1);
        sheet.Replace = true;
        (await test.Get<PaperEntryService>().SaveAsync(TestDb.Coordinator, window.Id, sheet)).Error.ShouldBeNull();
        (await test.Get<SurveyUpkeepService>().RunAsync(TestDb.Admin)).OrThrow().ShouldBe((0, 1));
        (await test.PhysicalOrderAsync("SurveyResponses")).Select(r => r.Mark).Distinct().Count().ShouldBe(1);
        // Opened again and closed again: again.
        (await test.Get<SurveyWindowService>().OpenAsync(TestDb.Coordinator, window.Id)).Error.ShouldBeNull();
        await CloseAsync(test, window);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Live_ShowsWhatThePromiseAllows(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (scene, window, codes) = await ClassAsync(test, Promise.Confidential);
        var live = test.Get<SurveyLiveService>();
        var view = (await live.GetAsync(TestDb.Coordinator, window.Id)).OrThrow();
        (view.Of(LiveState.Done), view.Of(LiveState.Answering), view.All).ShouldBe((People - 1, 1, People));
        view.Rows.Select(r => r.Label).ShouldBe(codes.Order(StringComparer.Ordinal).Select(CheckedCode.Print), "by code, in the order of codes");
        test.Clock.Advance(TimeSpan.FromMinutes(3.1));
        view = (await live.GetAsync(TestDb.Coordinator, window.Id)).OrThrow();
        (view.Of(LiveState.Stuck), view.Of(LiveState.Answering)).ShouldBe((1, 0));
        System.Text.Json.JsonSerializer.Serialize(view).ShouldNotContain("word-");
        System.Text.Json.JsonSerializer.Serialize(view).ShouldNotContain("Given");
        (await live.GetAsync(TestDb.Leader, window.Id)).Error.ShouldBeOfType<Forbidden>();

        await using var db = test.Open();
        await db.SurveyPlans.ExecuteUpdateAsync(s => s.SetProperty(p => p.Promise, Promise.Identified));
        view = (await live.GetAsync(TestDb.Coordinator, window.Id)).OrThrow();
        view.Rows.Select(r => r.Label).ShouldBe(scene.Enrollments.Select((_, i) => $"Given{i + 1:000} Family{i + 1:000}"));
        view.Rows[^1].State.ShouldBe(LiveState.Stuck);
        var anonymous = await scene.OpenAsync(db, Promise.Anonymous, WindowKind.Feedback);
        view = (await live.GetAsync(TestDb.Coordinator, anonymous.Id)).OrThrow();
        (view.Rows.Count, view.All).ShouldBe((0, 0));
    }
}
