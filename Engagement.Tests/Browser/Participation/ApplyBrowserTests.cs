using System.Net;
using Engagement.Core.Data;
using Engagement.Core.Participation;
using Engagement.Core.People;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.Participation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Engagement.Tests.Browser.Participation;

public class ApplyBrowserTests
{
    [BrowserFact]
    public async Task Apply_AdultOnAPhoneWithoutScript_KeepsWhatWasTypedAndGivesAReference()
    {
        await using var app = await WebApp.StartAsync();
        await using var db = app.Services.GetRequiredService<IDbContextFactory<EngagementDb>>().CreateDbContext();
        await Arrange.CohortNowAsync(db, 60 * 24);
        var page = await Chrome.OpenAsync(app, 360, javaScript: false);
        await page.GotoAsync("/apply");
        await page.ShouldNotScrollSidewaysAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Academy, Academy, spring" }).ClickAsync();
        await page.GetByLabel("First name").FillAsync("Nguyễn \"Ánh\" <b>");
        await page.GetByLabel("E-mail").FillAsync("not an address");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send the application" }).ClickAsync();
        (await page.GetByLabel("First name").InputValueAsync()).ShouldBe("Nguyễn \"Ánh\" <b>");
        var email = page.GetByLabel("E-mail");
        (await email.InputValueAsync()).ShouldBe("not an address");
        (await email.GetAttributeAsync("aria-invalid")).ShouldBe("true");
        (await page.Locator($"#{await email.GetAttributeAsync("aria-describedby")}").InnerTextAsync()).ShouldBe("This does not look like an e-mail address.");
        await page.ShouldNotScrollSidewaysAsync();
        await email.FillAsync("anh@example.org");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send the application" }).ClickAsync();
        await page.WaitForURLAsync("**/apply/done/*");
        (await page.ContentAsync()).ShouldNotContain("Nguy");
        var enrollment = await db.Enrollments.SingleAsync();
        enrollment.Stage.ShouldBe(Stage.Applied);
        page.Url.ShouldEndWith(enrollment.Reference);
        (await db.People.SingleAsync()).Email.ShouldBe("anh@example.org");
    }

    [BrowserFact]
    public async Task Apply_GuardianInSpanish_MinorHasNoContactOfTheirOwn()
    {
        await using var app = await WebApp.StartAsync();
        await using var db = app.Services.GetRequiredService<IDbContextFactory<EngagementDb>>().CreateDbContext();
        var cohort = await Arrange.CohortNowAsync(db, 60 * 24, capacity: 0, minors: true);
        var page = await Chrome.OpenAsync(app, locale: "es-MX");
        await page.GotoAsync($"/apply/{cohort.Id}");
        (await page.Locator("html").GetAttributeAsync("lang")).ShouldBe("es");
        await page.GetByRole(AriaRole.Button, new() { Name = "Enviar la solicitud" }).ClickAsync();
        await page.GetByRole(AriaRole.Alert).WaitForAsync();
        await page.ShouldBeAccessibleAsync();
        await page.GetByLabel("Su nombre").FillAsync("María López");
        await page.GetByLabel("Su parentesco").FillAsync("madre");
        await page.GetByLabel("Nombre", new() { Exact = true }).FillAsync("José");
        await page.GetByLabel("Edad").SelectOptionAsync("From11To13");
        await page.GetByLabel("Teléfono").FillAsync("215 555 0100");
        await page.GetByRole(AriaRole.Button, new() { Name = "Enviar la solicitud" }).ClickAsync();
        await page.WaitForURLAsync("**/apply/done/*");
        await page.ShouldBeAccessibleAsync();
        (await page.ContentAsync()).ShouldNotContain("José");
        var person = await db.People.Include(p => p.Guardians).SingleAsync();
        (person.GivenName, person.Age, person.Email, person.Phone, person.Language).ShouldBe(("José", AgeBand.From11To13, null, null, "es"));
        person.Guardians.ShouldHaveSingleItem().Phone.ShouldBe("215 555 0100");
        (await db.Enrollments.SingleAsync()).Stage.ShouldBe(Stage.Waitlisted, "there is no seat");
    }

    [BrowserFact]
    public async Task Apply_Pages_AreAccessibleAndLight()
    {
        await using var app = await WebApp.StartAsync();
        await using var db = app.Services.GetRequiredService<IDbContextFactory<EngagementDb>>().CreateDbContext();
        var cohort = await Arrange.CohortNowAsync(db, 60 * 24, minors: true);
        foreach (var address in (string[])["/apply", $"/apply/{cohort.Id}", "/apply/status?ask=nonsense", "/checkin", $"/apply/{Guid.NewGuid()}"])
            foreach (var width in (int[])[360, 1280])
            {
                var page = await Chrome.OpenAsync(app, width);
                var requests = new List<IRequest>();
                page.RequestFinished += (_, r) => requests.Add(r);
                await page.GotoAsync(address, new() { WaitUntil = WaitUntilState.NetworkIdle });
                await page.ShouldBeAccessibleAsync();
                await page.ShouldNotScrollSidewaysAsync();
                var weight = 0L;
                foreach (var request in requests.Where(r => !r.Url.StartsWith("data:", StringComparison.Ordinal)))
                {
                    var sizes = await request.SizesAsync();
                    weight += sizes.ResponseBodySize + sizes.ResponseHeadersSize;
                }
                weight.ShouldBeInRange(500, 30 * 1024, $"bytes over the wire of {address}");
                await page.Context.CloseAsync();
            }
    }

    [Fact]
    public async Task Apply_SameFormTwiceHugeOrByARobot_MakesNoSecondPerson()
    {
        await using var app = await WebApp.StartAsync();
        await using var db = app.Services.GetRequiredService<IDbContextFactory<EngagementDb>>().CreateDbContext();
        var cohort = await Arrange.CohortNowAsync(db, 60 * 24);
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Address) };
        Dictionary<string, string> Form(string given) => new()
        {
            ["_handler"] = "apply",
            ["Input.GivenName"] = given,
            ["Input.Phone"] = "215 555 0100",
        };
        async Task<HttpResponseMessage> SendAsync(Dictionary<string, string> form) => await http.PostAsync($"/apply/{cohort.Id}", new FormUrlEncodedContent(form));
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => SendAsync(Form("Ada"))));
        answers.Select(a => a.StatusCode).Distinct().ShouldBe([HttpStatusCode.Redirect]);
        answers.Select(a => a.Headers.Location!.ToString()).Distinct().Count().ShouldBe(1);
        (await db.People.CountAsync()).ShouldBe(1);
        var huge = await SendAsync(Form(string.Concat(Enumerable.Repeat("😀", 5000))));
        huge.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await huge.Content.ReadAsStringAsync()).ShouldContain("Please use at most 100 characters.");
        var robot = Form("Robot");
        robot["Input.Website"] = "https://spam.example";
        (await SendAsync(robot)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await db.People.CountAsync()).ShouldBe(1);
        (await SendAsync(Form("Second child"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await db.People.CountAsync()).ShouldBe(2);
        (await SendAsync([])).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }
}
