using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Engagement.Core.ServiceRequests;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.Liaisons;
using Engagement.Tests.Participation;
using Engagement.Tests.ServiceRequests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Engagement.Tests.Browser.Requests;

public class DeskFlowTests
{
    [BrowserFact]
    public async Task Staff_FromServiceListToWalk_Office()
    {
        await using var app = await WebApp.StartAsync();
        await app.AddUserAsync(Permissions.Administrator);
        var office = await Chrome.OpenAsync(app);
        await office.SignInAsync("administrator@example.org");

        // The list of services: imported, then one asks something.
        await office.GoToStaffAsync("/staff/services");
        await office.GetByText("There are no services yet.").WaitForAsync();
        await office.LookAsync();
        await office.GoToStaffAsync("/staff/services/import");
        await office.GetByLabel("CSV or JSON file").SetInputFilesAsync(new FilePayload { Name = "services.csv", MimeType = "text/csv", Buffer = "service_code,service_name,group,department,keywords,target_days\nSR-1,Street Light Outage,Streets,Streets Department,\"lamp,dark\",10\nSR-2,Graffiti,Community,Community Life,tag,many"u8.ToArray() });
        await office.GetByText("1 new, 1 wrong").WaitForAsync();
        await office.LookAsync("services-import");
        await office.GetByLabel("CSV or JSON file").SetInputFilesAsync(new FilePayload { Name = "services.csv", MimeType = "text/csv", Buffer = "service_code,service_name,group,department,keywords,target_days\nSR-1,Street Light Outage,Streets,Streets Department,\"lamp,dark\",10\nSR-2,Graffiti,Community,Community Life,tag,7"u8.ToArray() });
        await office.GetByText("2 new").WaitForAsync();
        await office.GetByRole(AriaRole.Button, new() { Name = "Import" }).ClickAsync();
        await office.GetByText("2 services added, 0 changed.").WaitForAsync();
        await office.GoToStaffAsync("/staff/services");
        await office.GetByRole(AriaRole.Link, new() { Name = "Graffiti" }).ClickAsync();
        await office.GetByRole(AriaRole.Button, new() { Name = "Add a question" }).ClickAsync();
        await office.GetByLabel("Question", new() { Exact = true }).FillAsync("On what?");
        await office.Locator("#code-1").FillAsync("ON");
        await office.GetByLabel("Kind of answer").SelectOptionAsync(nameof(AttributeType.SingleValueList));
        await office.GetByLabel("Answers").FillAsync("Wall\nSign");
        await office.GetByLabel("Must be answered").CheckAsync();
        await office.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await office.GetByText("Saved.").WaitForAsync();
        await office.LookAsync("service");

        // What was raised at a meeting, many at once.
        await office.GoToStaffAsync("/staff/requests");
        await office.GetByText("No request is open.").WaitForAsync();
        await office.LookAsync();
        await office.GoToStaffAsync("/staff/requests/enter");
        await office.Locator("#item-1-service").SelectOptionAsync("SR-1");
        await office.Locator("#item-1-address").FillAsync("52nd & Market");
        await office.Locator("#item-1-description").FillAsync("Dark since Monday");
        await office.Locator("#item-2-service").SelectOptionAsync("SR-2");
        await office.Locator("#item-2-address").FillAsync("53rd & Market");
        await office.GetByRole(AriaRole.Button, new() { Name = "Enter all" }).ClickAsync();
        await office.GetByText("This question must be answered.").WaitForAsync();
        await office.LookAsync("meeting");
        await office.GetByLabel("On what?").SelectOptionAsync("Wall");
        await office.GetByRole(AriaRole.Button, new() { Name = "Enter all" }).ClickAsync();
        await office.GetByRole(AriaRole.Link, new() { Name = "-000002" }).WaitForAsync();

        // One of them: asked, corrected, moved on, merged.
        await office.GoToStaffAsync("/staff/requests");
        await office.GetByText("2 requests").WaitForAsync();
        await office.LookAsync("desk-list");
        await office.GetByRole(AriaRole.Link, new() { Name = "Street Light Outage" }).ClickAsync();
        await office.GetByRole(AriaRole.Button, new() { Name = "Correct…" }).ClickAsync();
        await office.Locator("#c-address").FillAsync("");
        await office.GetByRole(AriaRole.Button, new() { Name = "Save the corrections" }).ClickAsync();
        await office.GetByText("Say where it is").First.WaitForAsync();
        await office.LookAsync("desk-correct");
        await office.Locator("#c-address").FillAsync("52nd & Chestnut");
        await office.GetByRole(AriaRole.Button, new() { Name = "Save the corrections" }).ClickAsync();
        await office.GetByText("Corrected.").WaitForAsync();
        await office.Locator("#text").FillAsync("A crew comes on Tuesday");
        await office.GetByRole(AriaRole.Button, new() { Name = "Add a comment" }).ClickAsync();
        await office.GetByText("The comment is there.").WaitForAsync();
        await office.Locator("#status").SelectOptionAsync(nameof(RequestStatus.NotForCity));
        await office.GetByRole(AriaRole.Button, new() { Name = "Set the status" }).ClickAsync();
        await office.GetByText("Write a few words.").WaitForAsync();
        await office.Locator("#notes").FillAsync("This light is the power company's: 800 555 0100");
        await office.GetByRole(AriaRole.Button, new() { Name = "Set the status" }).ClickAsync();
        await office.GetByText("The status is changed.").WaitForAsync();
        await office.LookAsync("desk");
        await office.GoToStaffAsync("/staff/requests/times");
        await office.GetByRole(AriaRole.Rowheader, new() { Name = "Graffiti" }).WaitForAsync();
        await office.LookAsync("times");
    }

    [BrowserFact]
    public async Task Walk_ClassReportsAdultSends_NoNameGoesOut()
    {
        await using var app = await WebApp.StartAsync();
        await app.AddUserAsync(Permissions.Coordinator);
        await using var db = app.Services.GetRequiredService<IDbContextFactory<EngagementDb>>().CreateDbContext();
        var cohort = await Arrange.CohortNowAsync(db, -10, minors: true);
        db.AddRange(RequestData.Services());
        await db.SaveChangesAsync();
        var session = await db.Sessions.Where(s => s.CohortId == cohort.Id).Select(s => s.Id).SingleAsync();
        var (office, phone) = (await Chrome.OpenAsync(app), await Chrome.OpenAsync(app, 360));
        await phone.RouteAsync("**/js/**", r => r.AbortAsync());
        await office.SignInAsync("coordinator@example.org");
        await office.GoToStaffAsync($"/staff/sessions/{session}/walk");
        await office.LookAsync();
        await office.GetByRole(AriaRole.Button, new() { Name = "Open the walk" }).ClickAsync();
        await office.GetByText("On the phones of the class").WaitForAsync();
        await office.LookAsync("walk-open");
        var code = await db.Walks.Select(w => w.Code).SingleAsync();

        await phone.GotoAsync("/walk?code=ABCDEFG");
        await phone.GetByRole(AriaRole.Alert).WaitForAsync();
        await phone.LookAsync("walk-code");
        await phone.GetByLabel("Code of the class").FillAsync(code.ToLowerInvariant());
        await phone.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();
        await phone.GetByRole(AriaRole.Button, new() { Name = "Hand it in" }).ClickAsync();
        await phone.GetByRole(AriaRole.Alert).GetByText("Say where it is").WaitForAsync();
        await phone.LookAsync("walk-problems");
        foreach (var what in (string[])["The lamp is broken, says Zorblatt", "Lamp broken"])
        {
            await phone.GetByLabel("What is wrong?").FillAsync(what);
            await phone.GetByLabel("Where is it?").FillAsync("52nd & Market");
            await phone.GetByLabel("A photo (optional)").SetInputFilesAsync(new FilePayload { Name = "Zorblatt.jpg", MimeType = "image/jpeg", Buffer = EntryTests.Photo() });
            await phone.GetByRole(AriaRole.Button, new() { Name = "Hand it in" }).ClickAsync();
            await phone.GetByText("Thank you, it is there.").WaitForAsync();
        }
        await phone.LookAsync("walk-thanks");

        await office.GetByRole(AriaRole.Button, new() { Name = "Look for new reports" }).ClickAsync();
        await office.GetByText("Waiting for you (2)").WaitForAsync();
        await office.Locator("#report-1-service").SelectOptionAsync(RequestData.Light);
        await office.Locator("#report-1-description").FillAsync("The lamp is broken");
        await office.LookAsync("walk-review");
        await office.GetByRole(AriaRole.Button, new() { Name = "Send report 1" }).ClickAsync();
        await office.GetByText("Waiting for you (1)").WaitForAsync();
        await office.GetByLabel("The same as").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await office.GetByRole(AriaRole.Button, new() { Name = "Merge report 1" }).ClickAsync();
        await office.GetByText("Nothing waits.").WaitForAsync();
        var request = await db.ServiceRequests.SingleAsync();
        await phone.GotoAsync($"/requests/{request.Number}");
        await phone.GetByText("Somebody else has seen it").WaitForAsync();
        (await phone.ContentAsync()).ShouldNotContain("Zorblatt");
        (await phone.ContentAsync()).ShouldNotContain(code);
        (await phone.GotoAsync($"/walk/{code}"))!.Headers["cache-control"].ShouldBe("no-store");
    }
}
