using System.Text;
using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Engagement.Core.People;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.Liaisons;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Engagement.Tests.Browser.Liaisons;

public class LiaisonStaffTests
{
    private const string Roll = "Name,E-mail,Training date,Neighborhoods,Zip,Number\nAna Byron,ana@example.org,3/14/2020,Area 0-0,19125,\nBo Clark,,2019-05-02,Area 0-1; Old Name,,NL-0900\nCy Diaz,cy@example.org,someday,,,\n";

    [BrowserFact]
    public async Task ARoll_ImportedInvitedCoveredAndThanked()
    {
        await using var app = await WebApp.StartAsync();
        await app.AddUserAsync(Permissions.Administrator);
        var page = await Chrome.OpenAsync(app);
        await page.SignInAsync("administrator@example.org");
        foreach (var (path, empty) in new[] { ("", "There are no liaisons yet"), ("/invitations", "Everybody who is trained has an account"), ("/coverage", "No boundaries are uploaded"), ("/milestones", "Nobody waits for thanks") })
        {
            await page.GoToStaffAsync($"/staff/liaisons{path}");
            await page.GetByText(empty).WaitForAsync();
            await page.LookAsync();
        }

        await page.GoToStaffAsync("/staff/boundaries");
        await page.GetByLabel("GeoJSON file").SetInputFilesAsync(File("points.geojson", """{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point","coordinates":[1,2]}}]}"""));
        await page.GetByRole(AriaRole.Alert).GetByText("only areas (Polygon, MultiPolygon) can be used").WaitForAsync();
        await page.GetByLabel("GeoJSON file").SetInputFilesAsync(File("city.geojson", AreaTests.UploadText(3)));
        await page.GetByText("9 areas read.").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Use these boundaries" }).ClickAsync();
        await page.GetByRole(AriaRole.Alert).WaitForAsync();
        await page.LookAsync();
        await page.GetByLabel("Who made them").FillAsync("Somebody, CC BY");
        await page.GetByRole(AriaRole.Button, new() { Name = "Use these boundaries" }).ClickAsync();
        await page.GetByText("9 neighborhoods are in use.").WaitForAsync();
        await page.LookAsync();

        await page.GoToStaffAsync("/staff/liaisons/import");
        await page.GetByLabel("CSV file").SetInputFilesAsync(File("roll.csv", Roll));
        await page.GetByLabel("No standing ends before").FillAsync($"{DateTime.UtcNow.Year + 1}-06-30");
        await page.LookAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Check the rows" }).ClickAsync();
        await page.GetByText("“someday” is not a date").WaitForAsync();
        await page.LookAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Import", Exact = true }).ClickAsync();
        await page.GetByText("2 liaisons are on the roll now").WaitForAsync();
        await page.LookAsync();
        (await CountMailsAsync(app)).ShouldBe(0);

        await page.GetByRole(AriaRole.Link, new() { Name = "Choose whom to invite" }).ClickAsync();
        await page.GetByLabel("Choose Bo Clark").CheckAsync();
        await page.LookAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Send to all 2…" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Yes, send" }).ClickAsync();
        await page.GetByText("1 invitation is on the way by mail, 1 to hand over.").WaitForAsync();
        (await page.GetByLabel("One-time link of Bo Clark").InputValueAsync()).ShouldContain("/invitation?token=");
        await page.GetByText("Show as a square").ClickAsync();
        await page.LookAsync();

        await ActivateAsync(app);
        await page.GoToStaffAsync("/staff/liaisons/coverage");
        await page.GetByText("8 of 9 neighborhoods have none.").WaitForAsync();
        await page.GetByText("Boundaries: Somebody, CC BY").WaitForAsync();
        (await page.Locator(".map path").CountAsync()).ShouldBe(9);
        (await page.Locator(".map text").AllTextContentsAsync()).ShouldBe(["1"]);
        await page.GetByRole(AriaRole.Row, new() { Name = "Old Name" }).GetByText("not a name of the boundaries").WaitForAsync();
        await page.LookAsync();
        await page.GetByLabel("Only neighborhoods without an active liaison").CheckAsync();
        await page.GetByRole(AriaRole.Row, new() { Name = "Area 0-0" }).WaitForAsync(new() { State = WaitForSelectorState.Detached });

        await page.GoToStaffAsync("/staff/liaisons/milestones");
        await page.GetByLabel("Choose Ana Byron, 5 years of service").CheckAsync();
        await page.GetByLabel("How they were thanked").FillAsync("Called");
        await page.GetByRole(AriaRole.Button, new() { Name = "Write down thanks for the chosen (1)" }).ClickAsync();
        await page.GetByText("Thanks for 1 milestone written down.").WaitForAsync();
        await page.LookAsync();
        (await page.APIRequest.GetAsync("/staff/liaisons/milestones.csv")).Ok.ShouldBeTrue();
        (await (await page.APIRequest.GetAsync("/staff/liaisons/roll.csv?standing=Active")).TextAsync()).Split("\r\n").Length.ShouldBe(3);
    }

    [BrowserFact]
    public async Task OneLiaison_EveryStandingAndException()
    {
        await using var app = await WebApp.StartAsync();
        await app.AddUserAsync(Permissions.Administrator);
        var (liaison, _) = await app.AddLiaisonAsync();
        await using var db = app.Services.GetRequiredService<IDbContextFactory<EngagementDb>>().CreateDbContext();
        db.AddRange(new Person("Xandra", "Exempt"), new Person("Young", "One") { Age = AgeBand.From14To15 });
        await db.SaveChangesAsync();
        var page = await Chrome.OpenAsync(app);
        await page.SignInAsync("administrator@example.org");

        await page.GoToStaffAsync("/staff/liaisons");
        await page.GetByLabel("Standing", new() { Exact = true }).SelectOptionAsync("Suspended");
        await page.GetByText("No liaison fits.").WaitForAsync();
        await page.GetByLabel("Standing", new() { Exact = true }).SelectOptionAsync("Active");
        await page.GetByRole(AriaRole.Link, new() { Name = "Lia Ison" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Lia Ison" }).WaitForAsync();
        await page.GetByText("Suspend…").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Suspend", Exact = true }).ClickAsync();
        await page.GetByText("The reason is missing.").WaitForAsync();
        await page.GetByText("Correct dates and areas…").ClickAsync();
        await page.LookAsync();
        await page.GetByLabel("Serves").FillAsync("Olney; 19120");
        await page.GetByLabel("Last day of the standing").FillAsync("");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.GetByText("Saved.").WaitForAsync();
        await page.GetByText("without an end").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Card was lost…" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Yes, new code" }).ClickAsync();
        await page.GetByText("The old card does not count any more.").WaitForAsync();
        (await db.Liaisons.AsNoTracking().Select(l => l.Code).SingleAsync()).ShouldNotBe(liaison.Code);
        await page.GetByRole(AriaRole.Button, new() { Name = "Has resigned…" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Yes, resigned" }).ClickAsync();
        await page.GetByText("Has given it up on").WaitForAsync();
        await page.LookAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Take the resignation back" }).ClickAsync();
        await page.GetByText("The resignation was taken back.").WaitForAsync();

        await page.GoToStaffAsync("/staff/liaisons/exception");
        await page.GetByLabel("Whom").FillAsync("xandra");
        await page.GetByLabel("Xandra Exempt").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Make this person a liaison" }).ClickAsync();
        await page.GetByRole(AriaRole.Alert).GetByText("The reason is missing.").WaitForAsync();
        await page.LookAsync();
        await page.GetByLabel("Reason").FillAsync("Trained by another city");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make this person a liaison" }).ClickAsync();
        await page.GetByText("Trained by another city").First.WaitForAsync();
        await page.GetByText("Not invited yet").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Send the invitation" }).ClickAsync();
        await page.GetByText("This link works once").WaitForAsync();
        await page.LookAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Withdraw it" }).ClickAsync();
        await page.GetByText("The invitation was withdrawn").WaitForAsync();

        await page.GoToStaffAsync("/staff/liaisons/conduct");
        await page.GetByRole(AriaRole.Button, new() { Name = "Put the new version in force" }).ClickAsync();
        await page.GetByText("The English text is missing.").First.WaitForAsync();
        await page.LookAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Begin with the text in force" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Put the new version in force" }).ClickAsync();
        await page.GetByText("Version 2 is in force.").WaitForAsync();
        await page.LookAsync();
    }

    private static FilePayload File(string name, string text) => new() { Name = name, MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes(text) };

    private static async Task<int> CountMailsAsync(WebApp app)
    {
        await using var db = app.Services.GetRequiredService<IDbContextFactory<EngagementDb>>().CreateDbContext();
        return await db.Outbox.CountAsync();
    }

    // Ana comes on board, as if she had followed her link.
    private static async Task ActivateAsync(WebApp app)
    {
        var user = await app.AddUserAsync(Permissions.Liaison, "ana.own@example.org");
        await using var db = app.Services.GetRequiredService<IDbContextFactory<EngagementDb>>().CreateDbContext();
        var ana = await db.Liaisons.SingleAsync(l => db.People.Any(p => p.Id == l.PersonId && p.GivenName == "Ana"));
        ana.Join(user.Id, DateTime.UtcNow).Ok.ShouldBeTrue();
        await db.SaveChangesAsync();
    }
}
