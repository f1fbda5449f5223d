using System.Text;
using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.ServiceRequests;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.ServiceRequests;

public class CatalogTests
{
    private const string Csv = """
        service_code,service_name,group,department,keywords,target_days
        SR-ST01,Street Light Outage,Streets,Streets Department,"lamp,dark",10
        SR-GR01,Graffiti Removal,Community,Community Life Improvement Program,"graffiti,tag",7
        """;

    private static IReadOnlyList<ServiceInput> Read(string file) => CatalogFile.Read(Encoding.UTF8.GetBytes(file)).OrThrow();

    [Theory, OnSqlite, OnPostgres]
    public async Task Import_TwiceAndChanged_AddsOnceAndTellsChanges(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var imports = test.Get<CatalogImportService>();
        (await imports.RunAsync(TestDb.Coordinator, Read(Csv), null)).Error.ShouldBeOfType<Forbidden>();
        (await imports.RehearseAsync(TestDb.Admin, Read(Csv), null)).OrThrow().Select(l => l.Step).ShouldBe([CatalogStep.Add, CatalogStep.Add]);
        await using (var db = test.Open()) (await db.ServiceTypes.AnyAsync() || await db.Departments.AnyAsync()).ShouldBeFalse("a rehearsal changes nothing");
        (await imports.RunAsync(TestDb.Admin, Read(Csv), null)).OrThrow().Count.ShouldBe(2);
        (await imports.RunAsync(TestDb.Admin, Read(Csv), null)).OrThrow().ShouldAllBe(l => l.Step == CatalogStep.Same);

        // The list of an Open311 server: no department, an attribute; what it does not say stays.
        const string json = """
            [{"service_code":"sr-gr01","service_name":"Graffiti","metadata":true,"attributes":[
              {"code":"ON","variable":true,"datatype":"singlevaluelist","required":true,"order":1,"description":"On what?","values":[{"key":1,"name":"Wall"}]}]}]
            """;
        CatalogFile.Read(Encoding.UTF8.GetBytes(json)).Error.ShouldBeOfType<CatalogProblem>("keys are texts");
        var line = (await imports.RunAsync(TestDb.Admin, Read(json.Replace("\"key\":1", "\"key\":\"1\"", StringComparison.Ordinal)), null)).OrThrow().ShouldHaveSingleItem();
        (line.Step, line.Detail).ShouldBe((CatalogStep.Change, "name: Graffiti Removal → Graffiti; questions:  → On what? (ON, SingleValueList, must be answered: 1 = Wall)"));

        await using var after = test.Open();
        var service = await after.ServiceTypes.SingleAsync(s => s.Code == "SR-GR01");
        (service.TargetDays, service.Keywords, service.Attributes.Single().Values.Single().Name).ShouldBe((7, "graffiti,tag", "Wall"));
        (await after.Departments.CountAsync()).ShouldBe(2);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Import_SomethingWrong_ImportsNothing(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var imports = test.Get<CatalogImportService>();
        var lines = (await imports.RehearseAsync(TestDb.Admin, Read(Csv + "\nSR-ST01,Again,,X,,3\nA B,Spaces,,X,,3\nOK,No number,,X,,soon\nN1,No department,,,,"), null)).OrThrow();
        lines.Skip(2).Select(l => l.Step).ShouldAllBe(s => s == CatalogStep.Wrong);
        lines.Skip(2).Select(l => l.Detail.Split(' ')[0]).ShouldBe(["The", "A", "The", "The"]);
        (await imports.RunAsync(TestDb.Admin, Read(Csv + "\nN1,No department,,,,"), null)).Error.ShouldBeOfType<CatalogProblem>();
        await using (var db = test.Open()) (await db.ServiceTypes.AnyAsync()).ShouldBeFalse();
        (await imports.RunAsync(TestDb.Admin, Read(Csv + "\nN1,No department,,,,"), "Office")).OrThrow().Count.ShouldBe(3);
        CatalogFile.Read("a,b\n1,2"u8.ToArray()).Error!.Message.ShouldContain("service_code");
        CatalogFile.Read("[{]"u8.ToArray()).Error!.Message.ShouldContain("line 1");
        CatalogFile.Read("[]"u8.ToArray()).Error!.Message.ShouldContain("no services");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Service_EditedAndDeleted_KeepsItsRequests(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var services = test.Get<CatalogService>();
        var input = new ServiceInput { Code = "SR-1", Name = "Trees", Department = "Parks", Attributes = [new() { Code = "W", Question = "Which?", Type = AttributeType.SingleValueList }] };
        (await services.CreateAsync(TestDb.Admin, input)).Error!.Message.ShouldContain("needs a list of answers");
        input.Attributes[0].Values = "oak = Oak\nElm";
        var id = (await services.CreateAsync(TestDb.Admin, input)).OrThrow();
        (await services.CreateAsync(TestDb.Admin, new() { Code = "sr-1", Name = "X", Department = "Parks" })).Error!.Message.ShouldContain("has this code");
        var form = (await services.GetAsync(TestDb.Admin, id)).OrThrow();
        (form.Department, form.Attributes[0].Values).ShouldBe(("Parks", "oak = Oak\nElm"));
        form.Active = false;
        (await services.UpdateAsync(TestDb.Admin, id, form)).Ok.ShouldBeTrue();
        (await services.UpdateAsync(TestDb.Admin, id, form)).Error.ShouldBeOfType<Stale>();
        await test.AddAsync(new ServiceRequest(id, RequestSource.Staff, test.Clock.GetUtcNow().UtcDateTime) { Number = "26-000001" });
        (await services.DeleteAsync(TestDb.Admin, id)).Error.ShouldBeOfType<Core.Programs.InUse>();
        await test.AddAsync(new ServiceType("SR-2", "Unused", (await services.GetAsync(TestDb.Admin, id)).Ok ? await DepartmentAsync(test) : default) { Active = true });
        var rows = await CountedAsync(1);
        rows.Items.Select(r => (r.Code, r.Active, r.Requests, r.Asks)).ShouldBe([("SR-2", true, 0, 0)]);
        (await CountedAsync(25)).Items.Select(r => (r.Code, r.Active, r.Requests, r.Asks)).ShouldBe([("SR-2", true, 0, 0), ("SR-1", false, 1, 1)]);

        async Task<Page<ServiceRow>> CountedAsync(int take)
        {
            test.Queries.Reset();
            var page = (await services.ListAsync(TestDb.Admin, new PageRequest(0, take))).OrThrow();
            test.Queries.Count.ShouldBe(4, "whatever the number of rows");
            return page;
        }
    }

    private static async Task<Guid> DepartmentAsync(TestDb test)
    {
        await using var db = test.Open();
        return await db.Departments.Select(d => d.Id).SingleAsync();
    }
}
