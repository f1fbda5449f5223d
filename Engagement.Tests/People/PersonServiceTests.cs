using System.Text;
using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Participation;
using Engagement.Core.People;
using Engagement.Core.Programs;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.People;

public class PersonServiceTests
{
    private static PersonInput Input(string given, string family, string? email = null) => new() { GivenName = given, FamilyName = family, Email = email };

    private static async Task<List<string>> NamesAsync(TestDb test, string? search) =>
        [.. (await test.Get<PersonService>().ListAsync(TestDb.Coordinator, new PageRequest(Search: search))).OrThrow().Items.Select(p => p.Name)];

    [Theory, OnSqlite, OnPostgres]
    public async Task List_SearchWords_IgnoresAccentsAndLooksInContactGuardianAndCohort(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var people = test.Get<PersonService>();
        var jose = (await people.CreateAsync(TestDb.Coordinator, Input("José", "Peña-Núñez", "family@example.org"))).OrThrow();
        var anh = Input("Ánh", "Nguyễn");
        anh.Phone = "(215) 555-0100";
        anh.Guardians.Add(new GuardianInput { Name = "Thị Hoa", Relation = "mother", Email = "hoa@example.org", Phone = "(215) 555-0123" });
        await people.CreateAsync(TestDb.Coordinator, anh);
        var program = new Program("Academy", "academy");
        var cohort = new Cohort(program.Id, "Académie, spring");
        var enrollment = new Enrollment(cohort.Id, jose, test.Clock.GetUtcNow().UtcDateTime);
        await test.AddAsync(program, cohort, enrollment);

        (await NamesAsync(test, null)).ShouldBe(["Ánh Nguyễn", "José Peña-Núñez"]);
        (await NamesAsync(test, "pena JOSE")).ShouldBe(["José Peña-Núñez"]);
        (await NamesAsync(test, "2155550100")).ShouldBe(["Ánh Nguyễn"]);
        (await NamesAsync(test, "hoa@example")).ShouldBe(["Ánh Nguyễn"]);
        (await NamesAsync(test, "5550123")).ShouldBe(["Ánh Nguyễn"]);
        (await NamesAsync(test, "academie jose")).ShouldBe(["José Peña-Núñez"]);
        (await NamesAsync(test, "%_zzz")).ShouldBeEmpty();
        (await NamesAsync(test, "😀")).ShouldBeEmpty();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task List_OneAndThreeRows_TakesTheSameQueries(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var people = test.Get<PersonService>();
        await people.CreateAsync(TestDb.Coordinator, Input("A", "One"));
        await NamesAsync(test, "o");
        test.Queries.Reset();
        await NamesAsync(test, "o");
        var one = test.Queries.Count;
        await people.CreateAsync(TestDb.Coordinator, Input("B", "Two"));
        await people.CreateAsync(TestDb.Coordinator, Input("C", "Four"));
        test.Queries.Reset();
        (await NamesAsync(test, "o")).Count.ShouldBe(3);
        test.Queries.Count.ShouldBe(one);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Update_SecondOfTwoEditors_IsToldAndNothingIsLost(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var people = test.Get<PersonService>();
        var id = (await people.CreateAsync(TestDb.Coordinator, Input("Ada", "Byron"))).OrThrow();
        var first = PersonInput.Of((await people.GetAsync(TestDb.Coordinator, id)).OrThrow());
        var second = PersonInput.Of((await people.GetAsync(TestDb.Coordinator, id)).OrThrow());
        first.Guardians.Add(new GuardianInput { Name = "Anne" });
        (await people.UpdateAsync(TestDb.Coordinator, id, first)).Ok.ShouldBeTrue();
        second.Zip = "19107";
        (await people.UpdateAsync(TestDb.Coordinator, id, second)).Error.ShouldBeOfType<Stale>();
        second.Version = (await people.GetAsync(TestDb.Coordinator, id)).OrThrow().Version;
        (await people.UpdateAsync(TestDb.Coordinator, id, second)).Ok.ShouldBeTrue();
        var now = (await people.GetAsync(TestDb.Coordinator, id)).OrThrow();
        (now.Zip, now.Guardians.Count).ShouldBe(("19107", 0));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Create_SiblingsWithOneAddress_AreBothKept(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var people = test.Get<PersonService>();
        (await people.CreateAsync(TestDb.Coordinator, Input("Ana", "Ruiz", "mother@example.org"))).Ok.ShouldBeTrue();
        (await people.CreateAsync(TestDb.Coordinator, Input("Luis", "Ruiz", "mother@example.org"))).Ok.ShouldBeTrue();
        (await NamesAsync(test, "mother@example.org")).ShouldBe(["Ana Ruiz", "Luis Ruiz"]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Create_HostileTexts_AreRefusedOrKeptAsTheyAre(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var people = test.Get<PersonService>();
        foreach (var empty in (string?[])[null, "", "  ", "\u0000\u0007"])
            (await people.CreateAsync(TestDb.Coordinator, Input(empty!, "X"))).Error.ShouldBeOfType<Invalid>();
        (await people.CreateAsync(TestDb.Coordinator, Input(new string('x', 10_000), "X"))).Error.ShouldBeOfType<Invalid>();
        (await people.CreateAsync(TestDb.Coordinator, Input("A", "B", "not an address"))).Error.ShouldBeOfType<Invalid>();
        string[] names = ["<script>alert(1)</script>", "=cmd|' /C calc'!A0", "😀😀", "محمد", "O'Brien\"; DROP TABLE People;--"];
        foreach (var name in names) (await people.CreateAsync(TestDb.Coordinator, Input(name, "Z"))).Ok.ShouldBeTrue();
        await using var db = test.Open();
        (await db.People.Select(p => p.GivenName).ToListAsync()).ShouldBe(names, ignoreOrder: true);
    }

    [Theory, OnSqlite]
    public async Task Notes_Restricted_AreHiddenWithoutTheRight(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var id = (await test.Get<PersonService>().CreateAsync(TestDb.Coordinator, Input("Ada", "Byron"))).OrThrow();
        var notes = test.Get<NoteService>();
        (await notes.AddAsync(TestDb.Coordinator, id, "seen by all", restricted: false)).Ok.ShouldBeTrue();
        (await notes.AddAsync(TestDb.Coordinator, id, "seen by few", restricted: true)).Ok.ShouldBeTrue();
        (await notes.AddAsync(TestDb.Coordinator, id, new string('x', 5000), restricted: false)).Error.ShouldBeOfType<Invalid>();
        (await notes.ListAsync(TestDb.Coordinator, id)).OrThrow().Select(n => n.Text).ShouldBe(["seen by few", "seen by all"]);
        (await notes.ListAsync(TestDb.Leader, id)).Error.ShouldBeOfType<Forbidden>();
        await using var db = test.Open();
        (await db.Audit.Where(a => a.Subject == id).ToListAsync()).ShouldAllBe(a => a.Changes == null || !a.Changes.Contains("seen by"));
    }

    [Theory, OnSqlite]
    public async Task History_OneAndThreeCohorts_TakesTheSameQueries(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var person = new Person("Ada", "Byron");
        var program = new Program("Academy", "academy");
        await test.AddAsync(person, program);
        var counts = new List<int>();
        for (var i = 0; i < 3; i++)
        {
            var cohort = new Cohort(program.Id, $"Cohort {i}");
            await test.AddAsync(cohort, new Enrollment(cohort.Id, person.Id, test.Clock.GetUtcNow().UtcDateTime));
            test.Queries.Reset();
            (await test.Get<HistoryService>().GetAsync(TestDb.Coordinator, person.Id)).OrThrow().Cohorts.Count.ShouldBe(i + 1);
            counts.Add(test.Queries.Count);
        }
        counts.Distinct().Count().ShouldBe(1);
    }

    [Theory]
    [InlineData("小龍", "李", "李小龍")]
    [InlineData("민수", "김", "김민수")]
    [InlineData("さくら", "山田", "山田さくら")]
    [InlineData("Bruce", "李", "Bruce 李")]
    [InlineData("李小龍", "", "李小龍")]
    [InlineData("Ana", "Ruiz", "Ana Ruiz")]
    public void WholeName_ByItsLetters_IsPutTogether(string given, string family, string whole)
    {
        var person = new Person(given, family);
        (person.FullName, person.PrintedName).ShouldBe((whole, whole));
        person.SearchText.ShouldContain(Engagement.Core.Common.Text.Folded(whole));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task History_StepsOfAnEnrollment_AreToldWithWhoAndWhy(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var id = await test.AddPersonAsync("Ana", "Ruiz");
        var cohort = await test.AddCohortAsync("YEP");
        await test.EnrollAsync(cohort, id, Stage.Withdrawn, reason: "moved away");
        var line = (await test.Get<HistoryService>().GetAsync(TestDb.Coordinator, id)).OrThrow().Cohorts.ShouldHaveSingleItem();
        line.Steps.Select(s => (s.To, s.By, s.Reason)).ShouldBe([(Stage.Applied, "Public", null), (Stage.Withdrawn, "Coordinator", "moved away")]);
        Encoding.UTF8.GetString((await test.Get<ExportService>().CsvAsync(TestDb.Coordinator, id)).OrThrow()).ShouldContain("\"Steps\",\"2\",\"Reason\",\"moved away\"");
    }
}
