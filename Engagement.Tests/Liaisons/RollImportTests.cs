using System.Text;
using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Liaisons;
using Engagement.Core.Office;
using Engagement.Core.People;
using Engagement.Core.Programs;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.Liaisons;

public class RollImportTests
{
    private const string Heading = "Name,E-mail,Phone,Training date,Neighborhood(s),Zip,Number\n";

    [Theory, OnSqlite, OnPostgres]
    public async Task Run_GoodAndBadRows_OnlyTheGoodWhenAsked(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await test.AddAsync(new OfficeSettings { PublicAddress = "https://engagement.example.org" });
        var taken = await test.AddLiaisonAsync("Di Evans");
        var roll = await CheckAsync(test, Heading
            + "Ana Byron,ana@example.org,215-555-0101,3/14/2024,Fishtown; West Kensington,19125,\n"
            + "Bo Clark,,,2019-05-02,,,nl-0900\n"
            + "Cy Diaz,cy@example.org,,31/31/2024,,,\n"
            + "Ed Fox,ed@example.org,,,,,\n"
            + "Flo Gray,flo@example.org,,4/1/2024,,,NL-0900\n"
            + $"Gus Hill,gus@example.org,,4/1/2024,,,{taken.Number}\n"
            + "Ida Jones,ida@example.org,,5/1/2099,,,\n"
            + "Di Evans,di.evans@example.org,,4/1/2024,,,\n");
        roll.People.Rows.Select(r => (r.Number, r.Good, r.Decision)).ShouldBe([
            (2, true, ImportDecision.AddNew), (3, true, ImportDecision.AddNew), (4, false, ImportDecision.AddNew), (5, false, ImportDecision.AddNew),
            (6, false, ImportDecision.AddNew), (7, false, ImportDecision.AddNew), (8, false, ImportDecision.AddNew), (9, true, ImportDecision.Skip)]);
        string Problem(int row) => string.Join(' ', roll.People.Rows.Single(r => r.Number == row).Problems);
        Problem(4).ShouldContain("“31/31/2024” is not a date");
        Problem(5).ShouldContain("training date is missing");
        Problem(6).ShouldContain("in row 3 already");
        Problem(7).ShouldContain("belongs to another liaison");
        Problem(8).ShouldContain("future");
        roll.People.Rows[^1].Match!.Text.ShouldContain($"liaison {taken.Number} already");
        var imports = test.Get<RollImportService>();
        (await imports.RunAsync(TestDb.Coordinator, roll, onlyGood: false)).Error.ShouldBeOfType<ImportProblem>();
        await using var db = test.Open();
        (await db.Liaisons.CountAsync()).ShouldBe(1, "nothing was imported");

        var outcome = (await imports.RunAsync(TestDb.Coordinator, roll, onlyGood: true)).OrThrow();
        (outcome.Added, outcome.Matched, outcome.LeftOut).ShouldBe((2, 0, 6));
        var ana = await db.Liaisons.Include(l => l.Areas).SingleAsync(l => db.People.Any(p => p.Id == l.PersonId && p.Email == "ana@example.org"));
        (ana.Number, ana.TrainedOn, ana.Since, ana.ExpiresOn, ana.UserId).ShouldBe(("NL-0901", new DateOnly(2024, 3, 14), new DateOnly(2024, 3, 14), new DateOnly(2026, 3, 14), null));
        LiaisonArea.InOrder(ana.Areas.Select(a => a.Area)).ShouldBe(["Fishtown", "West Kensington", "19125"]);
        (await db.Liaisons.SingleAsync(l => l.Number == "NL-0900")).ExpiresOn.ShouldBe(new DateOnly(2021, 5, 2));
        ((await db.Outbox.CountAsync()), await db.Invitations.CountAsync()).ShouldBe((0, 0), "nobody is written to");

        var report = Encoding.UTF8.GetString(ImportReport.Csv(roll.People, imported: true));
        report.ShouldContain("\"4\",\"Cy Diaz\",\"not imported\",\"“31/31/2024” is not a date.");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Run_PeopleWhoAreHere_BecomeLiaisonsOnce(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await test.AddAsync(new Person("Ana", "Byron") { Email = "ana@example.org" });
        var list = Heading + "Ana Byron,ana@example.org,,2024-03-14,,,\n";
        var (first, second) = (await CheckAsync(test, list, m => m.NotBefore = new DateOnly(2027, 1, 1)), await CheckAsync(test, list));
        var imports = test.Get<RollImportService>();
        (await imports.RunAsync(TestDb.Coordinator, first, onlyGood: false)).OrThrow().Matched.ShouldBe(1);
        (await imports.RunAsync(TestDb.Coordinator, second, onlyGood: false)).Error.ShouldBeOfType<ImportProblem>().Message.ShouldContain("Row 2: this person is liaison NL-0001 already");
        await using var db = test.Open();
        (await db.People.CountAsync()).ShouldBe(1);
        (await db.Liaisons.SingleAsync()).ExpiresOn.ShouldBe(new DateOnly(2027, 1, 1), "no standing of the list ends before that");
        (await CheckAsync(test, list)).People.Rows.Single().Decision.ShouldBe(ImportDecision.Skip);
        (await imports.CheckAsync(TestDb.Leader, null!, null!)).Error.ShouldBeOfType<Forbidden>();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Run_ARollOf700_InOneGo(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var list = Heading + string.Concat(Enumerable.Range(1, 700).Select(i => $"Given{i} Family{i},p{i}@example.org,,2024-03-{1 + i % 28:00},Area {i % 40},{19100 + i % 50},NL-{i:0000}\n"));
        (await test.Get<RollImportService>().RunAsync(TestDb.Coordinator, await CheckAsync(test, list), onlyGood: false)).OrThrow().Added.ShouldBe(700);
        await using var db = test.Open();
        ((await db.Liaisons.CountAsync()), await db.LiaisonAreas.CountAsync()).ShouldBe((700, 1400));
        (await NumberSeries.TakeAsync(db, Liaison.Series, 1)).ShouldBe(["NL-0701"], "the series goes on after the imported numbers");
    }

    [Fact]
    public void Mapping_Headings_AreFoundInBothLanguages()
    {
        var mapping = RollMapping.For(SheetReader.Read("Nombre completo;Correo;Fecha de capacitación;Vecindarios;Número\nAna;a@example.org;2024-01-01;Fishtown;NL-1").OrThrow());
        (mapping.TrainedOn, mapping.Areas, mapping.Number).ShouldBe((2, 3, 4));
        mapping.People.Fields.ShouldBe([ImportField.FullName, ImportField.Email, ImportField.None, ImportField.None, ImportField.None]);
        mapping.TrainedOn = null;
        mapping.Problems().ShouldNotBeNull().Message.ShouldContain("no account without training");
        (mapping.TrainedOn, mapping.Number) = (2, 2);
        mapping.Problems().ShouldNotBeNull();
    }

    [Theory]
    [InlineData("3/14/2024")]
    [InlineData("2024-03-14")]
    [InlineData("03-14-2024")]
    [InlineData("Mar 14, 2024")]
    [InlineData("14 March 2024")]
    [InlineData("3/14/24")]
    public void Day_AsPeopleWriteIt_IsRead(string cell)
    {
        var problems = new List<string>();
        RollCells.Day(cell, LiaisonData.Today, problems).ShouldBe(new DateOnly(2024, 3, 14));
        problems.ShouldBeEmpty();
    }

    private static async Task<RollPreview> CheckAsync(TestDb test, string list, Action<RollMapping>? more = null)
    {
        var sheet = SheetReader.Read(list).OrThrow();
        var mapping = (await test.Get<RollImportService>().ProposeAsync(TestDb.Coordinator, sheet)).OrThrow();
        mapping.Months = 24;
        more?.Invoke(mapping);
        return (await test.Get<RollImportService>().CheckAsync(TestDb.Coordinator, sheet, mapping)).OrThrow();
    }
}
