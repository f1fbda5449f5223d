using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Programs;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.Programs;

public class DirectoryProgramTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task EnsureStandard_Twice_MakesTheFourProgramsOnce(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var programs = test.Get<ProgramService>();
        (await programs.EnsureStandardAsync(Actor.System)).Ok.ShouldBeTrue();
        (await programs.EnsureStandardAsync(Actor.System)).Ok.ShouldBeTrue();
        var rows = (await programs.ListAsync(TestDb.Leader, new())).OrThrow();
        rows.Items.Select(r => (r.Name, r.Sessions, r.Minutes, r.ForMinors, r.Grants)).ShouldBe(
        [
            ("Citizens Engagement Academy", 8, 60, false, Grants.CertificateAndLiaisonAccount),
            ("Neighborhood Liaison training", 3, 120, false, Grants.CertificateAndLiaisonAccount),
            ("Workshop series", 5, 60, false, Grants.Certificate),
            ("Youth Engagement Program", 5, 60, true, Grants.Certificate),
        ]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Save_EverythingFilled_IsReadBackTheSame(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var programs = test.Get<ProgramService>();
        var id = (await programs.CreateAsync(TestDb.Coordinator, new() { Name = " Programa Ciudadanía ", RequiredSessions = "2, 1", DefaultSessions = 4, LeastPercent = 50, SurveyRequired = true })).OrThrow();
        var input = (await programs.GetAsync(TestDb.Coordinator, id)).OrThrow();
        (input.Name, input.Slug, input.RequiredSessions, input.LeastPercent, input.SurveyRequired, input.Version).ShouldBe(("Programa Ciudadanía", "programa-ciudadania", "1, 2", 50, true, 1));
        input.RequiredSessions = "3";
        (await programs.UpdateAsync(TestDb.Coordinator, id, input)).Ok.ShouldBeTrue();
        var again = (await programs.GetAsync(TestDb.Coordinator, id)).OrThrow();
        (again.RequiredSessions, again.Version).ShouldBe(("3", 2));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Update_Stale_IsToldAndChangesNothing(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var programs = test.Get<ProgramService>();
        var id = (await programs.CreateAsync(TestDb.Coordinator, new() { Name = "Academy" })).OrThrow();
        var mine = (await programs.GetAsync(TestDb.Coordinator, id)).OrThrow();
        var theirs = (await programs.GetAsync(TestDb.Coordinator, id)).OrThrow();
        theirs.Name = "Their Academy";
        (await programs.UpdateAsync(TestDb.Coordinator, id, theirs)).Ok.ShouldBeTrue();
        mine.Name = "My Academy";
        (await programs.UpdateAsync(TestDb.Coordinator, id, mine)).Error.ShouldBeOfType<Stale>();
        (await programs.GetAsync(TestDb.Coordinator, id)).OrThrow().Name.ShouldBe("Their Academy");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Create_TakenNameOrSlug_IsRefused(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var programs = test.Get<ProgramService>();
        (await programs.CreateAsync(TestDb.Coordinator, new() { Name = "Academy" })).Ok.ShouldBeTrue();
        (await programs.CreateAsync(TestDb.Coordinator, new() { Name = "ACADEMY", Slug = "other" })).Error.ShouldBeOfType<Invalid>().Problems[0].Field.ShouldBe("Name");
        (await programs.CreateAsync(TestDb.Coordinator, new() { Name = "Other", Slug = "academy" })).Error.ShouldBeOfType<Invalid>().Problems[0].Field.ShouldBe("Slug");
    }

    [Fact]
    public async Task Create_HostileInput_NamesEveryField()
    {
        await using var test = await TestDb.CreateAsync(DatabaseProvider.Sqlite);
        var bad = new ProgramInput
        {
            Name = new string('x', 10_000),
            Slug = "<script>",
            Description = new string('y', 2001),
            DefaultSessions = null,
            DefaultMinutes = -5,
            DefaultCapacity = int.MaxValue,
            LeastSessions = 0,
            LeastPercent = 101,
            RequiredSessions = "' OR 1=1",
            Grants = (Grants)9,
            CertificateTitle = " ",
            CertificateText = "{name}",
            Color = "#ffff00",
        };
        var problems = (await test.Get<ProgramService>().CreateAsync(TestDb.Admin, bad)).Error.ShouldBeOfType<Invalid>().Problems;
        problems.Select(p => p.Field).Distinct().Order(StringComparer.Ordinal).ShouldBe(
            ["CertificateText", "CertificateTitle", "Color", "DefaultCapacity", "DefaultMinutes", "DefaultSessions", "Description", "Grants",
             "LeastPercent", "LeastSessions", "Name", "RequiredSessions", "Slug"]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Delete_WithACohort_IsRefused(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var programs = test.Get<ProgramService>();
        var used = (await programs.CreateAsync(TestDb.Coordinator, new() { Name = "Used" })).OrThrow();
        var unused = (await programs.CreateAsync(TestDb.Coordinator, new() { Name = "Unused" })).OrThrow();
        await test.AddAsync(new Cohort(used, "Fall"));
        (await programs.DeleteAsync(TestDb.Coordinator, used)).Error.ShouldBeOfType<InUse>();
        (await programs.DeleteAsync(TestDb.Coordinator, unused)).Ok.ShouldBeTrue();
        await using var db = test.Open();
        (await db.Programs.Select(p => p.Name).ToListAsync()).ShouldBe(["Used"]);
    }

    [Fact]
    public async Task Change_Leadership_IsForbidden()
    {
        await using var test = await TestDb.CreateAsync(DatabaseProvider.Sqlite);
        (await test.Get<ProgramService>().CreateAsync(TestDb.Leader, new() { Name = "X" })).Error.ShouldBeOfType<Forbidden>();
        (await test.Get<PresenterService>().ListAsync(TestDb.Leader, new())).Error.ShouldBeOfType<Forbidden>();
        (await test.Get<SiteService>().ListAsync(Actor.Anyone, new())).Error.ShouldBeOfType<Forbidden>();
    }
}
