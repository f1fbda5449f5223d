using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Files;
using Engagement.Core.Surveys;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.Surveys;

public class InstrumentDraftServiceTests
{
    private static async Task<(InstrumentDraftService Drafts, Guid Id)> StartAsync(TestDb test, SurveyContent content, bool minors = false) =>
        (test.Get<InstrumentDraftService>(), (await test.Get<InstrumentService>().CreateAsync(TestDb.Coordinator, new() { Name = "A survey", ForMinors = minors }, content)).OrThrow());

    private static async Task<int> PublishAsync(InstrumentDraftService drafts, Guid id) =>
        (await drafts.PublishAsync(TestDb.Coordinator, id, (await drafts.OpenAsync(TestDb.Coordinator, id)).OrThrow().Token)).OrThrow();

    private static async Task EditAsync(InstrumentDraftService drafts, Guid id, Func<SurveyContent, SurveyContent> change)
    {
        var view = (await drafts.OpenAsync(TestDb.Coordinator, id)).OrThrow();
        (await drafts.SaveAsync(TestDb.Coordinator, id, view.Token, change(view.Content))).OrThrow();
    }

    private static SurveyContent Added(SurveyContent content, string key) => content.Insert(99, Sample.YesNo(key));

    [Theory, OnSqlite, OnPostgres]
    public async Task Publish_WhileNobodyHasAnswered_ReplacesTheVersionAndWindowsMoveAlong(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (drafts, id) = await StartAsync(test, Sample.EveryKind);
        (await PublishAsync(drafts, id)).ShouldBe(1);
        var window = await Used.WindowAsync(test, id);
        await EditAsync(drafts, id, c => Added(c, "more-1"));
        var view = (await drafts.OpenAsync(TestDb.Coordinator, id)).OrThrow();
        (view.Number, view.Answered, view.Published!.Content.Questions.Count, view.Content.Questions.Count).ShouldBe((1, false, 10, 11));
        (await PublishAsync(drafts, id)).ShouldBe(1);
        await using var db = test.Open();
        var version = await db.SurveyVersions.SingleAsync();
        var moved = await db.SurveyWindows.SingleAsync();
        (version.Number, version.Content.Questions.Count, moved.VersionId, moved.Version).ShouldBe((1, 11, version.Id, window.Version + 1));
        version.Id.ShouldNotBe(window.VersionId);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Publish_OnceSomebodyHasAnswered_MakesANewVersionAndLeavesTheOld(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (drafts, id) = await StartAsync(test, Sample.EveryKind);
        await PublishAsync(drafts, id);
        var window = await Used.WindowAsync(test, id);
        await Used.AnswerAsync(test, window);
        await EditAsync(drafts, id, c => Added(c, "more-1"));
        (await drafts.OpenAsync(TestDb.Coordinator, id)).OrThrow().Number.ShouldBe(2);
        (await PublishAsync(drafts, id)).ShouldBe(2);
        var view = (await test.Get<InstrumentService>().GetAsync(TestDb.Coordinator, id)).OrThrow();
        view.Versions.Select(v => (v.Number, v.Questions, v.Windows, v.Responses)).ShouldBe([(2, 10, 0, 0), (1, 9, 1, 1)]);
        // The second one has no answers yet, so it is the one that the next change replaces.
        await EditAsync(drafts, id, c => Added(c, "more-2"));
        (await PublishAsync(drafts, id)).ShouldBe(2);
        (await drafts.VersionAsync(TestDb.Coordinator, id, 1)).OrThrow().Content.ToJson().ShouldBe(Sample.EveryKind.ToJson());
        await using var db = test.Open();
        (await db.SurveyWindows.SingleAsync()).VersionId.ShouldBe(window.VersionId);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Save_TwoPeopleAtOnce_SecondIsToldAndCanMerge(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (drafts, id) = await StartAsync(test, Sample.EveryKind);
        await PublishAsync(drafts, id);
        var start = (await drafts.OpenAsync(TestDb.Coordinator, id)).OrThrow();
        start.Token.ShouldBe(0);
        var first = (await drafts.SaveAsync(TestDb.Admin, id, start.Token, Added(start.Content, "theirs"))).OrThrow();
        (await drafts.SaveAsync(TestDb.Coordinator, id, start.Token, Added(start.Content, "mine"))).Error.ShouldBeOfType<Stale>();
        var second = (await drafts.SaveAsync(TestDb.Admin, id, first.Token, Added(first.Content, "theirs-2"))).OrThrow();
        second.Token.ShouldBe(first.Token + 1);
        (await drafts.SaveAsync(TestDb.Coordinator, id, first.Token, Added(first.Content, "mine"))).Error.ShouldBeOfType<Stale>();
        (await drafts.PublishAsync(TestDb.Coordinator, id, first.Token)).Error.ShouldBeOfType<Stale>();
        (await drafts.DiscardAsync(TestDb.Coordinator, id, first.Token)).Error.ShouldBeOfType<Stale>();
        var theirs = (await drafts.OpenAsync(TestDb.Coordinator, id)).OrThrow();
        var merged = DraftMerge.Of(start.Content, Added(start.Content, "mine"), theirs.Content);
        (await drafts.SaveAsync(TestDb.Coordinator, id, theirs.Token, merged.Content)).OrThrow().Content.Questions.Select(q => q.Key).TakeLast(3).ShouldBe(["theirs", "theirs-2", "mine"], ignoreOrder: true);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task PublishAndDiscard_WithNothingToDo_SayWhy(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (drafts, id) = await StartAsync(test, new SurveyContent());
        (await drafts.PublishAsync(TestDb.Coordinator, id, 1)).Error.ShouldBeOfType<Invalid>();
        (await drafts.DiscardAsync(TestDb.Coordinator, id, 1)).Error.ShouldBeOfType<OnlyDraft>();
        await EditAsync(drafts, id, _ => Sample.EveryKind);
        await PublishAsync(drafts, id);
        (await drafts.PublishAsync(TestDb.Coordinator, id, 0)).Error.ShouldBeOfType<NoDraft>();
        (await drafts.DiscardAsync(TestDb.Coordinator, id, 0)).Error.ShouldBeOfType<NoDraft>();
        await EditAsync(drafts, id, c => Added(c, "x"));
        (await drafts.DiscardAsync(TestDb.Coordinator, id, 1)).Ok.ShouldBeTrue();
        (await drafts.OpenAsync(TestDb.Coordinator, id)).OrThrow().Content.ToJson().ShouldBe(Sample.EveryKind.ToJson());
        (await drafts.SaveAsync(TestDb.Leader, id, 0, Sample.EveryKind)).Error.ShouldBeOfType<Forbidden>();
        (await drafts.OpenAsync(TestDb.Coordinator, Guid.NewGuid())).Error.ShouldBeOfType<NotFound>();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Publish_SensitiveQuestionsForMinors_NeedAnAdministratorsWordWithAReason(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (drafts, id) = await StartAsync(test, Sample.EveryKind, minors: true);
        (await drafts.PublishAsync(TestDb.Coordinator, id, 1)).Error!.Message.ShouldContain("question 3 (“Which ones?”)");
        (await drafts.PublishAsync(TestDb.Coordinator, id, 1, "I say so")).Error.ShouldBeOfType<SensitiveItems>();
        (await drafts.PublishAsync(TestDb.Admin, id, 1, " ")).Error.ShouldBeOfType<Invalid>();
        (await drafts.PublishAsync(TestDb.Admin, id, 1, new string('x', 1001))).Error.ShouldBeOfType<Invalid>();
        (await drafts.PublishAsync(TestDb.Admin, id, 1, "Signed forms of all guardians, binder 4")).OrThrow().ShouldBe(1);
        // The word holds while the sensitive questions stay as they are, and no longer.
        await Used.AnswerAsync(test, await Used.WindowAsync(test, id));
        await EditAsync(drafts, id, c => Added(c, "harmless"));
        (await PublishAsync(drafts, id)).ShouldBe(2);
        await EditAsync(drafts, id, c => c.Insert(0, Sample.YesNo("faith") with { Sensitive = SensitiveArea.Religion }));
        (await drafts.PublishAsync(TestDb.Coordinator, id, 1)).Error.ShouldBeOfType<SensitiveItems>();
        (await test.Get<InstrumentService>().GetAsync(TestDb.Coordinator, id)).OrThrow().Newest!.SensitiveReason.ShouldBe("Signed forms of all guardians, binder 4");
        var trail = (await test.Get<AuditService>().OfAsync(TestDb.Coordinator, id, new PageRequest())).OrThrow().Items;
        trail.ShouldContain(l => l.ActorName == TestDb.Admin.Name && l.Changes!.Contains("binder 4"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Save_PicturesAndTemporaryKeys_AreChecked(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (drafts, id) = await StartAsync(test, Sample.EveryKind);
        var picture = new StoredFile("wall.png", "image/png", [1]);
        var paper = new StoredFile("list.txt", "text/plain", [1]);
        await test.AddAsync(picture, paper);
        SurveyContent With(Guid? file) => Sample.EveryKind.Replace(Sample.EveryKind.Questions[0] with { Picture = file, PictureText = Words.Both("A wall", "Un muro") });
        (await drafts.SaveAsync(TestDb.Coordinator, id, 1, With(paper.Id))).Error!.Message.ShouldContain("picture");
        (await drafts.SaveAsync(TestDb.Coordinator, id, 1, With(Guid.NewGuid()))).Error.ShouldBeOfType<Invalid>();
        (await drafts.SaveAsync(TestDb.Coordinator, id, 1, With(picture.Id))).OrThrow().Token.ShouldBe(2);
        await EditAsync(drafts, id, c => c.Insert(1, c.New(QuestionKind.YesNo) with { Text = Words.Both("Is it new?", "¿Es nuevo?") }));
        await PublishAsync(drafts, id);
        (await drafts.VersionAsync(TestDb.Coordinator, id, 1)).OrThrow().Content.Questions[1].Key.ShouldBe("new");
    }
}
