using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Liaisons;
using Engagement.Core.Participation;
using Engagement.Core.Programs;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.Liaisons;
using Engagement.Tests.Participation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Engagement.Tests.Browser.Liaisons;

public class LiaisonLifeTests
{
    [BrowserFact]
    public async Task FromApplicationToSuspension_OneLiaison()
    {
        await using var app = await WebApp.StartAsync(settings: new() { ["Accounts:RecheckSeconds"] = "1" });
        await using var db = app.Services.GetRequiredService<IDbContextFactory<EngagementDb>>().CreateDbContext();
        var cohort = await Arrange.CohortNowAsync(db, -30);
        await db.Programs.Where(p => p.Id == cohort.ProgramId).ExecuteUpdateAsync(s => s.SetProperty(p => p.Grants, Grants.CertificateAndLiaisonAccount).SetProperty(p => p.LiaisonMonths, 24));
        await app.AddUserAsync(Permissions.Coordinator);
        var (phone, office) = (await Chrome.OpenAsync(app, 360, javaScript: false), await Chrome.OpenAsync(app));

        await phone.GotoAsync($"/apply/{cohort.Id}");
        await phone.GetByLabel("First name").FillAsync("Lía");
        await phone.GetByLabel("Last name").FillAsync("Ison");
        await phone.GetByLabel("Phone").FillAsync("215 555 0100");
        await phone.GetByRole(AriaRole.Button, new() { Name = "Send the application" }).ClickAsync();
        await phone.WaitForURLAsync("**/apply/done/*");
        await TrainAsync(app, cohort);

        await office.SignInAsync("coordinator@example.org");
        await office.GoToStaffAsync($"/staff/cohorts/{cohort.Id}/graduation");
        await office.GetByText("no e-mail, so the link is handed over or printed").WaitForAsync();
        await office.LookAsync("liaison-rehearsal");
        await office.GetByRole(AriaRole.Button, new() { Name = "Graduate", Exact = true }).ClickAsync();
        await office.GetByText("1 certificate was issued. 1 link is to be handed over.").WaitForAsync();
        var link = await office.GetByLabel("One-time link of Lía Ison").InputValueAsync();
        await office.LookAsync("liaison-graduated");

        // First sign-in, on a phone without scripts: account, then the code of conduct before anything else.
        await phone.GotoAsync(link);
        await phone.GetByLabel("E-mail", new() { Exact = true }).FillAsync("lia@example.org");
        await phone.GetByLabel("Your name").FillAsync("Lía Ison");
        await phone.GetByLabel("Password").FillAsync(WebApp.Password);
        await phone.GetByRole(AriaRole.Button, new() { Name = "Make the account" }).ClickAsync();
        await phone.WaitForURLAsync("**/liaison/conduct");
        await phone.ShouldNotScrollSidewaysAsync();
        await phone.GotoAsync("/liaison/card.pdf");
        phone.Url.ShouldEndWith("/liaison/conduct", Case.Sensitive, "nothing else opens before");
        await phone.GetByRole(AriaRole.Button, new() { Name = "Accept and go on" }).ClickAsync();
        await phone.GetByText("Tick the box to accept it.").WaitForAsync();
        await phone.GetByLabel("I have read the code of conduct").CheckAsync();
        await phone.GetByRole(AriaRole.Button, new() { Name = "Accept and go on" }).ClickAsync();
        await phone.WaitForURLAsync("**/liaison");
        await phone.GetByText("NL-0001").WaitForAsync();
        await phone.ShouldNotScrollSidewaysAsync();
        (await (await phone.GotoAsync("/liaison"))!.BodyAsync()).Length.ShouldBeLessThan(30_000);
        (await phone.APIRequest.GetAsync("/liaison/card.pdf")).Headers["content-type"].ShouldBe("application/pdf");
        await phone.GotoAsync("/staff/liaisons");
        phone.Url.ShouldContain("denied");

        await office.GoToStaffAsync("/staff/liaisons");
        await office.GetByRole(AriaRole.Link, new() { Name = "Lía Ison" }).ClickAsync();
        await office.GetByText("version 1 accepted").WaitForAsync();
        await office.GetByText("Suspend…").ClickAsync();
        await office.GetByLabel("Reason").FillAsync("Entered complaints about people");
        await office.GetByRole(AriaRole.Button, new() { Name = "Suspend", Exact = true }).ClickAsync();
        await office.GetByText("Open pages of the account end within a minute.").WaitForAsync();
        await office.LookAsync();
        await LeavesWithinAMinuteAsync(phone);
        await phone.GetByLabel("E-mail").FillAsync("lia@example.org");
        await phone.GetByLabel("Password", new() { Exact = true }).FillAsync(WebApp.Password);
        await phone.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await phone.GetByText("E-mail or password is wrong").WaitForAsync();
        await phone.GotoAsync($"/verify-liaison/{await db.Liaisons.Select(l => l.Code).SingleAsync()}");
        await phone.GetByRole(AriaRole.Heading, new() { Name = "NL-0001 is not an active liaison now" }).WaitForAsync();
        (await phone.ContentAsync()).ShouldNotContain("Lía");
    }

    [BrowserFact]
    public async Task OwnPages_InEveryState_AreAccessibleInBothLanguages()
    {
        await using var app = await WebApp.StartAsync(settings: new() { ["Accounts:RecheckSeconds"] = "1" });
        var (liaison, _) = await app.AddLiaisonAsync(conduct: false);
        await using var db = app.Services.GetRequiredService<IDbContextFactory<EngagementDb>>().CreateDbContext();
        var page = await Chrome.OpenAsync(app, locale: "es-MX");
        await page.GotoAsync("/account/sign-in");
        await page.Locator("#Email").FillAsync("liaison@example.org");
        await page.Locator("#Password").FillAsync(WebApp.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Iniciar sesión", Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/liaison/conduct");
        await page.GetByText("llamo al 911").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Aceptar y continuar" }).ClickAsync();
        await page.GetByRole(AriaRole.Alert).WaitForAsync();
        await page.LookAsync();
        await page.GetByLabel("He leído").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Aceptar y continuar" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Hola, Lia Ison" }).WaitForAsync();
        await page.LookAsync();
        await page.GotoAsync("/liaison/conduct");
        await page.GetByText("Usted ha aceptado esta versión.").WaitForAsync();
        await page.LookAsync();
        foreach (var code in (string[])["", $"/{liaison.Code}", "/ABCD", $"/{CheckedCode.New(10)}"])
        {
            await page.GotoAsync($"/verify-liaison{code}");
            await page.LookAsync();
        }
        // The time is over: signed in still, but no more than a word about how to renew.
        await db.Liaisons.ExecuteUpdateAsync(s => s.SetProperty(l => l.ExpiresOn, DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-3)));
        await UntilAsync(page, async () => { await page.GotoAsync("/liaison/card.pdf"); return page.Url.EndsWith("/liaison", StringComparison.Ordinal); });
        await page.GetByText("Su tiempo como enlace terminó").WaitForAsync();
        await page.LookAsync();
        (await page.Locator("a[href='/liaison/card.pdf']").CountAsync()).ShouldBe(0);
    }

    private static Task LeavesWithinAMinuteAsync(IPage page) => UntilAsync(page, async () => { await page.GotoAsync("/liaison"); return page.Url.Contains("sign-in", StringComparison.Ordinal); });

    // The answer may be remembered for a part of the interval of checking; a minute is what is promised.
    private static async Task UntilAsync(IPage page, Func<Task<bool>> question)
    {
        var until = DateTime.UtcNow.AddMinutes(1);
        while (!await SafeAsync(question)) DateTime.UtcNow.ShouldBeLessThan(until, page.Url);
    }

    // A download instead of a page is no answer yet.
    private static async Task<bool> SafeAsync(Func<Task<bool>> question)
    {
        try { return await question(); }
        catch (PlaywrightException) { return false; }
    }

    private static async Task TrainAsync(WebApp app, Cohort cohort)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await using var db = app.Services.GetRequiredService<IDbContextFactory<EngagementDb>>().CreateDbContext();
        var enrollment = await db.Enrollments.Where(e => e.CohortId == cohort.Id).Select(e => e.Id).SingleAsync();
        (await scope.ServiceProvider.GetRequiredService<EnrollmentService>().DecideAsync(Actor.System, cohort.Id, [enrollment], Decision.Admit)).OrThrow().Done.ShouldBe(1);
        var session = await db.Sessions.Where(s => s.CohortId == cohort.Id).Select(s => s.Id).SingleAsync();
        (await scope.ServiceProvider.GetRequiredService<AttendanceService>().MarkAsync(Actor.System, session, enrollment, new MarkInput(AttendanceMark.Present))).OrThrow();
    }
}
