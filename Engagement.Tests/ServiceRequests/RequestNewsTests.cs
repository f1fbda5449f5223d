using Engagement.Core.Data;
using Engagement.Core.Mail;
using Engagement.Core.Office;
using Engagement.Core.ServiceRequests;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.Liaisons;
using Engagement.Tests.People;
using Microsoft.EntityFrameworkCore;
using static Engagement.Tests.ServiceRequests.RequestData;

namespace Engagement.Tests.ServiceRequests;

public class RequestNewsTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task News_OfADay_AreOneMailToEachAndAQuestionGoesAtOnce(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await test.AddServicesAsync();
        var (ana, bo) = (await test.AddLiaisonAsync("Ana Diaz"), await test.AddLiaisonAsync("Bo Chen", person: p => p.Language = "es"));
        var work = test.Get<RequestWorkService>();
        var request = (await test.EnterAsync(Entry() with { LiaisonId = ana.Id })).OrThrow();
        await test.AddAsync(new RequestFollower(request.Id, bo.Id, test.Now()));
        await test.AddAsync(new OfficeSettings { PublicAddress = "https://programs.example.org" });
        (await work.MoveAsync(TestDb.Coordinator, request.Id, RequestStatus.InProgress, "Crew on Tuesday")).Ok.ShouldBeTrue();
        test.Clock.Advance(TimeSpan.FromMinutes(1));
        (await work.CommentAsync(TestDb.Coordinator, request.Id, "For Ana alone", false)).Ok.ShouldBeTrue();
        (await work.AskAsync(TestDb.Coordinator, request.Id, "Which pole?")).Ok.ShouldBeTrue();
        await using var db = test.Open();
        var now = test.Now();
        (await db.Outbox.Select(m => new { m.Recipient, AtOnce = m.NextTryAt <= now }).OrderBy(m => m.Recipient).ThenBy(m => m.AtOnce).ToListAsync()).ShouldBe(
            [new { Recipient = "ana.diaz@example.org", AtOnce = false }, new { Recipient = "ana.diaz@example.org", AtOnce = true }, new { Recipient = "bo.chen@example.org", AtOnce = false }]);

        var news = new RequestNews(test.Get<LinkService>());
        (await ChangesAsync("ana.diaz@example.org", ana.Id)).ShouldBe("26-000001, Street Light Outage, 52nd & Market: in progress. Crew on Tuesday\n26-000001, Street Light Outage, 52nd & Market: the city says. For Ana alone");
        (await ChangesAsync("bo.chen@example.org", bo.Id)).ShouldBe("26-000001, Street Light Outage, 52nd & Market: en proceso. Crew on Tuesday", "what only the author may read stays away");
        (await ChangesAsync("ana.diaz@example.org", request.Id)).ShouldBe("26-000001: Which pole?");
        (await test.Get<MyRequestService>().ReplyAsync(ana.Actor(), request.Number, "The third")).Ok.ShouldBeTrue();
        (await ChangesAsync("ana.diaz@example.org", request.Id)).ShouldBeNull("it was answered meanwhile");

        async Task<string?> ChangesAsync(string to, Guid about)
        {
            await using var open = test.Open();
            return (await news.ComposeAsync(open, await open.Outbox.SingleAsync(m => m.Recipient == to && m.About == about), CancellationToken.None)).Letter?.Fields["changes"];
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task News_ForWhoWantsThemAtOnce_AreAMailForEachPublicOrOwnEvent(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await test.AddServicesAsync();
        var (ana, bo) = (await test.AddLiaisonAsync("Ana Diaz"), await test.AddLiaisonAsync("Bo Chen"));
        var mine = test.Get<Core.Liaisons.MyLiaisonService>();
        foreach (var liaison in new[] { ana, bo }) (await mine.WantNewsAsync(liaison.Actor(), atOnce: true)).Ok.ShouldBeTrue();
        (await mine.WantNewsAsync(TestDb.Coordinator, atOnce: true)).Error.ShouldBeOfType<Core.Common.Forbidden>("who is no liaison has nothing to choose");
        (await mine.GetAsync(ana.Actor())).OrThrow().NewsAtOnce.ShouldBeTrue();
        var request = (await test.EnterAsync(Entry() with { LiaisonId = ana.Id })).OrThrow();
        await test.AddAsync(new RequestFollower(request.Id, bo.Id, test.Now()), new OfficeSettings { PublicAddress = "https://programs.example.org" });
        var work = test.Get<RequestWorkService>();
        (await work.MoveAsync(TestDb.Coordinator, request.Id, RequestStatus.InProgress, "Crew on Tuesday")).Ok.ShouldBeTrue();
        (await work.CommentAsync(TestDb.Coordinator, request.Id, "For Ana alone", false)).Ok.ShouldBeTrue();
        (await work.AskAsync(TestDb.Coordinator, request.Id, "Which pole?")).Ok.ShouldBeTrue();
        (await mine.WantNewsAsync(bo.Actor(), atOnce: false)).Ok.ShouldBeTrue();
        test.Clock.Advance(TimeSpan.FromMinutes(1));
        (await work.MoveAsync(TestDb.Coordinator, request.Id, RequestStatus.Done, null)).Ok.ShouldBeTrue();

        var news = new RequestNews(test.Get<LinkService>());
        await using var db = test.Open();
        var now = test.Now();
        async Task<List<string?>> ToldAsync(string to) =>
            [.. await Task.WhenAll((await db.Outbox.Where(m => m.Recipient == to && m.NextTryAt <= now).OrderBy(m => m.Id).ToListAsync()).Select(async m =>
            {
                await using var open = test.Open();
                return (await news.ComposeAsync(open, m, CancellationToken.None)).Letter?.Fields["changes"];
            }))];
        const string What = "26-000001, Street Light Outage, 52nd & Market: ";
        (await ToldAsync("ana.diaz@example.org")).ShouldBe([What + "in progress. Crew on Tuesday", What + "the city says. For Ana alone", null, What + "done"], "the request is closed, so its question is not sent any more");
        (await ToldAsync("bo.chen@example.org")).ShouldBe([What + "in progress. Crew on Tuesday"]);
        (await db.Outbox.CountAsync(m => m.Recipient == "bo.chen@example.org" && m.About == bo.Id)).ShouldBe(1, "the rest comes in the evening");
    }
}
