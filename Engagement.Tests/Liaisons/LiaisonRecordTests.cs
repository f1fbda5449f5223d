using System.Text;
using Engagement.Core.Accounts;
using Engagement.Core.Certificates;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Liaisons;
using Engagement.Core.Office;
using Engagement.Core.People;
using Engagement.Core.ServiceRequests;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.People;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.Liaisons;

/// <summary>What editing, merging, erasing, exporting and printing do to a liaison.</summary>
public class LiaisonRecordTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Edit_DatesAndAreas_CheckedAndGuarded(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var id = (await test.AddLiaisonAsync("Ana Byron", areas: ["Fishtown"])).Id;
        var service = test.Get<LiaisonService>();
        var (mine, theirs) = (await InputAsync(), await InputAsync());
        (mine.Areas, mine.ExpiresOn) = ("Olney; 19120", null);
        (await service.EditAsync(TestDb.Coordinator, id, mine)).Ok.ShouldBeTrue();
        var view = (await service.GetAsync(TestDb.Coordinator, id)).OrThrow();
        (view.ExpiresOn, string.Join(' ', view.Areas)).ShouldBe((null, "Olney 19120"));
        (await service.EditAsync(TestDb.Coordinator, id, theirs)).Error.ShouldBeOfType<Stale>();
        var wrong = await InputAsync();
        (wrong.TrainedOn, wrong.Areas) = (new DateOnly(2030, 1, 1), "Olney");
        (await service.EditAsync(TestDb.Coordinator, id, wrong)).Error.ShouldBeOfType<Invalid>().Problems.Single().Field.ShouldBe("TrainedOn");
        wrong = await InputAsync();
        wrong.Areas = new string('x', 101);
        (await service.EditAsync(TestDb.Coordinator, id, wrong)).Error.ShouldBeOfType<Invalid>().Problems.Single().Field.ShouldBe("Areas");

        async Task<LiaisonInput> InputAsync() => LiaisonInput.Of((await service.GetAsync(TestDb.Coordinator, id)).OrThrow());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Check_Card_TellsTheNumberAndNoName(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (liaison, service, check) = (await test.AddLiaisonAsync("Ana Byron"), test.Get<LiaisonService>(), test.Get<LiaisonCheckService>());
        (await check.CheckAsync(CheckedCode.Print(liaison.Code).ToLowerInvariant())).ShouldBe(new CardAnswer(CardVerdict.Active, liaison.Number));
        (await check.CheckAsync("ABCD")).ShouldBe(new CardAnswer(CardVerdict.Mistyped));
        (await check.CheckAsync(CheckedCode.New(10))).ShouldBe(new CardAnswer(CardVerdict.Unknown));
        await service.SuspendAsync(TestDb.Coordinator, liaison.Id, "why");
        (await check.CheckAsync(liaison.Code)).ShouldBe(new CardAnswer(CardVerdict.NotActive, liaison.Number));
        (await service.RenewCardAsync(TestDb.Coordinator, liaison.Id)).Ok.ShouldBeTrue();
        (await check.CheckAsync(liaison.Code)).Verdict.ShouldBe(CardVerdict.Unknown);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Card_OfActiveAndInvited_IsAPdf(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await test.AddAsync(new OfficeSettings { PublicAddress = "https://engagement.example.org" });
        var (active, gone) = (await test.AddLiaisonAsync("Ana Byron"), await test.AddLiaisonAsync("Bo Clark", more: l => l.Resign(test.Now())));
        var print = test.Get<LiaisonPrintService>();
        using var file = new MemoryStream();
        await (await print.OneAsync(TestDb.Coordinator, active.Id)).OrThrow().WriteAsync(file, CancellationToken.None);
        Encoding.ASCII.GetString(file.ToArray(), 0, 5).ShouldBe("%PDF-");
        (await print.OneAsync(TestDb.Coordinator, gone.Id)).Error.ShouldBeOfType<NoCard>();
        (await print.OneAsync(TestDb.Leader, active.Id)).Error.ShouldBeOfType<Forbidden>();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Merge_ALiaison_GoesOverAndComesBack(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (liaison, kept) = (await test.AddLiaisonAsync("Ana Byron"), await test.AddPersonAsync("Ana", "Byron"));
        var merge = (await test.Get<MergeService>().MergeAsync(TestDb.Coordinator, kept, liaison.PersonId, [])).OrThrow();
        await using var db = test.Open();
        (await db.Liaisons.AsNoTracking().SingleAsync()).PersonId.ShouldBe(kept);
        (await test.Get<MergeService>().UndoAsync(TestDb.Coordinator, merge)).Ok.ShouldBeTrue();
        (await db.Liaisons.AsNoTracking().SingleAsync()).PersonId.ShouldBe(liaison.PersonId);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Merge_TwoLiaisons_IsRefusedUntilOneHasResigned(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (one, two) = (await test.AddLiaisonAsync("Ana Byron"), await test.AddLiaisonAsync("Anna Byron"));
        var merges = test.Get<MergeService>();
        (await merges.MergeAsync(TestDb.Coordinator, one.PersonId, two.PersonId, [])).Error.ShouldBeOfType<MergeProblem>().Message.ShouldContain($"({one.Number} and {two.Number})");
        (await test.Get<LiaisonService>().ResignAsync(TestDb.Coordinator, two.Id)).Ok.ShouldBeTrue();
        (await merges.MergeAsync(TestDb.Coordinator, two.PersonId, one.PersonId, [])).Error.ShouldBeOfType<MergeProblem>().Message.ShouldContain("Keep the other record");
        (await merges.MergeAsync(TestDb.Coordinator, one.PersonId, two.PersonId, [])).Ok.ShouldBeTrue();
        await using var db = test.Open();
        (await db.Liaisons.OrderBy(l => l.Number).Select(l => l.PersonId).ToListAsync()).ShouldBe([one.PersonId, two.PersonId], "the resigned one stays with the hidden record");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Erase_ALiaison_AccountAndNameGoNumberStays(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var liaison = await test.AddLiaisonAsync("Zorblatt Quux", areas: ["Fishtown"], more: l => l.ExceptionReason = "Zorblatt is known");
        await test.AddRequestsAsync(liaison, 3, RequestStatus.Done);
        (await test.Get<ConductService>().AcceptAsync(Actor.User(liaison.UserId!.Value, "Zorblatt Quux", [Permissions.Liaison]), 1)).Ok.ShouldBeTrue();
        (await test.Get<LiaisonService>().SuspendAsync(TestDb.Coordinator, liaison.Id, "Zorblatt shouted")).Ok.ShouldBeTrue();
        var export = Encoding.UTF8.GetString((await test.Get<ExportService>().JsonAsync(TestDb.Coordinator, liaison.PersonId)).OrThrow());
        foreach (var text in (string[])[liaison.Number, "Zorblatt shouted", "Fishtown", "zorblatt.quux@example.org"]) export.ShouldContain(text);

        (await test.Get<ErasureService>().EraseAsync(TestDb.Coordinator, liaison.PersonId, "Zorblatt Quux")).Ok.ShouldBeTrue();
        await using var db = test.Open();
        var left = await db.Liaisons.Include(l => l.Areas).SingleAsync();
        (left.Number, left.UserId, left.Areas.Count, left.StandingOn(LiaisonData.Today)).ShouldBe((liaison.Number, null, 0, Standing.Resigned));
        (await db.Users.CountAsync()).ShouldBe(0);
        (await db.ServiceRequests.CountAsync()).ShouldBe(1, "requests are about places and stay");
        (await DumpAsync(db)).ShouldNotContain("orblatt");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Retention_Liaisons_CountFromTheEndOfTheStanding(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var old = test.Now().AddYears(-8);
        var active = await test.AddLiaisonAsync("Still Active", person: p => p.CreatedAt = old);
        var lately = await test.AddLiaisonAsync("Ended Lately", person: p => p.CreatedAt = old, more: l => l.ExpiresOn = LiaisonData.Today.AddMonths(-10));
        var longAgo = await test.AddLiaisonAsync("Ended Longago", person: p => p.CreatedAt = old, more: l => l.ExpiresOn = LiaisonData.Today.AddMonths(-40));
        (await test.Get<RetentionService>().RunAsync(TestDb.Admin)).OrThrow().ShouldBe(1);
        await using var db = test.Open();
        var emails = await db.People.ToDictionaryAsync(p => p.Id, p => p.Email);
        emails[active.PersonId].ShouldNotBeNull();
        emails[lately.PersonId].ShouldNotBeNull();
        emails[longAgo.PersonId].ShouldBeNull();
        (await db.Users.CountAsync(u => u.Id == longAgo.UserId)).ShouldBe(0, "the account goes with the contacts");
    }

    // Every text of the tables in which a liaison leaves traces.
    private static async Task<string> DumpAsync(EngagementDb db)
    {
        var texts = new List<string?>();
        texts.AddRange(await db.Audit.Select(a => a.ActorName + " " + a.Changes + " " + a.Action).ToListAsync());
        texts.AddRange(await db.People.Select(p => p.GivenName + p.FamilyName + p.Email + p.SearchText).ToListAsync());
        texts.AddRange(await db.Liaisons.Select(l => l.ExceptionReason + " " + l.SuspendReason).ToListAsync());
        texts.AddRange(await db.ServiceRequests.Select(r => r.ContactName + " " + r.ContactEmail).ToListAsync());
        texts.AddRange(await db.Invitations.Select(i => i.Email).ToListAsync());
        texts.AddRange(await db.Outbox.Select(m => m.Recipient + m.Body).ToListAsync());
        texts.AddRange(await db.Users.Select(u => u.DisplayName + u.Email).ToListAsync());
        return string.Join('\n', texts);
    }
}
