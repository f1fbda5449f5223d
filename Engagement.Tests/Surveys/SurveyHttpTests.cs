using System.IO.Compression;
using System.Net;
using Engagement.Core.Data;
using Engagement.Core.Surveys;
using Engagement.Tests.Infrastructure;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Engagement.Tests.Surveys;

public class SurveyHttpTests(SurveyHttpTests.RunningApp running) : IClassFixture<SurveyHttpTests.RunningApp>
{
    private WebApp App => running.App;

    [Fact]
    public async Task Visit_FromCodeToThanks_RedirectsAndLeavesNothing()
    {
        var all = await ClassAsync(SampleSurveys.EveryKind);
        using var visitor = new SurveyVisitor(App, "es-MX,es;q=0.9");
        (await visitor.PageAsync($"/s/{all.Codes[0].Code}")).ShouldContain("Empezar");
        using (var joined = await visitor.PostJoinAsync(null, all.Codes[0].Code))
        {
            SurveyVisitor.To(joined).ShouldBe("/s/go");
            var pass = joined.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("survey=", StringComparison.Ordinal)).ToLowerInvariant();
            foreach (var part in (string[])["httponly", "samesite=strict", "path=/s"]) pass.ShouldContain(part);
            pass.ShouldNotContain("expires");
        }
        using (var first = await visitor.Http.GetAsync("/s/go"))
        {
            first.Headers.CacheControl!.NoStore.ShouldBeTrue();
            (await first.Content.ReadAsStringAsync()).ShouldContain("<html lang=\"es\" dir=\"ltr\">");
        }
        (await visitor.GoAsync(("turn", "next"), ("page", "0"), ("q.knows", "yes"))).ShouldBe("/s/go?p=2");
        (await visitor.GoAsync(("turn", "in:ar"), ("page", "1"), ("q.word", "Girard"))).ShouldBe("/s/go?p=2");
        var arabic = await visitor.PageAsync("/s/go?p=2");
        arabic.ShouldContain("<html lang=\"ar\" dir=\"rtl\">");
        arabic.ShouldContain("value=\"Girard\"");
        arabic.ShouldContain("<input type=\"hidden\" name=\"had\" value=\"word\"");
        (await visitor.GoAsync(("turn", "back"), ("page", "1"))).ShouldBe("/s/go?p=1");
        (await visitor.GoAsync(("turn", "next"), ("page", "1"), ("q.word", "Girard"))).ShouldBe("/s/done");
        using (var done = await visitor.Http.GetAsync("/s/done"))
        {
            done.Headers.CacheControl!.NoStore.ShouldBeTrue();
            done.Headers.Contains("Clear-Site-Data").ShouldBeFalse("a device of one's own keeps what other pages have there");
            (await done.Content.ReadAsStringAsync()).ShouldContain("<html lang=\"ar\"");
        }
        visitor.Cookies.ShouldBeEmpty();
        SurveyVisitor.To(await visitor.Http.GetAsync("/s/go")).ShouldBe("/s");
        (await visitor.GoAsync(("turn", "next"), ("q.word", "later"))).ShouldBe("/s");
        (await visitor.JoinAsync(null, all.Codes[0].Code)).ShouldBe("/s/done");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Weight_FifteenQuestions_AtMost30KilobytesAndNoCircuit(bool answered)
    {
        var all = await ClassAsync(SampleSurveys.Fifteen);
        using var visitor = new SurveyVisitor(App);
        await visitor.JoinAsync(null, all.Codes[0].Code);
        if (answered) await visitor.SendAsync([("turn", "keep"), ("q.why", new string('w', 200)), ("q.hope", new string('h', 2000)), .. Enumerable.Range(0, 6).Select(i => ($"q.knows-{i}", "dk"))]);
        var html = await visitor.PageAsync("/s/go");
        html.ShouldNotContain("blazor", Case.Insensitive);
        html.Split("<fieldset").Length.ShouldBe(14);
        var files = html.Split("href=\"/").Skip(1).Concat(html.Split("src=\"/").Skip(1)).Select(p => "/" + p.Split('"')[0]).ToList();
        files.Count.ShouldBe(3, "stylesheet, icon, script");
        var bytes = 0;
        foreach (var file in files.Append("/s/go"))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, file) { Headers = { { "Accept-Encoding", "gzip" } } };
            using var answer = await visitor.Http.SendAsync(request);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            var body = await answer.Content.ReadAsByteArrayAsync();
            bytes += body.Length;
            if (file != "/s/go") continue;
            using var zip = new StreamReader(new GZipStream(new MemoryStream(body), CompressionMode.Decompress));
            (await zip.ReadToEndAsync()).ShouldBe(html);
        }
        // Stylesheet and script are not compressed here, as they are when published: the page is lighter than this.
        bytes.ShouldBeLessThan(23 * 1024);
        html.Length.ShouldBeLessThan(30 * 1024, "also without compression");
    }

    [Fact]
    public async Task Text_HostileOrHuge_IsJustTextOrPolitelyRefused()
    {
        var all = await ClassAsync(SampleSurveys.EveryKind);
        using var visitor = new SurveyVisitor(App);
        await visitor.JoinAsync(null, all.Codes[0].Code);
        await visitor.GoAsync(("turn", "next"), ("page", "0"), ("q.knows", "no"));
        const string hostile = "\"><script>alert('1')</script>{{7*7}}'; DROP TABLE x; -- \u202E\u0007\U0001F600";
        using (var wrong = await visitor.SendAsync(("turn", "next"), ("page", "1"), ("q.word", hostile), ("q.hope", hostile), ("q.years", hostile)))
        {
            wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await wrong.Content.ReadAsStringAsync()).ShouldNotContain("<script>alert");
        }
        using (var big = await visitor.SendAsync(("turn", "next"), ("page", "1"), ("q.hope", new string('x', 1024 * 1024))))
        {
            big.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            var html = await big.Content.ReadAsStringAsync();
            html.ShouldContain("This answer has 1048576 characters, and there is room for 2000.");
            html.ShouldContain(new string('x', 5000));
            html.Length.ShouldBeLessThan(40_000);
        }
        using (var bigger = await visitor.SendAsync(("turn", "next"), ("q.hope", new string('x', 3 * 1024 * 1024)))) bigger.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        using (var many = await visitor.SendAsync([.. Enumerable.Range(0, 3000).Select(i => ($"f{i}", "x"))]))
        {
            many.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
            (await many.Content.ReadAsStringAsync()).ShouldContain("too much text");
        }
        using (var hidden = await visitor.SendAsync(("turn", "next"), ("q.hope", "\u0000"))) hidden.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await visitor.GoAsync(("turn", "sideways"), ("page", "-7"), ("had", ",,x"), ("q.", "x"), ("q.knows", "no"))).ShouldBe("/s/go?p=2");
        await using var db = Open();
        var kept = AnswerSheet.Read((await all.ResponseAsync(db, 0))!.Answers);
        kept["word"].Value.ShouldBe("\"><script>alert('1')</script>{{7*7}}'; DROP TABLE x; -- \U0001F600", "what would turn round the text after it is taken out, as everywhere");
        kept["hope"].Value.ShouldBe(kept["word"].Value);
        kept.Keys.ShouldBe(["knows", "word", "hope"]);
    }

    [Fact]
    public async Task Consent_NotGiven_SamePagesAsEverybodyElse()
    {
        var all = await ClassAsync(SampleSurveys.Fifteen, consentNeeded: true);
        await using (var db = Open()) await all.ConsentAsync(db, 0, DateTime.UtcNow);
        using var asked = new SurveyVisitor(App);
        (await asked.JoinAsync(all.Window.ClassCode, all.Codes[0].Code)).ShouldBe("/s/go");
        (await asked.GoAsync(("turn", "next"), ("page", "0"))).ShouldBe("/s/done");
        var theirs = await asked.PageAsync("/s/done");
        using var spared = new SurveyVisitor(App);
        (await spared.JoinAsync(all.Window.ClassCode, all.Codes[1].Code)).ShouldBe("/s/done");
        (await spared.PageAsync("/s/done")).ShouldBe(theirs);
        spared.Cookies.Keys.ShouldBe(asked.Cookies.Keys);
        await using var look = Open();
        (await look.SurveyResponses.CountAsync(r => r.WindowId == all.Window.Id)).ShouldBe(1);
    }

    [Fact]
    public async Task Kiosk_AfterThanks_CleanAndBackAtTheClass()
    {
        var all = await ClassAsync(SampleSurveys.Fifteen);
        using var visitor = new SurveyVisitor(App);
        (await visitor.PageAsync($"/s/{all.Window.ClassCode}?kiosk")).ShouldContain("Code on your card");
        visitor.Cookies.Keys.ShouldBe(["survey-kiosk"]);
        // A card's code in an address would stay in the computer's history.
        foreach (var path in (string[])["/s", $"/s/{all.Codes[0].Code}"]) SurveyVisitor.To(await visitor.Http.GetAsync(path)).ShouldBe($"/s/{all.Window.ClassCode}");
        (await visitor.JoinAsync(all.Window.ClassCode, all.Codes[0].Code)).ShouldBe("/s/go");
        (await visitor.PageAsync("/s/go")).ShouldContain("Stop for now");
        (await visitor.GoAsync(("turn", "leave"), ("page", "0"), ("q.why", "Later"))).ShouldBe($"/s/{all.Window.ClassCode}");
        visitor.Cookies.Keys.ShouldBe(["survey-kiosk"]);
        (await visitor.JoinAsync(all.Window.ClassCode, all.Codes[0].Code)).ShouldBe("/s/go");
        (await visitor.PageAsync("/s/go")).ShouldContain("value=\"Later\"");
        (await visitor.GoAsync(("turn", "next"), ("page", "0"))).ShouldBe("/s/done");
        using var done = await visitor.Http.GetAsync("/s/done");
        done.Headers.GetValues("Clear-Site-Data").ShouldBe(["\"cache\", \"storage\""]);
        (await done.Content.ReadAsStringAsync()).ShouldContain($"href=\"/s/{all.Window.ClassCode}\"");
        visitor.Cookies.Keys.ShouldBe(["survey-kiosk"]);
        SurveyVisitor.To(await visitor.Http.GetAsync("/s/go")).ShouldBe($"/s/{all.Window.ClassCode}");
        await visitor.PageAsync($"/s/{all.Window.ClassCode}?kiosk=off");
        visitor.Cookies.ShouldBeEmpty();
    }

    [Fact]
    public async Task Script_GetsAddressesInsteadOfRedirects()
    {
        var all = await ClassAsync(SampleSurveys.EveryKind);
        using var visitor = new SurveyVisitor(App);
        visitor.Http.DefaultRequestHeaders.Add("X-Survey", "1");
        await visitor.JoinAsync(null, all.Codes[0].Code);
        (await SendAsync(("turn", "keep"), ("had", "knows"), ("q.knows", "yes"))).ShouldBe((204, ""));
        (await SendAsync(("turn", "keep"), ("q.years", "x"))).ShouldBe((202, ""));
        (await SendAsync(("turn", "next"), ("page", "0"), ("q.knows", "yes"))).ShouldBe((200, "/s/go?p=2"));
        (await SendAsync(("turn", "next"), ("page", "1"), ("q.years", "x"))).ShouldBe((422, ""));
        (await SendAsync(("turn", "next"), ("page", "1"))).ShouldBe((200, "/s/done"));
        (await SendAsync(("turn", "keep"), ("q.knows", "no"))).ShouldBe((200, "/s"));

        async Task<(int, string)> SendAsync(params (string, string)[] fields)
        {
            using var answer = await visitor.SendAsync(fields);
            return ((int)answer.StatusCode, answer.Headers.TryGetValues("X-Survey", out var to) ? to.Single() : "");
        }
    }

    [Fact]
    public async Task Window_ClosedMeanwhileOrAhead_SaysWhen()
    {
        var all = await ClassAsync(SampleSurveys.Fifteen, change: c => c.Window.OpensAt = new(2099, 9, 3, 19, 30, 0, DateTimeKind.Utc));
        using var visitor = new SurveyVisitor(App);
        (await visitor.JoinAsync(all.Window.ClassCode, all.Codes[0].Code)).ShouldContain("opens on Thursday, September 3, 2099 3:30");
        await using var db = Open();
        await db.SurveyWindows.Where(w => w.Id == all.Window.Id).ExecuteUpdateAsync(s => s.SetProperty(w => w.OpensAt, DateTime.UtcNow.AddHours(-3)));
        (await visitor.JoinAsync(all.Window.ClassCode, all.Codes[0].Code)).ShouldBe("/s/go");
        await db.SurveyWindows.Where(w => w.Id == all.Window.Id).ExecuteUpdateAsync(s => s.SetProperty(w => w.ClosesAt, new DateTime(2020, 9, 3, 19, 30, 0)));
        (await visitor.PageAsync("/s/go")).ShouldContain("closed on Thursday, September 3, 2020 3:30");
        using var late = await visitor.SendAsync(("turn", "next"), ("page", "0"));
        (await late.Content.ReadAsStringAsync()).ShouldContain("What you had saved before is kept.");
    }

    [Fact]
    public async Task Send_DatabaseLocked_WaitsAndIsKept()
    {
        var all = await ClassAsync(SampleSurveys.Fifteen);
        using var visitor = new SurveyVisitor(App);
        await visitor.JoinAsync(null, all.Codes[0].Code);
        await using var db = Open();
        await using var other = new SqliteConnection(db.Database.GetConnectionString());
        await other.OpenAsync();
        await using (var hold = other.BeginTransaction())
        {
            var sending = visitor.GoAsync(("turn", "next"), ("page", "0"), ("q.why", "patience"));
            await visitor.PageAsync("/s/go");
            sending.IsCompleted.ShouldBeFalse();
            await hold.CommitAsync();
            (await sending).ShouldBe("/s/done");
        }
        (await all.ResponseAsync(db, 0))!.Answers.ShouldBe("""{"why":"patience"}""");
    }

    private EngagementDb Open() => App.Services.GetRequiredService<IDbContextFactory<EngagementDb>>().CreateDbContext();

    private async Task<SurveyClass> ClassAsync(SurveyContent content, bool consentNeeded = false, Action<SurveyClass>? change = null)
    {
        await using var db = Open();
        return await SurveyClass.AddAsync(db, DateTime.UtcNow, content, consentNeeded: consentNeeded, change: change);
    }

    public sealed class RunningApp : IAsyncLifetime
    {
        public WebApp App { get; private set; } = default!;

        public async Task InitializeAsync() => App = await WebApp.StartAsync();

        public async Task DisposeAsync() => await App.DisposeAsync();
    }
}
