using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Liaisons;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.Liaisons;
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
        var cohort = await LiaisonSteps.LiaisonCohortAsync(db);
        await app.AddUserAsync(Permissions.Coordinator);
        var (phone, office) = (await Chrome.OpenAsync(app, 360, javaScript: false), await Chrome.OpenAsync(app));

        await phone.ApplyAsync(cohort);
        await app.TrainAsync(cohort);

        await office.SignInAsync("coordinator@example.org");
        await office.GoToStaffAsync($"/staff/cohorts/{cohort.Id}/graduation");
        await office.GetByText("no e-mail, so the link is handed over or printed").WaitForAsync();
        await office.LookAsync("liaison-rehearsal");
        var link = await office.GraduateAsync(cohort);
        await office.LookAsync("liaison-graduated");

        // First sign-in, on a phone without scripts: account, then the code of conduct before anything else.
        await phone.JoinAsync(link);
        await phone.ShouldNotScrollSidewaysAsync();
        await phone.GotoAsync("/liaison/card.pdf");
        phone.Url.ShouldEndWith("/liaison/conduct", Case.Sensitive, "nothing else opens before");
        await phone.GetByRole(AriaRole.Button, new() { Name = "Accept and go on" }).ClickAsync();
        await phone.GetByText("Tick the box to accept it.").WaitForAsync();
        await phone.AcceptConductAsync();
        await phone.ShouldNotScrollSidewaysAsync();
        (await (await phone.GotoAsync("/liaison"))!.BodyAsync()).Length.ShouldBeLessThan(30_000);
        (await phone.APIRequest.GetAsync("/liaison/card.pdf")).Headers["content-type"].ShouldBe("application/pdf");
        await phone.GotoAsync("/staff/liaisons");
        phone.Url.ShouldContain("denied");

        await office.OpenLiaisonAsync();
        await office.SuspendAsync();
        await office.LookAsync();
        await phone.ShouldBeOutWithinAMinuteAsync();
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
        await page.GetByLabel("en cuanto algo cambie").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Guardar" }).ClickAsync();
        await page.GetByText("Guardado.").WaitForAsync();
        (await page.GetByLabel("en cuanto algo cambie").IsCheckedAsync()).ShouldBeTrue();
        await page.LookAsync("liaison-home");
        (await db.Liaisons.AnyAsync(l => l.NewsAtOnce)).ShouldBeTrue();
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
        await page.UntilAsync(async () => { await page.GotoAsync("/liaison/card.pdf"); return page.Url.EndsWith("/liaison", StringComparison.Ordinal); });
        await page.GetByText("Su tiempo como enlace terminó").WaitForAsync();
        await page.LookAsync();
        (await page.Locator("a[href='/liaison/card.pdf']").CountAsync()).ShouldBe(0);
    }
}
