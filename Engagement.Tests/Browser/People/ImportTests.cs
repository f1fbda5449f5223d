using System.Text;
using Engagement.Core.People;
using Engagement.Core.Programs;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Data = Engagement.Core.Data;
using Program = Engagement.Core.Programs.Program;

namespace Engagement.Tests.Browser.People;

public class ImportTests
{
    private const string List = "Nombre;Apellido;Edad;Correo electrónico\nJosé;Peña;12;familia@example.org\nLuz;Peña;13;familia@example.org\n=cmd|calc;Ruiz;40;\n;Nobody;12;\nEva;Mao;many;eva\n";

    private static async Task AddAsync(WebApp app, params object[] entities)
    {
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<Data.EngagementDb>>().CreateDbContextAsync();
        db.AddRange(entities);
        await db.SaveChangesAsync();
    }

    [BrowserFact]
    public async Task Import_UploadWithBadRows_ImportsTheGoodOnesEnrollsThemAndReports()
    {
        var (app, page) = await PeopleTests.StartAsync(1280);
        await using var running = app;
        var program = new Program("Academy", "test-academy");
        var cohort = new Cohort(program.Id, "Academy, spring");
        await AddAsync(app, program, cohort);
        await page.GoToStaffAsync($"/staff/people/import?cohort={cohort.Id}");
        await page.ShouldBeAccessibleAsync();
        var big = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.csv");
        await using (var file = File.Create(big)) file.SetLength(100 * 1024 * 1024);
        await page.GetByLabel("CSV file").SetInputFilesAsync(big);
        await page.GetByRole(AriaRole.Alert).GetByText("at most 20 MB").WaitForAsync();
        File.Delete(big);
        await page.GetByLabel("CSV file").SetInputFilesAsync(new FilePayload { Name = "list.csv", MimeType = "text/csv", Buffer = Encoding.Latin1.GetBytes(List) });
        await page.GetByText("read as Windows-1252, separated by semicolons").WaitForAsync();
        await page.ShouldBeAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Check the rows" }).ClickAsync();
        await page.GetByText("5 rows: 3 to be added, 0 already here, 0 left out, 2 wrong.").WaitForAsync();
        await page.GetByText("“many” is not an age").WaitForAsync();
        await page.ShouldBeAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Import", Exact = true }).ClickAsync();
        await page.GetByText("3 people added, 0 were here already, 2 rows left out.").WaitForAsync();
        await page.GetByText("3 enrolled").WaitForAsync();
        await page.ShouldBeAccessibleAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Download the report" }).ClickAsync());
        await using var stream = await download.CreateReadStreamAsync();
        using var reader = new StreamReader(stream);
        var report = await reader.ReadToEndAsync();
        report.ShouldContain("\"2\",\"José Peña\",\"added\",\"\"");
        report.ShouldContain("\"4\",\"'=cmd|calc Ruiz\",\"added\"");
        report.ShouldContain("\"5\",\"Nobody\",\"not imported\",\"Given name is missing.\"");
    }

    [BrowserFact]
    public async Task Import_PastedAt360_AsksAboutDuplicates()
    {
        var (app, page) = await PeopleTests.StartAsync(360);
        await using var running = app;
        await app.CallAsync<PersonService, Core.Common.Result<Guid>>(s => s.CreateAsync(Core.Accounts.Actor.System, new PersonInput { GivenName = "Ana", FamilyName = "Ruiz", Email = "ana@example.org" }));
        await page.GoToStaffAsync("/staff/people/import");
        // More than one message of a circuit may hold.
        var rows = string.Concat(Enumerable.Range(0, 8000).Select(i => $"Given{i}\tFamily{i}\tp{i}@example.org\n"));
        await page.GetByLabel("Cells with their heading").EvaluateAsync("(e, text) => e.value = text", "First name\tLast name\tE-mail\nAna\tRuiz\tana@example.org\nAna\tRuiz\tother@example.org\n" + rows);
        await page.GetByRole(AriaRole.Button, new() { Name = "Read the cells" }).ClickAsync();
        await page.GetByText("8,002 rows, 3 columns").WaitForAsync();
        await page.ShouldNotScrollSidewaysAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Check the rows" }).ClickAsync();
        await page.GetByText("8001 to be added, 1 already here").WaitForAsync();
        await page.GetByLabel("Same name as").SelectOptionAsync("Leave out");
        await page.GetByText("8000 to be added, 1 already here, 1 left out").WaitForAsync();
        await page.ShouldBeAccessibleAsync();
        await page.ShouldNotScrollSidewaysAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Import", Exact = true }).ClickAsync();
        await page.GetByText("8,000 people added, 1 were here already, 1 rows left out.").WaitForAsync(new() { Timeout = 60_000 });
    }
}
