using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Surveys;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.Surveys;
using Engagement.Web.Components.Pages.Surveys.Instruments;

namespace Engagement.Tests.Pages.Surveys;

public class DraftSessionTests
{
    private static async Task<DraftSession> OpenAsync(TestDb test, Guid id) =>
        new(test.Get<InstrumentDraftService>(), TestDb.Coordinator, (await test.Get<InstrumentDraftService>().OpenAsync(TestDb.Coordinator, id)).OrThrow());

    private static async Task<(TestDb Test, Guid Id)> StartAsync()
    {
        var test = await TestDb.CreateAsync(DatabaseProvider.Sqlite);
        return (test, (await test.Get<InstrumentService>().CreateAsync(TestDb.Coordinator, new() { Name = "A" }, Sample.EveryKind)).OrThrow());
    }

    private static string Question(DraftSession session, string key) => session.Content.Find(key)!.Text.In("en");

    private static void Say(DraftSession session, string key, string text) => session.Change(session.Content.Replace(session.Content.Find(key)! with { Text = Words.Both(text, text) }));

    [Fact]
    public async Task Save_TooLong_KeepsTheChangeAndStoresItOnceItFits()
    {
        var (test, id) = await StartAsync();
        await using var _ = test;
        var session = await OpenAsync(test, id);
        Say(session, "word", new string('x', 501));
        await session.SaveAsync();
        session.Problem.ShouldBeOfType<Invalid>();
        (session.Unsaved, Question(session, "word").Length).ShouldBe((true, 501));
        Say(session, "word", " Fits? ");
        await session.SaveAsync();
        (session.Unsaved, session.Problem, Question(session, "word")).ShouldBe((false, null, "Fits?"));
        session.Undo();
        session.Undo();
        await session.SaveAsync();
        Question(await OpenAsync(test, id), "word").ShouldBe("One word?");
        session.MayUndo.ShouldBeFalse();
    }

    [Fact]
    public async Task Save_AfterSomebodyElse_PutsBothTogetherAndTells()
    {
        var (test, id) = await StartAsync();
        await using var _ = test;
        var (mine, theirs) = (await OpenAsync(test, id), await OpenAsync(test, id));
        Say(theirs, "word", "Theirs?");
        Say(theirs, "more", "Theirs too?");
        await theirs.SaveAsync();
        Say(mine, "more", "Mine?");
        Say(mine, "laws", "Mine too?");
        await mine.SaveAsync();
        (mine.Unsaved, Question(mine, "word"), Question(mine, "more"), Question(mine, "laws")).ShouldBe((false, "Theirs?", "Mine?", "Mine too?"));
        mine.Merged!.Taken.ShouldBe(["changed: question 6 (“Theirs?”)"]);
        mine.Merged.Both.Single().ShouldContain("yours stays; theirs reads “Theirs too?”");
        mine.Forget();
        // And back: the first one comes second now.
        Say(theirs, "age", "How old?");
        await theirs.SaveAsync();
        (theirs.Merged!.Taken.Count, Question(theirs, "laws"), Question(theirs, "age")).ShouldBe((2, "Mine too?", "How old?"));
        Question(await OpenAsync(test, id), "age").ShouldBe("How old?");
    }
}
