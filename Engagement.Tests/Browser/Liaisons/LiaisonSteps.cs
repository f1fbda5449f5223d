using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Participation;
using Engagement.Core.Programs;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.Participation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Engagement.Tests.Browser.Liaisons;

/// <summary>The steps of Lía Ison, a resident, on a phone, and of the coordinator in the office, from the application to the suspension.</summary>
internal static class LiaisonSteps
{
    public const string Email = "lia@example.org", Phone = "215 555 0100", Number = "NL-0001";

    /// <summary>A cohort whose session began half an hour ago and whose graduates become liaisons for two years.</summary>
    public static async Task<Cohort> LiaisonCohortAsync(EngagementDb db)
    {
        var cohort = await Arrange.CohortNowAsync(db, -30);
        await db.Programs.Where(p => p.Id == cohort.ProgramId).ExecuteUpdateAsync(s => s.SetProperty(p => p.Grants, Grants.CertificateAndLiaisonAccount).SetProperty(p => p.LiaisonMonths, 24));
        return cohort;
    }

    public static async Task ApplyAsync(this IPage phone, Cohort cohort)
    {
        await phone.GotoAsync($"/apply/{cohort.Id}");
        await phone.GetByLabel("First name").FillAsync("Lía");
        await phone.GetByLabel("Last name").FillAsync("Ison");
        await phone.GetByLabel("Phone").FillAsync(Phone);
        await phone.GetByRole(AriaRole.Button, new() { Name = "Send the application" }).ClickAsync();
        await phone.WaitForURLAsync("**/apply/done/*");
    }

    /// <summary>The one who applied is admitted and was present.</summary>
    public static async Task TrainAsync(this WebApp app, Cohort cohort)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await using var db = app.Services.GetRequiredService<IDbContextFactory<EngagementDb>>().CreateDbContext();
        var enrollment = await db.Enrollments.Where(e => e.CohortId == cohort.Id).Select(e => e.Id).SingleAsync();
        (await scope.ServiceProvider.GetRequiredService<EnrollmentService>().DecideAsync(Actor.System, cohort.Id, [enrollment], Decision.Admit)).OrThrow().Done.ShouldBe(1);
        var session = await db.Sessions.Where(s => s.CohortId == cohort.Id).Select(s => s.Id).SingleAsync();
        (await scope.ServiceProvider.GetRequiredService<AttendanceService>().MarkAsync(Actor.System, session, enrollment, new MarkInput(AttendanceMark.Present))).OrThrow();
    }

    /// <summary>Answers the one-time link, which is handed over because there is no e-mail.</summary>
    public static async Task<string> GraduateAsync(this IPage office, Cohort cohort)
    {
        await office.GoToStaffAsync($"/staff/cohorts/{cohort.Id}/graduation");
        await office.GetByText("no e-mail, so the link is handed over or printed").WaitForAsync();
        await office.GetByRole(AriaRole.Button, new() { Name = "Graduate", Exact = true }).ClickAsync();
        await office.GetByText("1 certificate was issued. 1 link is to be handed over.").WaitForAsync();
        return await office.GetByLabel("One-time link of Lía Ison").InputValueAsync();
    }

    /// <summary>Makes the account by the link; the code of conduct is shown then.</summary>
    public static async Task JoinAsync(this IPage phone, string link)
    {
        await phone.GotoAsync(link);
        await phone.GetByLabel("E-mail", new() { Exact = true }).FillAsync(Email);
        await phone.GetByLabel("Your name").FillAsync("Lía Ison");
        await phone.GetByLabel("Password").FillAsync(WebApp.Password);
        await phone.GetByRole(AriaRole.Button, new() { Name = "Make the account" }).ClickAsync();
        await phone.WaitForURLAsync("**/liaison/conduct");
    }

    public static async Task AcceptConductAsync(this IPage phone)
    {
        await phone.GetByLabel("I have read the code of conduct").CheckAsync();
        await phone.GetByRole(AriaRole.Button, new() { Name = "Accept and go on" }).ClickAsync();
        await phone.WaitForURLAsync("**/liaison");
        await phone.GetByText(Number).WaitForAsync();
    }

    /// <summary>Opens the liaison's page from the list.</summary>
    public static async Task OpenLiaisonAsync(this IPage office)
    {
        await office.GoToStaffAsync("/staff/liaisons");
        await office.GetByRole(AriaRole.Link, new() { Name = "Lía Ison" }).ClickAsync();
        await office.GetByText("version 1 accepted").WaitForAsync();
    }

    /// <summary>On the liaison's page.</summary>
    public static async Task SuspendAsync(this IPage office)
    {
        await office.GetByText("Suspend…").ClickAsync();
        await office.GetByLabel("Reason").FillAsync("Entered complaints about people");
        await office.GetByRole(AriaRole.Button, new() { Name = "Suspend", Exact = true }).ClickAsync();
        await office.GetByText("Open pages of the account end within a minute.").WaitForAsync();
    }

    /// <summary>The phone is out and does not come in again.</summary>
    public static async Task ShouldBeOutWithinAMinuteAsync(this IPage phone)
    {
        await phone.UntilAsync(async () => { await phone.GotoAsync("/liaison"); return phone.Url.Contains("sign-in", StringComparison.Ordinal); });
        await phone.GetByLabel("E-mail").FillAsync(Email);
        await phone.GetByLabel("Password", new() { Exact = true }).FillAsync(WebApp.Password);
        await phone.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await phone.GetByText("E-mail or password is wrong").WaitForAsync();
    }
}
