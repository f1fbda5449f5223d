using System.Globalization;
using System.Text.RegularExpressions;
using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Jobs;
using Engagement.Core.Mail;
using Engagement.Core.Office;
using Engagement.Core.Participation;
using Engagement.Core.People;
using Engagement.Core.Programs;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace Engagement.Tests.Mail.Story;

/// <summary>
/// An Academy on eight Tuesday evenings from March 3, 2026, driven through the services that staff and the public use. Time passes in steps, in which every job of
/// the office runs as it does by the clock; what they send arrives at a real SMTP server.
/// </summary>
internal sealed class AcademyStory(TestDb test, SmtpPeer peer, string folder) : IAsyncDisposable
{
    public const string Office = "office@example.org";
    private readonly Dictionary<string, Guid> enrollments = [];

    public TestDb Test => test;

    public Cohort Cohort { get; private set; } = default!;

    public static async Task<AcademyStory> StartAsync(DatabaseProvider provider)
    {
        var folder = Directory.CreateTempSubdirectory("engagement-story").FullName;
        var peer = await SmtpPeer.StartAsync(keep: folder);
        var test = await TestDb.CreateAsync(provider, s => s
            .AddSingleton(new MailSettings { Host = "127.0.0.1", Port = peer.Port, StartTls = false, From = Office })
            .AddSingleton(new LinkSettings { PublicAddress = "https://programs.example.org" }));
        var story = new AcademyStory(test, peer, folder);
        test.Clock.Set(At("02-16 10:00"));
        var program = new Program("Academy", "academy") { Grants = Grants.CertificateAndLiaisonAccount, Rule = new CompletionRule { LeastSessions = 6 } };
        var site = new Site("City Hall") { Address = "1400 John F. Kennedy Boulevard" };
        story.Cohort = new Cohort(program.Id, "Academy, spring 2026")
        {
            SiteId = site.Id,
            Capacity = 5,
            Waitlist = WaitlistRule.Offer,
            StartDate = new(2026, 3, 3),
            EnrollmentOpens = new(2026, 2, 1),
            EnrollmentCloses = new(2026, 3, 1),
        };
        for (var week = 0; week < 8; week++) story.Cohort.AddSession(new DateOnly(2026, 3, 3).AddDays(7 * week));
        await test.AddAsync(program, site, story.Cohort);
        (await test.Get<CohortService>().PublishAsync(TestDb.Coordinator, story.Cohort.Id, story.Cohort.Version)).Ok.ShouldBeTrue();
        return story;
    }

    /// <summary>"03-03 18:00" on the clocks of Philadelphia in 2026.</summary>
    public static DateTimeOffset At(string wall) =>
        new(LocalTime.ToUtc(DateOnly.ParseExact($"2026-{wall[..5]}", "yyyy-MM-dd", CultureInfo.InvariantCulture), TimeOnly.ParseExact(wall[6..], "HH:mm", CultureInfo.InvariantCulture), "America/New_York"), TimeSpan.Zero);

    /// <summary>Lets the time pass; every job runs whenever it is due: at 21 o'clock, on Tuesdays and Thursdays also at 9 and 15, and at the end.</summary>
    public async Task UntilAsync(string wall)
    {
        var end = At(wall);
        var jobs = OfficeJob.All(test.Get<MailSettings>());
        for (var now = test.Clock.GetUtcNow(); now < end;)
        {
            now = Steps(now).Append(end).First(t => t > now && t <= end);
            test.Clock.Set(now);
            // Sending comes first in the list; what the others queue goes out with the second look, as it would seconds later.
            foreach (var job in jobs.Append(jobs[0])) await test.Get<JobService>().RunIfDueAsync(Actor.System, job.Name);
        }
    }

    public async Task ApplyAsync(string name, string address, string language = "en")
    {
        var reference = (await test.Get<ApplyService>().ApplyAsync(Cohort.Id, new ApplyInput { GivenName = name, FamilyName = "Byron", Email = address }, language)).OrThrow();
        await using var db = test.Open();
        enrollments[name] = await db.Enrollments.Where(e => e.Reference == reference).Select(e => e.Id).SingleAsync();
    }

    /// <summary>Two children of one household, put into the cohort by staff; mail goes to both parents.</summary>
    public async Task EnrollSiblingsAsync(params string[] names)
    {
        var children = names.Select(n =>
        {
            var child = new Person(n, "Ruiz") { Age = AgeBand.From14To15 };
            child.AddGuardian("Eva Ruiz", "mother", "mother@example.org", null);
            child.AddGuardian("Sam Ruiz", "father", "father@example.org", null);
            return child;
        }).ToList();
        await test.AddAsync([.. children]);
        (await test.Get<EnrollmentService>().EnrollManyAsync(TestDb.Coordinator, Cohort.Id, [.. children.Select(c => c.Id)])).OrThrow().Enrolled.ShouldBe(names.Length);
    }

    public async Task DecideAsync(Decision decision, params string[] names) =>
        (await test.Get<EnrollmentService>().DecideAsync(TestDb.Coordinator, Cohort.Id, [.. names.Select(n => enrollments[n])], decision, decision == Decision.Withdraw ? "moved away" : null)).OrThrow().Done.ShouldBe(names.Length);

    public Guid Enrollment(string name) => enrollments[name];

    /// <summary>The session on a day, as it is now.</summary>
    public async Task<Session> SessionAsync(string day)
    {
        await using var db = test.Open();
        var date = DateOnly.ParseExact($"2026-{day}", "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return await db.Sessions.AsNoTracking().SingleAsync(s => s.Date == date);
    }

    /// <summary>Who is named was absent, everybody else present.</summary>
    public async Task MarkAsync(string day, params string[] absent)
    {
        var session = await SessionAsync(day);
        foreach (var name in absent) (await test.Get<AttendanceService>().MarkAsync(TestDb.Coordinator, session.Id, enrollments[name], new MarkInput(AttendanceMark.Absent, Seen: 99))).Ok.ShouldBeTrue();
        (await test.Get<AttendanceService>().MarkRestPresentAsync(TestDb.Coordinator, session.Id)).Ok.ShouldBeTrue();
    }

    public async Task TellAsync() => (await test.Get<TellService>().TellAsync(TestDb.Coordinator, Cohort.Id)).OrThrow().ShouldBeGreaterThan(0);

    /// <summary>What the server has taken over, in order, with the kind that the outbox knows for it.</summary>
    public async Task<List<(MailKind Kind, string To, MimeMessage Mail)>> ArrivedAsync()
    {
        await using var db = test.Open();
        var kinds = await db.Outbox.ToDictionaryAsync(m => m.Id, m => m.Kind);
        await peer.UntilAsync("mail", await db.Outbox.CountAsync(m => m.State == MailState.Sent));
        return [.. peer.Mails.Select(m => (kinds[Guid.ParseExact(((string)m["id"]!)[1..33], "n")], (string)m["to"]![0]!, MimeMessage.Load(Path.Combine(folder, $"{m["number"]}.eml"))))];
    }

    /// <summary>The secret of the newest link in a mail to somebody.</summary>
    public async Task<string> TokenAsync(string to, string path) => (await ArrivedAsync()).Where(m => m.To == to)
        .Select(m => Regex.Match(m.Mail.TextBody!, $"/{path}/([A-Za-z0-9_-]+)", RegexOptions.None, TimeSpan.FromSeconds(1))).Last(m => m.Success).Groups[1].Value;

    public async ValueTask DisposeAsync()
    {
        await test.DisposeAsync();
        await peer.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static IEnumerable<DateTimeOffset> Steps(DateTimeOffset from)
    {
        var today = DateOnly.FromDateTime(LocalTime.FromUtc(from.UtcDateTime, "America/New_York"));
        return from day in new[] { today, today.AddDays(1) }
               from hour in day.DayOfWeek is DayOfWeek.Tuesday or DayOfWeek.Thursday ? new[] { 9, 15, 21 } : [21]
               select new DateTimeOffset(LocalTime.ToUtc(day, new TimeOnly(hour, 0), "America/New_York"), TimeSpan.Zero);
    }
}
