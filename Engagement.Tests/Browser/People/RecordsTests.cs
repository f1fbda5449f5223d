using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Participation;
using Engagement.Core.People;
using Engagement.Core.Programs;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Data = Engagement.Core.Data;
using Program = Engagement.Core.Programs.Program;

namespace Engagement.Tests.Browser.People;

public class RecordsTests
{
    private static async Task<Guid> AddPersonAsync(WebApp app, string given, string family, string? phone = null, AgeBand age = AgeBand.Adult) =>
        (await app.CallAsync<PersonService, Result<Guid>>(s => s.CreateAsync(Actor.System, new PersonInput { GivenName = given, FamilyName = family, Phone = phone, Age = age }))).OrThrow();

    [BrowserFact]
    public async Task Duplicates_MergeAndUndo()
    {
        var (app, page) = await PeopleTests.StartAsync(1280);
        await using var running = app;
        await AddPersonAsync(app, "Ana", "Ruiz", "215 555 0100");
        await AddPersonAsync(app, "Anna", "Ruiz", "215 555 0100");
        await page.GoToStaffAsync("/staff/people/duplicates");
        await page.GetByText("nearly the same name, same telephone").WaitForAsync();
        await page.ShouldBeAccessibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Compare" }).ClickAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = "Anna", Exact = true }).CheckAsync();
        await page.ShouldBeAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Merge into one" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Anna Ruiz" }).WaitForAsync();
        await page.ShouldBeAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo the merge" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Ana Ruiz" }).WaitForAsync();
        await page.GoToStaffAsync("/staff/people");
        await page.GetByText("2 people").WaitForAsync();
    }

    [BrowserFact]
    public async Task Consents_SignedClassListAt360_IsEnteredByKeyboard()
    {
        var (app, page) = await PeopleTests.StartAsync(360);
        await using var running = app;
        var (ana, luis) = (await AddPersonAsync(app, "Ana", "Ruiz", age: AgeBand.From11To13), await AddPersonAsync(app, "Luis", "Abreu", age: AgeBand.From11To13));
        var program = new Program("Youth", "test-youth");
        var cohort = new Cohort(program.Id, "YEP, fall");
        await using (var db = await app.Services.GetRequiredService<IDbContextFactory<Data.EngagementDb>>().CreateDbContextAsync())
        {
            db.AddRange(program, cohort);
            await db.SaveChangesAsync();
        }
        (await app.CallAsync<EnrollmentService, Result<EnrollOutcome>>(s => s.EnrollManyAsync(Actor.System, cohort.Id, [ana, luis]))).OrThrow();
        await page.GoToStaffAsync($"/staff/cohorts/{cohort.Id}/consents");
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Luis Abreu: Taking part" }).FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await page.GetByRole(AriaRole.Button, new() { Name = "Tick all Photos" }).ClickAsync();
        await page.GetByLabel("Relation").FillAsync("self");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the ticked consents" }).ClickAsync();
        await page.GetByRole(AriaRole.Alert).GetByText("is a minor").WaitForAsync();
        await page.ShouldBeAccessibleAsync();
        await page.GetByLabel("Relation").FillAsync("parent");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the ticked consents" }).ClickAsync();
        await page.GetByText("3 consents saved.").WaitForAsync();
        await page.ShouldBeAccessibleAsync();
        await page.ShouldNotScrollSidewaysAsync();
        await page.GoToStaffAsync($"/staff/people/{luis}");
        await page.GetByText("Taking part: yes").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Withdraw Taking part" }).ClickAsync();
        await page.GetByText("Taking part: no").WaitForAsync();
        await page.ShouldBeAccessibleAsync();
        await page.GoToStaffAsync("/staff/consents/texts");
        await page.GetByText("Acepto recibir correos").WaitForAsync();
        await page.ShouldBeAccessibleAsync();
        await page.ShouldNotScrollSidewaysAsync();
    }

    [BrowserFact]
    public async Task Removal_ExportedThenErased_LeavesNoName()
    {
        var (app, page) = await PeopleTests.StartAsync(1280);
        await using var running = app;
        var id = await AddPersonAsync(app, "Ana", "Ruiz");
        await page.GoToStaffAsync($"/staff/people/{id}/removal");
        await page.ShouldBeAccessibleAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "As JSON" }).ClickAsync());
        download.SuggestedFilename.ShouldBe("person.json");
        await page.GetByLabel("To confirm").FillAsync("Ana");
        await page.GetByRole(AriaRole.Button, new() { Name = "Erase this person" }).ClickAsync();
        await page.GetByRole(AriaRole.Alert).GetByText("nothing was erased").WaitForAsync();
        await page.ShouldBeAccessibleAsync();
        await page.GetByLabel("To confirm").FillAsync("Ana Ruiz");
        await page.GetByRole(AriaRole.Button, new() { Name = "Erase this person" }).ClickAsync();
        await page.GetByText("The personal data of this record were removed").WaitForAsync();
        (await page.ContentAsync()).ShouldNotContain("Ruiz");
        await page.ShouldBeAccessibleAsync();
    }
}
