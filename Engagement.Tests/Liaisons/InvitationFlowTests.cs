using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Liaisons;
using Engagement.Core.Office;
using Engagement.Core.People;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.People;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.Liaisons;

public class InvitationFlowTests
{
    private static readonly NewAccount Account = new() { Name = "Ana Byron", Password = WebApp.Password };

    [Theory, OnSqlite, OnPostgres]
    public async Task Accept_LinkOfALiaison_MakesTheAccountAndActivates(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var liaison = await AddAsync(test, "ana@example.org");
        var link = await SendAsync(test, liaison);
        link.Email.ShouldBe("ana@example.org");
        var actor = (await test.Get<InvitationService>().AcceptAsync(link.Token, new NewAccount { Name = Account.Name, Email = "other@example.org", Password = Account.Password })).OrThrow();
        actor.May(Permission.EnterRequests).ShouldBeTrue();
        await using var db = test.Open();
        var now = await db.Liaisons.SingleAsync();
        (now.UserId, now.StandingOn(LiaisonData.Today), now.ActivatedAt).ShouldBe((actor.UserId, Standing.Active, test.Now()));
        (await db.Users.SingleAsync()).Email.ShouldBe("ana@example.org");
        (await test.Get<InvitationService>().AcceptAsync(link.Token, Account)).Error.ShouldBeOfType<LinkNotValid>();
        (await ListAsync(test)).Total.ShouldBe(0);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Send_Again_TheLinkBeforeDoesNotCount(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var liaison = await AddAsync(test, "ana@example.org");
        (await ListAsync(test)).Items.Single().State.ShouldBe(InvitationState.None);
        var first = await SendAsync(test, liaison);
        test.Clock.Advance(TimeSpan.FromDays(8));
        (await ListAsync(test)).Items.Single().State.ShouldBe(InvitationState.RunOut);
        var second = await SendAsync(test, liaison);
        (await ListAsync(test)).Items.Single().State.ShouldBe(InvitationState.Open);
        var invitations = test.Get<InvitationService>();
        (await invitations.FindAsync(first.Token)).Ok.ShouldBeFalse();
        (await invitations.FindAsync(second.Token)).OrThrow().ShouldBe(new OpenInvitation("ana@example.org", Permissions.Liaison));
        (await test.Get<LiaisonInvitationService>().WithdrawAsync(TestDb.Coordinator, [liaison.Id])).OrThrow().ShouldBe(1);
        (await invitations.FindAsync(second.Token)).Ok.ShouldBeFalse();
        (await ListAsync(test, InvitationState.Withdrawn)).Total.ShouldBe(1);
        (await invitations.FindAsync((await SendAsync(test, liaison)).Token)).Ok.ShouldBeTrue("a withdrawn one can be sent again");
        // Administrators see invitations of staff, not hundreds of liaisons'.
        (await invitations.ListAsync(TestDb.Admin, new())).OrThrow().Total.ShouldBe(0);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Accept_WithoutAnAddress_TheLiaisonNamesOne(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await test.AddLiaisonAsync("Bo Clark");
        var link = await SendAsync(test, await AddAsync(test, email: null));
        link.Email.ShouldBeNull();
        var invitations = test.Get<InvitationService>();
        (await invitations.FindAsync(link.Token)).OrThrow().Email.ShouldBe("");
        (await invitations.AcceptAsync(link.Token, Account)).Error.ShouldBeOfType<Invalid>().Problems.ShouldContain(p => p.Field == "Email");
        (await invitations.AcceptAsync(link.Token, new NewAccount { Name = "Ana", Email = "bo.clark@example.org", Password = WebApp.Password })).Error.ShouldBeOfType<Invalid>();
        (await invitations.AcceptAsync(link.Token, new NewAccount { Name = "Ana", Email = "own@example.org", Password = WebApp.Password })).Ok.ShouldBeTrue();
        await using var db = test.Open();
        (await db.Outbox.CountAsync()).ShouldBe(0);
        (await db.Users.CountAsync(u => u.Email == "own@example.org")).ShouldBe(1);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Accept_AfterTheStandingEnded_DoesNotCount(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (suspended, expired) = (await AddAsync(test, "one@example.org"), await test.AddLiaisonAsync("Ex Pired", account: false, more: l => l.ExpiresOn = LiaisonData.Today.AddDays(3)));
        var links = new[] { await SendAsync(test, suspended), await SendAsync(test, expired) };
        (await test.Get<LiaisonService>().SuspendAsync(TestDb.Coordinator, suspended.Id, "why")).Ok.ShouldBeTrue();
        test.Clock.Advance(TimeSpan.FromDays(5));
        foreach (var link in links)
            (await test.Get<InvitationService>().AcceptAsync(link.Token, new NewAccount { Name = "X", Email = "x@example.org", Password = WebApp.Password })).Error.ShouldBeOfType<LinkNotValid>();
        await using var db = test.Open();
        (await db.Users.CountAsync()).ShouldBe(0);
        var left = (await test.Get<LiaisonInvitationService>().SendAsync(TestDb.Coordinator, [suspended.Id, expired.Id])).OrThrow();
        left.Links.ShouldBeEmpty();
        left.LeftOut.Select(l => l.Why).ShouldBe([$"{suspended.Number} is suspended.", $"{expired.Number} is expired."], ignoreOrder: true);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Send_YouthLiaisonWhoHasComeOfAge_GetsAnAccount(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var adult = await test.AddLiaisonAsync("An Adult");
        var youth = await test.AddLiaisonAsync("Young One", account: false, more: l => l.PutUnder(adult.UserId!.Value), person: p => (p.Age, p.Email) = (AgeBand.From16To17, "young@example.org"));
        (await ListAsync(test)).Total.ShouldBe(0);
        (await test.Get<LiaisonInvitationService>().SendAsync(TestDb.Coordinator, [youth.Id])).OrThrow().LeftOut.Single().Why.ShouldBe(new MinorsHaveNoAccount().Message);
        await using var db = test.Open();
        await db.People.Where(p => p.Id == youth.PersonId).ExecuteUpdateAsync(s => s.SetProperty(p => p.Age, AgeBand.Adult));
        (await ListAsync(test)).Total.ShouldBe(1);
        (await test.Get<InvitationService>().AcceptAsync((await SendAsync(test, youth)).Token, Account)).Ok.ShouldBeTrue();
        var now = await db.Liaisons.SingleAsync(l => l.Id == youth.Id);
        (now.AdultId, now.UserId is not null, now.StandingOn(LiaisonData.Today)).ShouldBe((null, true, Standing.Active));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Send_SeveralWithOneAddress_OnlyTheFirst(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (one, two) = (await AddAsync(test, "shared@example.org"), await AddAsync(test, "shared@example.org"));
        var outcome = (await test.Get<LiaisonInvitationService>().SendAllAsync(TestDb.Coordinator, new InvitationFilter())).OrThrow();
        (outcome.Mailed, outcome.ToHandOver.Count, outcome.LeftOut.Count).ShouldBe((1, 0, 1));
        outcome.LeftOut[0].Why.ShouldContain("shared@example.org");
        // Also when it is sent again: the address stays with whom it was sent to.
        (await test.Get<LiaisonInvitationService>().SendAsync(TestDb.Coordinator, [one.Id, two.Id])).OrThrow().Links.Single().LiaisonId.ShouldBe(outcome.Links[0].LiaisonId);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task List_OneOrThree_TakesTheSameQueries(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await AddAsync(test, "a@example.org");
        test.Queries.Reset();
        await ListAsync(test);
        var one = test.Queries.Count;
        await SendAsync(test, await AddAsync(test, "b@example.org"));
        await AddAsync(test, "c@example.org");
        test.Queries.Reset();
        (await ListAsync(test)).Items.Count.ShouldBe(3);
        test.Queries.Count.ShouldBe(one);
        (await test.Get<LiaisonInvitationService>().ListAsync(TestDb.Coordinator, new InvitationFilter(Search: "c@example"), new())).OrThrow().Total.ShouldBe(1);
        (await test.Get<LiaisonInvitationService>().ListAsync(TestDb.Leader, new InvitationFilter(), new())).Error.ShouldBeOfType<Forbidden>();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task AccountWithoutTraining_OnlyByAnAdministratorsReason(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        (await test.Get<InvitationService>().InviteAsync(TestDb.Admin, new InvitationInput { Email = "sly@example.org", Role = Permissions.Liaison })).Error.ShouldBeOfType<Invalid>();
        var staff = await StaffAsync(test);
        (await test.Get<UserService>().ChangeRoleAsync(TestDb.Admin, staff, Permissions.Liaison)).Error.ShouldBeOfType<Invalid>();

        var person = await test.AddPersonAsync("Ana", "Byron", p => p.Neighborhood = "Fishtown");
        var liaisons = test.Get<LiaisonService>();
        (await liaisons.ExceptAsync(TestDb.Coordinator, person, "I know her")).Error.ShouldBeOfType<Forbidden>();
        (await liaisons.ExceptAsync(TestDb.Admin, person, " ")).Error.ShouldBeOfType<Invalid>();
        var made = (await liaisons.ExceptAsync(TestDb.Admin, person, "Trained by the city of Camden")).OrThrow();
        (await liaisons.ExceptAsync(TestDb.Admin, person, "again")).Error.ShouldBeOfType<IsLiaison>();
        (await liaisons.GetAsync(TestDb.Coordinator, made)).OrThrow().ExceptionReason.ShouldBe("Trained by the city of Camden");
        var minor = await test.AddPersonAsync("Young", "One", p => p.Age = AgeBand.From14To15);
        (await liaisons.ExceptAsync(TestDb.Admin, minor, "why")).Error.ShouldBeOfType<MinorsHaveNoAccount>();
    }

    private static async Task<Guid> StaffAsync(TestDb test)
    {
        var link = (await test.Get<InvitationService>().InviteAsync(TestDb.Admin, new InvitationInput { Email = "staff@example.org" })).OrThrow();
        return (await test.Get<InvitationService>().AcceptAsync(link.Token, new NewAccount { Name = "Staff", Password = WebApp.Password })).OrThrow().UserId!.Value;
    }

    private static async Task<Liaison> AddAsync(TestDb test, string? email)
    {
        await using (var db = test.Open())
            if (!await db.OfficeSettings.AnyAsync()) await test.AddAsync(new OfficeSettings { PublicAddress = "https://engagement.example.org" });
        return await test.AddLiaisonAsync($"Ana {Guid.NewGuid():n}"[..12], account: false, person: p => p.Email = email);
    }

    private static async Task<LiaisonLink> SendAsync(TestDb test, Liaison liaison) =>
        (await test.Get<LiaisonInvitationService>().SendAsync(TestDb.Coordinator, [liaison.Id])).OrThrow().Links.Single();

    private static async Task<Page<LiaisonInvitationRow>> ListAsync(TestDb test, InvitationState? state = null) =>
        (await test.Get<LiaisonInvitationService>().ListAsync(TestDb.Coordinator, new InvitationFilter(state), new())).OrThrow();
}
