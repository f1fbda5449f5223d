using Engagement.Core.Announcements;
using Engagement.Core.Data;
using Engagement.Core.Graduation;
using Engagement.Core.Mail;
using Engagement.Core.Participation;
using Engagement.Core.Programs;
using Engagement.Core.Surveys;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.Surveys.Windows;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.Mail.Story;

public class AcademyStoryTests
{
    private static readonly string[] Households = ["ana@example.org", "bob@example.org", "father@example.org", "luis@example.org", "mother@example.org"];

    [SmtpTheory, OnSqlite, OnPostgres]
    public async Task Academy_FromApplicationToCertificateWithASnowDay_EveryMailOnceAndCalendarsFollow(DatabaseProvider provider)
    {
        await using var story = await AcademyStory.StartAsync(provider);
        await ApplicationsAsync(story);
        await SpringAsync(story);
        await EndAsync(story);

        var arrived = await story.ArrivedAsync();
        arrived.Select(m => m.Mail.MessageId).ShouldBeUnique();
        var came = arrived.GroupBy(m => (m.Kind, m.To)).Select(g => $"{g.Key.Kind} {g.Key.To} {g.Count()}").ToList();
        came.Except(Expected()).ShouldBeEmpty("came, or came so often, and should not");
        Expected().Except(came).ShouldBeEmpty("should have come");
        await using var db = story.Test.Open();
        // Nothing is left over but the reminders that waited while it snowed.
        (await db.Outbox.Where(m => m.State != MailState.Sent).Select(m => new { m.Kind, m.State, m.Answer }).ToListAsync())
            .Select(m => $"{m.Kind} {m.State}: {m.Answer}").ShouldBe(Enumerable.Repeat("Reminder Cancelled: The session is cancelled.", Households.Length));
        var snow = await story.SessionAsync("03-17");
        (await db.Outbox.Where(m => m.Kind == MailKind.Reminder && m.About == snow.Id).Select(m => m.SentAt).ToListAsync()).ShouldAllBe(t => t == null || t < snow.CancelledAt);
        (await db.Outbox.AnyAsync(m => m.Kind == MailKind.Reminder && m.SentAt >= db.Sessions.Where(s => s.Id == m.About).Select(s => s.StartsUtc).First())).ShouldBeFalse("a reminder came after the start");

        await CalendarsAsync(story, arrived);
        arrived.Where(m => m.To is "mother@example.org" or "father@example.org").ShouldAllBe(m => !m.Mail.Subject!.Contains("Mia") && !m.Mail.Subject!.Contains("Leo"));
        arrived.Single(m => m is { Kind: MailKind.Enrolled, To: "mother@example.org" }).Mail.TextBody!.ShouldContain("Leo and Mia");
        arrived.Single(m => m is { Kind: MailKind.Enrolled, To: "luis@example.org" }).Mail.Subject.ShouldBe("Academy: hay un lugar");
        arrived.Single(m => m is { Kind: MailKind.SessionCancelled, To: "ana@example.org" }).Mail.TextBody!.ShouldContain("Cancelled: Academy, Tuesday, March 17, 2026, 6:00 PM – 7:00 PM");
        arrived.Single(m => m is { Kind: MailKind.SessionMoved, To: "ana@example.org" }).Mail.TextBody!.ShouldContain("now Thursday, April 2, 2026, 5:30 PM – 6:30 PM, City Hall, 1400 John F. Kennedy Boulevard (before: Tuesday, March 31");
    }

    private static async Task ApplicationsAsync(AcademyStory story)
    {
        await story.EnrollSiblingsAsync("Mia", "Leo");
        await story.ApplyAsync("Ana", "ana@example.org");
        await story.ApplyAsync("Luis", "luis@example.org", "es");
        await story.ApplyAsync("Dee", "dee@example.org");
        await story.UntilAsync("02-17 10:00");
        await story.DecideAsync(Decision.Admit, "Ana", "Luis", "Dee");
        // All seats are taken now.
        await story.ApplyAsync("Bob", "bob@example.org");
        await story.ApplyAsync("Cat", "cat@example.org");
        await story.UntilAsync("02-18 10:00");
        await story.DecideAsync(Decision.Withdraw, "Dee");
        await story.UntilAsync("02-19 10:00");
        (await story.Test.Get<OfferService>().AnswerAsync(await story.TokenAsync("bob@example.org", "offer"), accept: true)).OrThrow().ShouldBe(OfferAnswer.Accepted);
        await PresentAsync(story, "03-17", "Pat Okafor", "pat@example.org");
        await PresentAsync(story, "03-31", "Quinn Adeyemi", "quinn@example.org");
    }

    private static async Task SpringAsync(AcademyStory story)
    {
        await story.UntilAsync("03-03 21:00");
        await story.MarkAsync("03-03", "Luis");
        await story.UntilAsync("03-10 21:00");
        await story.MarkAsync("03-10", "Luis");
        (await story.Test.Get<PresenterRequestService>().AnswerAsync(await story.TokenAsync("pat@example.org", "present"), PresenterAnswer.Yes, null)).OrThrow().ShouldBe(PresenterAnswer.Yes);

        // It snows on the day of the third session. Two days before everybody was reminded; the second reminders have been queued a moment ago and wait.
        await story.UntilAsync("03-17 14:59");
        story.Test.Clock.Set(AcademyStory.At("03-17 15:00"));
        (await story.Test.Get<ReminderService>().RunAsync(TestDb.Admin)).OrThrow().ShouldBe(6, "Mia and Leo are two people");
        var snow = (await story.Test.Get<SnowDayService>().InputAsync(TestDb.Coordinator, (await story.SessionAsync("03-17")).Id)).OrThrow() with { Action = SnowDayAction.Cancel, ShiftLater = false, Reason = "snow" };
        (await story.Test.Get<SnowDayService>().ApplyAsync(TestDb.Coordinator, snow, (await story.Test.Get<SnowDayService>().PreviewAsync(TestDb.Coordinator, snow)).OrThrow())).Ok.ShouldBeTrue();
        await story.TellAsync();
        await story.UntilAsync("03-17 15:10");
        await story.UntilAsync("03-24 21:00");
        await story.MarkAsync("03-24", "Luis");

        // The fifth session moves to a Thursday, then gets materials.
        var fifth = await story.SessionAsync("03-31");
        (await story.Test.Get<SessionService>().ReScheduleAsync(TestDb.Coordinator, fifth.Id, fifth.Version, new(2026, 4, 2), new(17, 30))).Ok.ShouldBeTrue();
        await story.TellAsync();
        await story.UntilAsync("03-26 10:00");
        var input = (await story.Test.Get<SessionService>().InputAsync(TestDb.Coordinator, fifth.Id)).OrThrow();
        input.Materials = [new Material { Title = "Slides", Link = "https://example.org/slides" }];
        (await story.Test.Get<SessionService>().EditAsync(TestDb.Coordinator, fifth.Id, input)).Ok.ShouldBeTrue();
        await story.TellAsync();
        (await story.Test.Get<PresenterRequestService>().AnswerAsync(await story.TokenAsync("quinn@example.org", "present"), PresenterAnswer.Yes, null)).OrThrow().ShouldBe(PresenterAnswer.Yes);
        await story.UntilAsync("04-02 21:00");
        await story.MarkAsync("04-02");
    }

    private static async Task EndAsync(AcademyStory story)
    {
        await story.UntilAsync("04-07 21:00");
        await story.MarkAsync("04-07");
        var announcements = story.Test.Get<AnnouncementService>();
        var id = (await announcements.SaveAsync(TestDb.Coordinator, null, new AnnouncementInput { Audience = Audience.Cohort, CohortId = story.Cohort.Id, Subject = "The last evening", Markdown = "Bring **a friend**." })).OrThrow();
        (await announcements.SendAsync(TestDb.Coordinator, id, (await announcements.GetAsync(TestDb.Coordinator, id)).OrThrow().Input.Version)).OrThrow().ShouldBe(5);

        // The closing survey belongs to the last session; Ana hands it in there.
        await using (var db = story.Test.Open())
        {
            var survey = WindowScene.Ask("Closing survey", WindowScene.Sample);
            db.Add(survey);
            await db.SaveChangesAsync();
            (await story.Test.Get<SurveyPlanService>().SaveAsync(TestDb.Coordinator, story.Cohort.Id, new PlanInput { Promise = Promise.Identified })).Ok.ShouldBeTrue();
            (await story.Test.Get<SurveyWindowService>().AddAsync(TestDb.Coordinator, story.Cohort.Id, new WindowInput { SurveyId = survey.Id, Kind = WindowKind.Post, SessionId = (await story.SessionAsync("04-21")).Id, Timing = WindowTiming.WithSession })).Ok.ShouldBeTrue();
        }
        await story.UntilAsync("04-14 21:00");
        await story.MarkAsync("04-14");
        await story.UntilAsync("04-21 18:45");
        await using (var db = story.Test.Open())
            await db.Enrollments.Where(e => e.Id == story.Enrollment("Ana")).ExecuteUpdateAsync(s => s.SetProperty(e => e.SurveyHandedIn, true));
        await story.UntilAsync("04-21 21:00");
        await story.MarkAsync("04-21");
        await story.UntilAsync("04-22 12:00");
        var graduation = story.Test.Get<GraduationService>();
        (await graduation.GraduateAsync(TestDb.Coordinator, story.Cohort.Id, (await graduation.RehearseAsync(TestDb.Coordinator, story.Cohort.Id)).OrThrow().Fingerprint)).OrThrow().Issued.ShouldBe(4);
        await story.UntilAsync("04-30 12:00");
    }

    private static async Task PresentAsync(AcademyStory story, string day, string name, string address)
    {
        await using var db = story.Test.Open();
        var id = (await story.SessionAsync(day)).Id;
        (await db.Sessions.Include(s => s.Presenters).SingleAsync(s => s.Id == id)).SetPresenters([new Presenter(name) { Email = address }]);
        await db.SaveChangesAsync();
    }

    private static IEnumerable<string> Expected()
    {
        IEnumerable<string> To(MailKind kind, int times, params string[] names) => names.Select(n => $"{kind} {(n.Contains('@') ? n : $"{n}@example.org")} {times}");
        return
        [
            .. To(MailKind.ApplicationReceived, 1, "ana", "luis", "dee"),
            .. To(MailKind.Waitlisted, 1, "bob", "cat"),
            .. To(MailKind.Enrolled, 1, [.. Households, "dee"]),
            .. To(MailKind.Withdrawn, 1, "dee"),
            .. To(MailKind.SeatOffered, 1, "bob"),
            // Seven sessions were held, each with two reminders; of the cancelled one everybody got the first.
            .. To(MailKind.Reminder, 15, Households),
            .. To(MailKind.SessionCancelled, 1, Households),
            .. To(MailKind.SessionMoved, 1, Households),
            .. To(MailKind.MaterialsAdded, 1, Households),
            // The third absence is not written about.
            .. To(MailKind.Absence, 2, "luis"),
            .. To(MailKind.Announcement, 1, Households),
            .. To(MailKind.SurveyOpen, 1, "luis", "bob", "mother", "father"),
            .. To(MailKind.Completion, 1, "ana", "bob", "mother", "father"),
            .. To(MailKind.LiaisonInvitation, 1, "ana", "bob"),
            .. To(MailKind.PresenterConfirmation, 1, "pat"),
            .. To(MailKind.PresenterReleased, 1, "pat"),
            .. To(MailKind.PresenterConfirmation, 2, "quinn"),
        ];
    }

    private static async Task CalendarsAsync(AcademyStory story, List<(MailKind Kind, string To, MimeKit.MimeMessage Mail)> arrived)
    {
        var calendars = arrived.Select(m => m.To).Distinct().ToDictionary(t => t, t => new CalendarClient(t, AcademyStory.Office));
        foreach (var (_, to, mail) in arrived) calendars[to].Take(mail);
        DateTime[] held = [.. new[] { "03-03 18:00", "03-10 18:00", "03-24 18:00", "04-02 17:30", "04-07 18:00", "04-14 18:00", "04-21 18:00" }.Select(w => AcademyStory.At(w).UtcDateTime)];
        foreach (var household in Households)
        {
            calendars[household].Times.ShouldBe(held, household);
            calendars[household].Came.Select(c => c.Method).ShouldBe(["REQUEST", "CANCEL", "REQUEST"], "a seat, the snow day, the session that moved");
        }
        calendars["dee@example.org"].Times.ShouldBeEmpty();
        calendars["cat@example.org"].Came.ShouldBeEmpty();
        (calendars["pat@example.org"].Times.Count, calendars["pat@example.org"].Came.Count).ShouldBe((0, 2));
        calendars["quinn@example.org"].Times.ShouldBe([held[3]]);
        (await story.SessionAsync("04-02")).Sequence.ShouldBe(calendars["quinn@example.org"].Came[^1].Sequence);
    }
}
