using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Participation;
using Engagement.Core.People;
using Engagement.Core.Programs;
using Engagement.Tests.Builders;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Engagement.Tests.Browser;

/// <summary>What staff do to tell people something, and what people answer without an account.</summary>
public class NoticeBrowserTests
{
    private static readonly DateOnly Soon = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(20);

    private static EngagementDb Open(WebApp app) => app.Services.GetRequiredService<IDbContextFactory<EngagementDb>>().CreateDbContext();

    private static async Task<Cohort> ArrangeAsync(WebApp app)
    {
        var scene = new CityScene(name: "Evening class");
        var cohort = scene.Cohort("Spring class", Soon, Soon.AddDays(7));
        var waiting = scene.Enroll(cohort, 3, Stage.Waitlisted);
        cohort.Sessions[0].SetPresenters([new Presenter("Pat Okafor") { Email = "pat@example.org" }]);
        await using var db = Open(app);
        db.AddRange(scene.All);
        await db.SaveChangesAsync();
        waiting.ShouldNotBeNull();
        var ana = (await app.CallAsync<PersonService, Result<Guid>>(s => s.CreateAsync(Actor.System, new PersonInput { GivenName = "Ana", FamilyName = "Ruiz", Email = "ana@example.org" }))).OrThrow();
        var kim = (await app.CallAsync<PersonService, Result<Guid>>(s => s.CreateAsync(Actor.System, new PersonInput { GivenName = "Kim", FamilyName = "Lee" }))).OrThrow();
        (await app.CallAsync<EnrollmentService, Result<EnrollOutcome>>(s => s.EnrollManyAsync(Actor.System, cohort.Id, [ana, kim]))).Ok.ShouldBeTrue();
        return cohort;
    }

    private static async Task ShouldBeGoodAsync(IPage page)
    {
        await page.ShouldBeAccessibleAsync();
        await page.ShouldNotScrollSidewaysAsync();
    }

    [BrowserFact]
    public async Task Staff_TellEveryone_Announce_AskPresenters_RunJobs()
    {
        await using var app = await WebApp.StartAsync(settings: new() { ["Mail:EverySeconds"] = "3600" });
        await app.AddUserAsync(Permissions.Administrator);
        var cohort = await ArrangeAsync(app);
        var page = await Chrome.OpenAsync(app);
        await page.SignInAsync("administrator@example.org");

        // A session moves; one click beside it tells everyone, and then there is nothing left to tell.
        await using (var db = Open(app))
        {
            var session = await db.Sessions.AsNoTracking().FirstAsync(s => s.Date == Soon);
            (await app.CallAsync<SessionService, Result>(s => s.ReScheduleAsync(Actor.System, session.Id, session.Version, Soon.AddDays(1), new(17, 0)))).Ok.ShouldBeTrue();
        }
        await page.GoToStaffAsync($"/staff/cohorts/{cohort.Id}");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Not told yet" }).WaitForAsync();
        await page.GetByText("1 of 2 have no e-mail address").WaitForAsync();
        await ShouldBeGoodAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Tell everyone" }).ClickAsync();
        await page.GetByText("1 person is being told by mail.").WaitForAsync();
        (await page.GetByRole(AriaRole.Heading, new() { Name = "Not told yet" }).CountAsync()).ShouldBe(0);

        // The presenter is asked from the session's page.
        await page.GoToStaffAsync($"/staff/sessions/{cohort.Sessions[0].Id}");
        await page.GetByText("not asked yet").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Ask by mail" }).ClickAsync();
        await page.GetByText("1 asked by mail.").WaitForAsync();
        await using (var db = Open(app))
        {
            (await db.PresenterRequests.SingleAsync()).Take(PresenterAnswer.AnotherTime, "Thursdays after 5,\nor any Friday.", DateTime.UtcNow);
            await db.SaveChangesAsync();
        }
        await page.GoToStaffAsync($"/staff/sessions/{cohort.Sessions[0].Id}");
        await page.GetByText("proposes another time").WaitForAsync();
        await page.LookAsync("session-presenters");

        // An announcement: named faults, recipients with who is left out, rehearsal, sending, progress.
        await page.GoToStaffAsync("/staff/announcements");
        await page.GetByText("Nothing has been announced yet.").WaitForAsync();
        await ShouldBeGoodAsync(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "Write one" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the draft" }).ClickAsync();
        await page.GetByText("Choose the cohort.").First.WaitForAsync();
        await page.LookAsync("announcement-errors");
        await page.GetByLabel("Cohort").SelectOptionAsync(new SelectOptionValue { Label = "Spring class" });
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Subject", Exact = true }).FillAsync("Bring a pen");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Text", Exact = true }).FillAsync("Please bring **a pen**.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the draft" }).ClickAsync();
        await page.GetByText("1 mail for 1 person; 1 left out.").WaitForAsync();
        await page.GetByText("no e-mail address is known").WaitForAsync();
        await page.FrameLocator("iframe").GetByText("a pen").First.WaitForAsync();
        await ShouldBeGoodAsync(page);
        await page.GetByLabel("Rehearse: send it to this address alone").FillAsync("me@example.org");
        await page.GetByRole(AriaRole.Button, new() { Name = "Rehearse" }).ClickAsync();
        await page.GetByText("On its way to me@example.org.").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Send to everyone …" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Yes, send" }).ClickAsync();
        await page.GetByText("0 of 1 mails").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).WaitForAsync();
        await ShouldBeGoodAsync(page);

        // The jobs: sending by hand sends all of it, and the announcement says so.
        await page.GoToStaffAsync("/staff/jobs");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Jobs", Exact = true }).WaitForAsync();
        await ShouldBeGoodAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Run now: Sends the mails that are due" }).ClickAsync();
        await page.GetByText("Sends the mails that are due: 5 mails tried").WaitForAsync();
        await page.LookAsync("jobs");
        await page.SetViewportSizeAsync(360, 740);
        await ShouldBeGoodAsync(page);
        await page.GoToStaffAsync("/staff/announcements");
        await page.GetByRole(AriaRole.Link, new() { Name = "Bring a pen" }).ClickAsync();
        await page.GetByText("1 of 1 mails").WaitForAsync();
        await ShouldBeGoodAsync(page);
    }

    [BrowserFact]
    public async Task Public_OfferAndPresenter_AnswerWithOneClickAndWithoutScript()
    {
        await using var app = await WebApp.StartAsync(settings: new() { ["Mail:EverySeconds"] = "3600" });
        var cohort = await ArrangeAsync(app);
        var (seat, presenter) = (OneTimeToken.New(), OneTimeToken.New());
        await using (var db = Open(app))
        {
            var waiting = await db.Enrollments.SingleAsync(e => e.Stage == Stage.Waitlisted);
            db.AddRange(new SeatOffer(waiting, seat.Hash, DateTime.UtcNow, DateTime.UtcNow.AddDays(2)),
                new PresenterRequest(cohort.Sessions[0], await db.Presenters.Select(p => p.Id).SingleAsync(), presenter.Hash, DateTime.UtcNow));
            await db.SaveChangesAsync();
        }
        var page = await Chrome.OpenAsync(app, 360, javaScript: false);
        await page.GotoAsync($"/offer/{seat.Token}");
        await page.GetByRole(AriaRole.Heading, new() { Name = "A free seat" }).WaitForAsync();
        await page.ShouldNotScrollSidewaysAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Accept the seat" }).ClickAsync();
        await page.GetByText("You have the seat.").WaitForAsync();
        await page.GotoAsync($"/offer/{seat.Token}");
        await page.GetByText("You have the seat.").WaitForAsync();
        (await page.GetByRole(AriaRole.Button, new() { Name = "Decline" }).CountAsync()).ShouldBe(0);
        await using (var db = Open(app)) (await db.Enrollments.CountAsync(e => e.Seat != null)).ShouldBe(3);

        page = await Chrome.OpenAsync(app, 360, javaScript: false, locale: "es-ES");
        await page.GotoAsync($"/present/{presenter.Token}");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Confirme, por favor" }).WaitForAsync();
        await page.GetByText("U otra fecha").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Proponer otra fecha" }).ClickAsync();
        await page.GetByText("Escriba qué fechas le convienen.").WaitForAsync();
        await page.ShouldNotScrollSidewaysAsync();
        await page.GetByLabel("¿Qué fechas le convienen?").FillAsync("Los jueves");
        await page.GetByRole(AriaRole.Button, new() { Name = "Proponer otra fecha" }).ClickAsync();
        await page.GetByText("Gracias: la oficina verá su propuesta.").WaitForAsync();

        // The same pages with a script, for axe.
        var scripted = await Chrome.OpenAsync(app);
        foreach (var path in (string[])[$"/offer/{seat.Token}", $"/present/{presenter.Token}", "/offer/no-such-token-at-all", "/present/no-such-token-at-all"])
        {
            await scripted.GotoAsync(path);
            await ShouldBeGoodAsync(scripted);
        }
    }
}
