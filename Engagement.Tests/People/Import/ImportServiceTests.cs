using System.Diagnostics;
using System.Text;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.People;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Xunit.Abstractions;

namespace Engagement.Tests.People.Import;

public class ImportServiceTests(ITestOutputHelper output)
{
    private const string Good = "Name,E-mail,Age,Guardian,Guardian e-mail\nAna Ruiz,,12,Rosa Ruiz,rosa@example.org\nLuis Ruiz,,13,Rosa Ruiz,rosa@example.org\n";
    private const string Mixed = Good + ",nobody@example.org,,,\nEva Mao,broken,200,,\nJo Li,,,,\n";

    private static async Task<ImportPreview> CheckAsync(TestDb test, string text)
    {
        var sheet = SheetReader.Read(text).OrThrow();
        return (await test.Get<ImportService>().CheckAsync(TestDb.Coordinator, sheet, ImportMapping.For(sheet))).OrThrow();
    }

    private static Task<Result<ImportOutcome>> RunAsync(TestDb test, ImportPreview preview, bool onlyGood = true) =>
        test.Get<ImportService>().RunAsync(TestDb.Coordinator, preview, onlyGood);

    [Theory, OnSqlite, OnPostgres]
    public async Task Run_GoodRows_AddsThemWithGuardiansAndOneAuditLine(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var outcome = (await RunAsync(test, await CheckAsync(test, Good), onlyGood: false)).OrThrow();
        (outcome.Added, outcome.Matched, outcome.LeftOut, outcome.PersonIds.Count).ShouldBe((2, 0, 0, 2));
        await using var db = test.Open();
        var people = await db.People.Include(p => p.Guardians).OrderBy(p => p.SortName).ToListAsync();
        people.Select(p => (p.FullName, p.Age, p.Guardians.Single().Email, p.ImportId)).ShouldBe(
            [("Ana Ruiz", AgeBand.From11To13, "rosa@example.org", outcome.ImportId), ("Luis Ruiz", AgeBand.From11To13, "rosa@example.org", outcome.ImportId)]);
        people.ShouldAllBe(p => p.CreatedAt == test.Clock.GetUtcNow().UtcDateTime);
        (await db.Audit.ToListAsync()).ShouldHaveSingleItem().Kind.ShouldBe("PersonImport");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Run_BadRows_AreNamedAndLeftOutOrNothingIsImported(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var preview = await CheckAsync(test, Mixed);
        preview.Rows.Where(r => !r.Good).Select(r => r.Number).ShouldBe([4, 5]);
        preview.Rows[3].Problems.Count.ShouldBe(2);
        (await RunAsync(test, preview, onlyGood: false)).Error.ShouldBeOfType<ImportProblem>();
        await using (var db = test.Open()) (await db.People.CountAsync()).ShouldBe(0);
        (await RunAsync(test, preview)).OrThrow().Added.ShouldBe(3);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Run_SameListTwice_FindsEverybodyAndAddsNobody(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await RunAsync(test, await CheckAsync(test, Good));
        var again = (await RunAsync(test, await CheckAsync(test, Good.Replace(",12,", ",11,", StringComparison.Ordinal) + "Ana Ruiz,,12,R,rosa@example.org\n"))).OrThrow();
        (again.Added, again.Matched, again.LeftOut, again.PersonIds.Count).ShouldBe((0, 3, 0, 2));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Run_PersonOfARowMergedMeanwhile_ImportsNothing(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await RunAsync(test, await CheckAsync(test, Good));
        var preview = await CheckAsync(test, "Name,E-mail\nNew One,\n" + "Other New,\n");
        var known = await CheckAsync(test, Good);
        await using (var db = test.Open()) await db.People.ExecuteUpdateAsync(s => s.SetProperty(p => p.ErasedAt, DateTime.UtcNow));
        (await RunAsync(test, new ImportPreview([.. preview.Rows, .. known.Rows]))).Error.ShouldBeOfType<ImportProblem>().Message.ShouldContain("Row 2");
        await using var after = test.Open();
        (await after.People.CountAsync(), await after.Imports.CountAsync()).ShouldBe((2, 1));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Run_UseExisting_FillsBlanksAndOverwritesNothing(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await RunAsync(test, await CheckAsync(test, "Name,E-mail,Zip\nAna Ruiz,ana@example.org,19107\n"));
        await RunAsync(test, await CheckAsync(test, "Name,E-mail,Zip,Phone\nAna Ruiz,ana@example.org,19999,215 555 0100\n"));
        await using var db = test.Open();
        var ana = await db.People.SingleAsync();
        (ana.Zip, ana.Phone).ShouldBe(("19107", "215 555 0100"));
        ana.SearchText.ShouldContain("2155550100");
        (await db.Audit.Where(a => a.Subject == ana.Id).ToListAsync()).ShouldHaveSingleItem().Action.ShouldBe("changed");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Run_TenThousandRows_TakesSeconds(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var text = new StringBuilder("First name;Last name;E-mail;Phone;Zip;Age;Guardian;Guardian phone\n");
        for (var i = 0; i < 10_000; i++) text.Append(System.Globalization.CultureInfo.InvariantCulture, $"Given{i % 700};Family{i};p{i}@example.org;215555{i:0000};191{i % 60:00};{11 + i % 30};Guardian {i};267555{i:0000}\n");
        var (watch, processor) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        var sheet = SheetReader.Read(Encoding.UTF8.GetBytes(text.ToString())).OrThrow();
        var preview = (await test.Get<ImportService>().CheckAsync(TestDb.Coordinator, sheet, ImportMapping.For(sheet))).OrThrow();
        var checkedAfter = watch.Elapsed;
        (await RunAsync(test, preview)).OrThrow().Added.ShouldBe(10_000);
        output.WriteLine($"{provider}: checked in {checkedAfter.TotalSeconds:0.00} s, imported in {(watch.Elapsed - checkedAfter).TotalSeconds:0.00} s, {(Environment.CpuUsage.TotalTime - processor).TotalSeconds:0.00} s of processor time");
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(3), "The aim is 2 s on a quiet machine; this bound only catches a change of order.");
    }

    [Fact]
    public void Report_HostileCells_AreDefused()
    {
        var row = new ImportRow(2, new PersonInput { GivenName = "=cmd|' /C calc'!A0", FamilyName = "a\"b" }, ["Wrong."], null);
        var csv = Encoding.UTF8.GetString(ImportReport.Csv(new ImportPreview([row]), imported: true));
        csv.ShouldContain("\"'=cmd|' /C calc'!A0 a\"\"b\",\"not imported\",\"Wrong.\"");
    }

    [Fact]
    public void Read_HostileRows_AreNamedOrKept()
    {
        var text = "Name,Zip\n<script>alert(1)</script>,1\n" + new string('x', 10_000) + ",2\n😀 محمد,3\nToo many," + string.Join(',', Enumerable.Range(1, 500)) + "\n";
        var sheet = SheetReader.Read(text).OrThrow();
        var mapping = ImportMapping.For(sheet);
        var problems = mapping.RowsOf(sheet).Select(r => { var p = new List<string>(); ImportCells.Read(r, mapping, p); return string.Join(' ', p); }).ToList();
        problems[0].ShouldBe("");
        problems[1].ShouldContain("at most 200 characters");
        problems[2].ShouldBe("");
        problems[3].ShouldContain("The row has 501 cells, the heading only 2.");
    }
}
