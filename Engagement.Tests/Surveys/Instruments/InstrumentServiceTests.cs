using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Programs;
using Engagement.Core.Surveys;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.Surveys;

public class InstrumentServiceTests
{
    private static InstrumentInput Named(string name, bool minors = false) => new() { Name = name, ForMinors = minors };

    private static async Task<Guid> PublishedAsync(TestDb test, string name, SurveyContent content)
    {
        var id = (await test.Get<InstrumentService>().CreateAsync(TestDb.Coordinator, Named(name), content)).OrThrow();
        (await test.Get<InstrumentDraftService>().PublishAsync(TestDb.Coordinator, id, 1)).OrThrow().ShouldBe(1);
        return id;
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task List_Instruments_IsSearchedPagedAndCountedInTheSameQueries(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var service = test.Get<InstrumentService>();
        var first = await PublishedAsync(test, "Zebra 100%", Sample.EveryKind);
        test.Queries.Reset();
        (await service.ListAsync(TestDb.Coordinator, new PageRequest())).OrThrow().Items.ShouldBe([new InstrumentRow(first, "Zebra 100%", null, ForMinors: false, Archived: false, 1, Drafted: false, 0)]);
        var queries = test.Queries.Count;
        var second = (await service.CreateAsync(TestDb.Coordinator, Named("apple", minors: true))).OrThrow();
        await PublishedAsync(test, "Middle", Sample.EveryKind);
        test.Queries.Reset();
        var page = (await service.ListAsync(TestDb.Coordinator, new PageRequest(Take: 2))).OrThrow();
        test.Queries.Count.ShouldBe(queries);
        (page.Total, page.Items[0]).ShouldBe((3, new InstrumentRow(second, "apple", null, ForMinors: true, Archived: false, null, Drafted: true, 0)));
        (await service.ListAsync(TestDb.Coordinator, new PageRequest(Search: "0%"))).OrThrow().Items.Single().Id.ShouldBe(first);
        (await service.ArchiveAsync(TestDb.Coordinator, first, archived: true)).Ok.ShouldBeTrue();
        (await service.ListAsync(TestDb.Coordinator, new PageRequest())).OrThrow().Total.ShouldBe(2);
        (await service.ListAsync(TestDb.Coordinator, new PageRequest(), archived: true)).OrThrow().Items.Single().Id.ShouldBe(first);
        (await service.ListForChoiceAsync(TestDb.Coordinator)).OrThrow().Select(c => (c.Name, c.Number, c.MayAskMinors)).ShouldBe([("Middle", 1, false)]);
        (await service.ArchiveAsync(TestDb.Coordinator, first, archived: false)).Ok.ShouldBeTrue();
        (await service.ListForChoiceAsync(TestDb.Coordinator)).OrThrow().Count.ShouldBe(2);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Create_BadInput_IsRefusedWithMessages(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var service = test.Get<InstrumentService>();
        (await service.CreateAsync(TestDb.Coordinator, Named(" "))).Error!.Message.ShouldBe("Name is missing.");
        (await service.CreateAsync(TestDb.Coordinator, Named(new string('x', 151)))).Error!.Message.ShouldContain("at most 150");
        (await service.CreateAsync(TestDb.Coordinator, Named("x"), Sample.EveryKind with { Languages = ["xx"] })).Error.ShouldBeOfType<Invalid>();
        (await service.CreateAsync(TestDb.Coordinator, new() { Name = "x", ProgramId = Guid.NewGuid() })).Error!.Message.ShouldContain("program is gone");
        (await service.CreateAsync(TestDb.Coordinator, Named("  <b>A</b>\u0000 "))).Ok.ShouldBeTrue();
        (await service.CreateAsync(TestDb.Coordinator, Named("<B>a</B>"))).Error!.Message.ShouldBe("There is already a survey with this name.");
        (await service.CreateAsync(TestDb.Leader, Named("y"))).Error.ShouldBeOfType<Forbidden>();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Update_StaleOrMadeForMinorsWithoutAWord_IsRefused(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var service = test.Get<InstrumentService>();
        var id = await PublishedAsync(test, "A", Sample.EveryKind);
        var input = (await service.InputAsync(TestDb.Coordinator, id)).OrThrow();
        input.Notes = "For anybody";
        (await service.UpdateAsync(TestDb.Coordinator, id, input)).Ok.ShouldBeTrue();
        (await service.UpdateAsync(TestDb.Coordinator, id, input)).Error.ShouldBeOfType<Stale>();
        input = (await service.InputAsync(TestDb.Coordinator, id)).OrThrow();
        input.ForMinors = true;
        (await service.UpdateAsync(TestDb.Coordinator, id, input)).Error.ShouldBeOfType<SensitiveItems>().Questions.ShouldBe(["question 3 (“Which ones?”)"]);
        var drafts = test.Get<InstrumentDraftService>();
        (await drafts.ConfirmAsync(TestDb.Coordinator, id, "Forms are in the binder")).Error.ShouldBeOfType<Forbidden>();
        (await drafts.ConfirmAsync(TestDb.Admin, id, " ")).Error.ShouldBeOfType<Invalid>();
        (await drafts.ConfirmAsync(TestDb.Admin, id, "Forms are in the binder")).Ok.ShouldBeTrue();
        (await service.UpdateAsync(TestDb.Coordinator, id, input)).Ok.ShouldBeTrue();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task CopyUseDelete_Instruments_KeepKeysAndRefuseWhatIsUsed(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var service = test.Get<InstrumentService>();
        (await test.Get<ProgramService>().EnsureStandardAsync(TestDb.Admin)).Ok.ShouldBeTrue();
        var pre = (await service.UseAsync(TestDb.Coordinator, "youth-pre")).OrThrow();
        var again = (await service.UseAsync(TestDb.Coordinator, "youth-pre")).OrThrow();
        (await service.UseAsync(TestDb.Coordinator, "nothing")).Error.ShouldBeOfType<NotFound>();
        var view = (await service.GetAsync(TestDb.Coordinator, pre)).OrThrow();
        (view.Name, view.Program, view.ForMinors, view.Draft!.Questions, view.Newest).ShouldBe(("Youth program: at the start", "Youth Engagement Program", true, 17, null));
        (await service.GetAsync(TestDb.Coordinator, again)).OrThrow().Name.ShouldBe("Youth program: at the start (2)");

        var copy = (await service.CopyAsync(TestDb.Coordinator, pre, "Mine")).OrThrow();
        var drafts = test.Get<InstrumentDraftService>();
        var (from, to) = ((await drafts.OpenAsync(TestDb.Coordinator, pre)).OrThrow().Content, (await drafts.OpenAsync(TestDb.Coordinator, copy)).OrThrow().Content);
        SurveyDiff.Comparable(from, to).Count.ShouldBe(17);

        (await service.DeleteAsync(TestDb.Coordinator, again)).Ok.ShouldBeTrue();
        (await service.GetAsync(TestDb.Coordinator, again)).Error.ShouldBeOfType<NotFound>();
        (await drafts.PublishAsync(TestDb.Coordinator, pre, 1)).OrThrow().ShouldBe(1);
        await Used.WindowAsync(test, pre);
        (await service.DeleteAsync(TestDb.Coordinator, pre)).Error.ShouldBeOfType<SurveyInUse>();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Files_OfAVersion_AreGivenAndReadBack(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var id = await PublishedAsync(test, "Every kind", Sample.EveryKind);
        var files = test.Get<InstrumentFileService>();
        foreach (var bytes in new[] { (await files.JsonAsync(TestDb.Coordinator, id, 1)).OrThrow(), (await files.CsvAsync(TestDb.Coordinator, id, 1)).OrThrow() })
        {
            var read = files.Read(TestDb.Coordinator, "every kind.csv", bytes).OrThrow();
            read.Content.Questions.Select(q => q.Key).ShouldBe(Sample.EveryKind.Questions.Select(q => q.Key));
            read.Bad.ShouldBeEmpty();
            (await test.Get<InstrumentService>().CreateAsync(TestDb.Coordinator, new() { Name = $"{read.Name} {bytes.Length}", ForMinors = read.ForMinors }, read.Content)).Ok.ShouldBeTrue();
        }
        (await files.JsonAsync(TestDb.Coordinator, id, 2)).Error.ShouldBeOfType<NotFound>();
        (await files.CsvAsync(TestDb.Coordinator, Guid.NewGuid(), 1)).Error.ShouldBeOfType<NotFound>();
        files.Read(TestDb.Coordinator, "x", [0x50, 0x4B, 3, 4]).Error!.Message.ShouldContain("workbook");
        files.Read(TestDb.Coordinator, "x", "row,kind,text en"u8.ToArray()).Error!.Message.ShouldContain("no row below it");
    }
}
