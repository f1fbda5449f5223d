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
        (await work.CommentAsync(TestDb.Coordinator, request.Id, "No address, no link, no mail", true)).Ok.ShouldBeTrue();
        await using var db = test.Open();
        (await db.Outbox.AnyAsync()).ShouldBeFalse();
        await test.AddAsync(new OfficeSettings { PublicAddress = "https://programs.example.org" });
        test.Clock.Advance(TimeSpan.FromSeconds(6));

        (await work.MoveAsync(TestDb.Coordinator, request.Id, RequestStatus.InProgress, "Crew on Tuesday")).Ok.ShouldBeTrue();
        (await work.CommentAsync(TestDb.Coordinator, request.Id, "For Ana alone", false)).Ok.ShouldBeTrue();
        (await work.AskAsync(TestDb.Coordinator, request.Id, "Which pole?")).Ok.ShouldBeTrue();
        (await db.Outbox.Select(m => new { m.Recipient, AtOnce = m.NextTryAt <= test.Now() }).OrderBy(m => m.Recipient).ThenBy(m => m.AtOnce).ToListAsync()).ShouldBe(
            [new { Recipient = "ana.diaz@example.org", AtOnce = false }, new { Recipient = "ana.diaz@example.org", AtOnce = true }, new { Recipient = "bo.chen@example.org", AtOnce = false }]);

        var news = new RequestNews(test.Get<LinkService>());
        (await ChangesAsync("ana.diaz@example.org", ana.Id)).ShouldBe("26-000001, Street Light Outage, 52nd & Market: the city says. No address, no link, no mail\n26-000001, Street Light Outage, 52nd & Market: in progress. Crew on Tuesday\n26-000001, Street Light Outage, 52nd & Market: the city says. For Ana alone");
        (await ChangesAsync("bo.chen@example.org", bo.Id)).ShouldBe("26-000001, Street Light Outage, 52nd & Market: la ciudad dice. No address, no link, no mail\n26-000001, Street Light Outage, 52nd & Market: en proceso. Crew on Tuesday", "what only the author may read stays away");
        (await ChangesAsync("ana.diaz@example.org", request.Id)).ShouldBe("26-000001: Which pole?");
        (await test.Get<MyRequestService>().ReplyAsync(ana.Actor(), request.Number, "The third")).Ok.ShouldBeTrue();
        (await ChangesAsync("ana.diaz@example.org", request.Id)).ShouldBeNull("it was answered meanwhile");

        async Task<string?> ChangesAsync(string to, Guid about)
        {
            await using var open = test.Open();
            return (await news.ComposeAsync(open, await open.Outbox.SingleAsync(m => m.Recipient == to && m.About == about), CancellationToken.None)).Letter?.Fields["changes"];
        }
    }
}
