using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Engagement.Core.Office;
using Engagement.Tests.Graduation;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Engagement.Tests.Browser;

public class CertificatesFlowTests
{
    [BrowserFact]
    public async Task Graduation_FromRehearsalToVerification()
    {
        await using var app = await WebApp.StartAsync();
        var room = await ClassAsync(app, "Ana Bryon:3", "Bo Clark:1", "Nguyễn Ánh*:3");
        await app.AddUserAsync(Permissions.Coordinator);
        var page = await Chrome.OpenAsync(app);
        await page.SignInAsync("coordinator@example.org");

        await page.GoToStaffAsync($"/staff/cohorts/{room.CohortId}/graduation");
        await page.GetByText("1 of 2 sessions missing").WaitForAsync();
        await page.LookAsync("graduation");
        await page.GetByLabel("Grant completion to Bo Clark", new() { Exact = true }).ClickAsync();
        await page.GetByLabel("Reason").FillAsync("Was in hospital");
        await page.GetByLabel("Grant completion to Bo Clark now").ClickAsync();
        await page.GetByText("granted: Was in hospital").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Graduate", Exact = true }).ClickAsync();
        await page.GetByText("3 certificates were issued.").WaitForAsync();
        await page.LookAsync("graduated");

        foreach (var kind in new[] { "one PDF", "ZIP" })
        {
            var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = $"All certificates as {kind}" }).ClickAsync());
            new FileInfo(await download.PathAsync()).Length.ShouldBeGreaterThan(20_000);
        }

        await page.GetByRole(AriaRole.Link, new() { Name = "See them in the register" }).ClickAsync();
        await page.GetByText("3 certificates, newest first").WaitForAsync();
        await page.LookAsync("register");
        await page.GetByLabel("Search", new() { Exact = true }).FillAsync("bryon");
        await page.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
        await page.GetByText("1 certificate, newest first").WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "ACA-" }).ClickAsync();
        await page.GetByRole(AriaRole.Article).GetByText("Ana Bryon").WaitForAsync();
        await page.LookAsync("certificate");

        await page.GetByText("Correct…").ClickAsync();
        await page.GetByLabel("Name as printed").FillAsync("Ana Byron");
        await page.GetByLabel("What was wrong").FillAsync("Typing error");
        await page.GetByRole(AriaRole.Button, new() { Name = "Issue the corrected certificate" }).ClickAsync();
        await page.GetByText("The corrected certificate was issued.").WaitForAsync();
        await page.GetByText("Revoke…").ClickAsync();
        await page.GetByLabel("Reason").FillAsync("Issued by mistake");
        await page.GetByRole(AriaRole.Button, new() { Name = "Revoke the certificate" }).ClickAsync();
        await page.GetByText("The certificate was revoked.").WaitForAsync();
        await page.LookAsync("revoked");
        await page.GetByRole(AriaRole.Button, new() { Name = "Issue a new one" }).ClickAsync();
        await page.GetByText("A new certificate was issued. The old one stays revoked.").WaitForAsync();
        await page.LookAsync("issued again");
    }

    [BrowserFact]
    public async Task Verify_ByCode_WithoutJavaScriptAndOnAPhone()
    {
        await using var app = await WebApp.StartAsync();
        var room = await ClassAsync(app, "Ana Byron:3", "Bo Clark*:3", "Cy Diaz:3", "Di Evans:3");
        await GraduateAsync(app, room);
        var codes = await CodesAsync(app);
        var page = await Chrome.OpenAsync(app, 360, javaScript: false);
        var response = await page.GotoAsync("/verify");
        (await response!.BodyAsync()).Length.ShouldBeLessThan(30_000);
        var reader = await Chrome.OpenAsync(app);
        foreach (var (path, picture) in new[] { ("", "verify"), ($"/{codes["Ana Byron"]}", "verify-valid"), ($"/{codes["Di Evans"]}", "verify-replaced"), ("/AAAA", "verify-mistyped") })
        {
            await reader.GotoAsync($"/verify{path}");
            await reader.LookAsync(picture);
        }

        await TypeAsync(page, codes["Ana Byron"], "This certificate is valid", "Ana Byron");
        await TypeAsync(page, codes["Bo Clark"], "This certificate is valid", "B. C.");
        (await page.ContentAsync()).ShouldNotContain("Clark");
        await TypeAsync(page, codes["Cy Diaz"], "This certificate was revoked", "Cy Diaz");
        await TypeAsync(page, codes["Ana Byron"][..^1] + (codes["Ana Byron"][^1] == 'A' ? "B" : "A"), "Check the code", "one character is wrong");
        await TypeAsync(page, Core.Common.CheckedCode.New(12), "We know no certificate with this code", "");
        await TypeAsync(page, codes["Di Evans"], "This certificate was replaced", "Di Evans");
        await page.GetByRole(AriaRole.Link, new() { Name = "See the current certificate" }).ClickAsync();
        await page.GetByText("Diana Evans").WaitForAsync();
        await page.GotoAsync("/language?to=es&back=/verify");
        await TypeAsync(page, codes["Ana Byron"], "Este certificado es válido", "Ana Byron", "Verificar");
        for (var i = 0; i < 40; i++) await page.APIRequest.GetAsync(app.Address + "verify/x");
        (await page.APIRequest.GetAsync(app.Address + "verify/x")).Status.ShouldBe(429);
    }

    private static async Task TypeAsync(IPage page, string code, string heading, string text, string button = "Check")
    {
        await page.Locator("#code").FillAsync(code);
        await page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = heading }).WaitForAsync();
        (await page.Locator("section.notice").InnerTextAsync()).ShouldContain(text);
    }

    private static async Task<Classroom> ClassAsync(WebApp app, params string[] participants)
    {
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<EngagementDb>>().CreateDbContextAsync();
        return await Classroom.AddAsync(db, DateTime.UtcNow, participants);
    }

    private static async Task GraduateAsync(WebApp app, Classroom room)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var graduations = scope.ServiceProvider.GetRequiredService<Core.Graduation.GraduationService>();
        var shown = (await graduations.RehearseAsync(Actor.System, room.CohortId)).OrThrow();
        (await graduations.GraduateAsync(Actor.System, room.CohortId, shown.Fingerprint)).OrThrow();
        var certificates = scope.ServiceProvider.GetRequiredService<Core.Certificates.CertificateService>();
        foreach (var row in (await certificates.ListAsync(Actor.System, new Core.Common.PageRequest())).OrThrow().Items)
        {
            var c = (await certificates.GetAsync(Actor.System, row.Id)).OrThrow();
            if (c.Content.Name == "Cy Diaz") (await certificates.RevokeAsync(Actor.System, c.Id, c.Version, "Issued by mistake")).Ok.ShouldBeTrue();
            if (c.Content.Name == "Di Evans")
                (await certificates.CorrectAsync(Actor.System, c.Id, new() { Version = c.Version, Name = "Diana Evans", Title = c.Content.Title, Text = c.Content.Text, Reason = "Full name" })).OrThrow();
        }
    }

    private static async Task<Dictionary<string, string>> CodesAsync(WebApp app)
    {
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<EngagementDb>>().CreateDbContextAsync();
        return (await db.Certificates.ToListAsync()).ToDictionary(c => c.Content.Name, c => c.Code, StringComparer.Ordinal);
    }
}
