using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Mail;
using Engagement.Core.People;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Engagement.Tests.Browser;

public class MailBrowserTests
{
    private static EngagementDb Open(WebApp app) => app.Services.GetRequiredService<IDbContextFactory<EngagementDb>>().CreateDbContext();

    /// <summary>A person with one sent and one waiting mail, a failed one, an unclear one, and a blocked address.</summary>
    private static async Task<Guid> ArrangeAsync(WebApp app)
    {
        var person = (await app.CallAsync<PersonService, Result<Guid>>(s => s.CreateAsync(Actor.System, new PersonInput { GivenName = "Ana", FamilyName = "Ruiz", Email = "ana@example.org" }))).OrThrow();
        await using var db = Open(app);
        await db.QueueMailsAsync([.. ((string[])["ana@example.org", "failed@example.org", "unclear@example.org"]).Select((to, i) => new MailOrder(MailKind.Trial, Guid.NewGuid(), to) { People = i == 0 ? [person] : [], Facts = "{\"From\":\"Carla\"}" })]);
        await db.SaveChangesAsync();
        (await app.CallAsync<MailService, Result<int>>(s => s.SendDueAsync(Actor.System))).OrThrow();
        await db.Outbox.Where(m => m.Recipient == "failed@example.org").ExecuteUpdateAsync(s => s.SetProperty(m => m.State, MailState.Failed).SetProperty(m => m.Answer, "550 5.1.1 Nobody lives here"));
        await db.Outbox.Where(m => m.Recipient == "unclear@example.org").ExecuteUpdateAsync(s => s.SetProperty(m => m.State, MailState.Unclear));
        await db.QueueMailAsync(new MailOrder(MailKind.Trial, Guid.NewGuid(), "waiting@example.org") { NotBefore = DateTime.UtcNow.AddDays(1) });
        var block = await AddressBlock.OfAsync(db, "ana@example.org");
        block.Block("5.1.1 Nobody lives here", DateTime.UtcNow);
        var preference = new MailPreference("ana@example.org", MailKind.SurveyOpen);
        preference.Set(wanted: false, DateTime.UtcNow);
        db.Add(preference);
        await db.SaveChangesAsync();
        return person;
    }

    private static async Task ShouldBeGoodAsync(IPage page)
    {
        await page.ShouldBeAccessibleAsync();
        await page.ShouldNotScrollSidewaysAsync();
    }

    [BrowserFact]
    public async Task MailRoom_ListDetailsTemplatesAddresses()
    {
        await using var app = await WebApp.StartAsync(settings: new() { ["Mail:EverySeconds"] = "3600" });
        await app.AddUserAsync(Permissions.Coordinator);
        var page = await Chrome.OpenAsync(app);
        await page.SignInAsync("coordinator@example.org");
        await page.GoToStaffAsync("/staff/mail");
        await page.GetByText("No mail has been queued yet.").WaitForAsync();
        await ShouldBeGoodAsync(page);
        var person = await ArrangeAsync(app);

        // The list: states, search, a mail as it looked.
        await page.GoToStaffAsync("/staff/mail");
        await page.GetByText("4 mails", new() { Exact = true }).WaitForAsync();
        await ShouldBeGoodAsync(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "Failed (1)" }).ClickAsync();
        await page.GetByText("550 5.1.1 Nobody lives here").WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new("^All ") }).ClickAsync();
        await page.GetByLabel("Search mails").FillAsync("ana@");
        await page.GetByText("1 mail", new() { Exact = true }).WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Trial to ana@example.org" }).ClickAsync();
        await page.FrameLocator("iframe").GetByText("sent by Carla").WaitForAsync();
        await page.GetByText("Nobody lives here").First.WaitForAsync();
        await page.LookAsync("mail");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send again …" }).ClickAsync();
        await page.GetByText("It went out already. Send a second one?").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Yes, send again" }).ClickAsync();
        await page.GetByText("It is queued again.").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel …" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Yes, take back" }).ClickAsync();
        await page.GetByText("Cancelled by Coordinator in a test.").WaitForAsync();

        // The person's page shows mail, block and wishes; the block is lifted there.
        await page.GoToStaffAsync($"/staff/people/{person}");
        await page.GetByText("Nothing is sent to ana@example.org").WaitForAsync();
        await page.GetByText("has unsubscribed from: Survey open").WaitForAsync();
        await ShouldBeGoodAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Lift the block of ana@example.org" }).ClickAsync();
        await page.GetByText("Nothing is sent to ana@example.org").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await page.GoToStaffAsync("/staff/mail/addresses");
        await page.GetByText("No address is blocked.").WaitForAsync();
        await ShouldBeGoodAsync(page);

        // A template: a field error is named when saving, the preview follows, the own words stay.
        await page.GoToStaffAsync("/staff/mail/templates");
        await ShouldBeGoodAsync(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "New password in English" }).ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Text" }).FillAsync("Open {lnk} now");
        await page.FrameLocator("iframe").GetByText("Open {lnk} now").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await page.GetByText("{lnk} is no field of this mail; did you mean {link}?").First.WaitForAsync();
        await ShouldBeGoodAsync(page);
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Text" }).FillAsync("# Hello\n\n[Open it]({link})");
        await page.FrameLocator("iframe").GetByRole(AriaRole.Heading, new() { Name = "Hello" }).WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await page.GetByText("Saved.", new() { Exact = true }).WaitForAsync();
        await page.GoToStaffAsync("/staff/mail/templates/PasswordReset/en");
        (await page.GetByRole(AriaRole.Textbox, new() { Name = "Text" }).InputValueAsync()).ShouldBe("# Hello\n\n[Open it]({link})");
        await page.GetByRole(AriaRole.Button, new() { Name = "Back to the default words …" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Yes, drop" }).ClickAsync();
        await page.FrameLocator("iframe").GetByText("Somebody asked for a new password").WaitForAsync();

        // The trial tells what the transport said.
        await page.GoToStaffAsync("/staff/mail/trial");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send a trial" }).ClickAsync();
        await page.GetByText("The address is missing.").WaitForAsync();
        await ShouldBeGoodAsync(page);
        await page.GetByLabel("To", new() { Exact = true }).FillAsync("me@example.org");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send a trial" }).ClickAsync();
        await page.GetByText("Handed over.").WaitForAsync();
        await ShouldBeGoodAsync(page);
    }

    [BrowserFact]
    public async Task MailRoom_OnAPhone_FitsAndStaysAccessible()
    {
        await using var app = await WebApp.StartAsync(settings: new() { ["Mail:EverySeconds"] = "3600", ["Mail:SandboxTo"] = "sandbox@example.org" });
        await app.AddUserAsync(Permissions.Administrator);
        var person = await ArrangeAsync(app);
        Guid sent;
        await using (var db = Open(app)) sent = await db.Outbox.Where(m => m.Recipient == "ana@example.org").Select(m => m.Id).SingleAsync();
        var page = await Chrome.OpenAsync(app, 360, colors: ColorScheme.Dark);
        await page.SignInAsync("administrator@example.org");
        foreach (var address in new[] { "/staff/mail", "/staff/mail?state=Failed", $"/staff/mail?person={person}&search=nothing", $"/staff/mail/{sent}", "/staff/mail/addresses", "/staff/mail/templates", "/staff/mail/templates/Invitation/es", "/staff/mail/trial", $"/staff/mail/{Guid.Empty}", "/staff/mail/templates/Nothing/en" })
        {
            await page.GoToStaffAsync(address);
            await ShouldBeGoodAsync(page);
        }
    }

    [BrowserFact]
    public async Task Unsubscribe_WithoutScriptOnAPhone_InSpanish()
    {
        await using var app = await WebApp.StartAsync(settings: new() { ["Mail:EverySeconds"] = "3600" });
        Guid id;
        await using (var db = Open(app))
        {
            var preference = new MailPreference("ana@example.org", MailKind.Reminder);
            db.Add(preference);
            await db.SaveChangesAsync();
            id = preference.Id;
        }
        var page = await Chrome.OpenAsync(app, 360, javaScript: false, locale: "es-MX");
        var check = await Chrome.OpenAsync(app, 360, locale: "es-MX");
        async Task LookAsync(string address)
        {
            await check.GotoAsync(address);
            await ShouldBeGoodAsync(check);
        }
        await LookAsync($"/mail/unsubscribe/{id}");
        await page.GotoAsync($"/mail/unsubscribe/{id}");
        await page.GetByText("Recordatorios de sesiones").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancelar la suscripción" }).ClickAsync();
        await page.GetByText("Guardado. Vale desde ahora.").WaitForAsync();
        (await page.GetByLabel("Recordatorios de sesiones").IsCheckedAsync()).ShouldBeFalse();
        await LookAsync(page.Url);
        await page.GetByLabel("Encuestas").UncheckAsync();
        await page.GetByLabel("Recordatorios de sesiones").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Guardar" }).ClickAsync();
        await page.GetByText("Guardado. Vale desde ahora.").WaitForAsync();
        await using (var db = Open(app)) (await db.MailPreferences.Where(p => p.OffAt != null).Select(p => p.Kind).ToListAsync()).ShouldBe([MailKind.SurveyOpen]);
        await page.GetByRole(AriaRole.Link, new() { Name = "English" }).ClickAsync();
        (await page.GetByLabel("Surveys").IsCheckedAsync()).ShouldBeFalse();
        await LookAsync($"/mail/preferences/{Guid.NewGuid()}");
        await check.GetByText("Este enlace ya no vale.").WaitForAsync();
    }
}
