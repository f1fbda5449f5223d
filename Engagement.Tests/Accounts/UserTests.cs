using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.Accounts;

public class UserTests
{
    internal static async Task<Actor> JoinAsync(TestDb test, string role, string email = "ada@example.org")
    {
        var service = test.Get<InvitationService>();
        var link = (await service.InviteAsync(TestDb.Admin, new() { Email = email, Role = role })).OrThrow();
        return (await service.AcceptAsync(link.Token, new() { Name = "Ada " + role, Password = "four words in row" })).OrThrow();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task LastAdministrator_CannotBeDisabledOrDemoted(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var users = test.Get<UserService>();
        var only = (await JoinAsync(test, Permissions.Administrator)).UserId!.Value;
        (await users.DisableAsync(TestDb.Admin, only)).Error.ShouldBeOfType<LastAdministrator>();
        (await users.ChangeRoleAsync(TestDb.Admin, only, Permissions.Coordinator)).Error.ShouldBeOfType<LastAdministrator>();

        var second = (await JoinAsync(test, Permissions.Administrator, "b@example.org")).UserId!.Value;
        // Two administrators who disable each other at the same moment: one stays.
        var results = await Task.WhenAll(Task.Run(() => users.DisableAsync(TestDb.Admin, only)), Task.Run(() => users.DisableAsync(TestDb.Admin, second)));
        results.Count(r => r.Ok).ShouldBe(1);
        results.Single(r => !r.Ok).Error.ShouldBeOfType<LastAdministrator>();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Sessions_DisablingRoleAndPassword_EndThem(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (users, sessions, passwords) = (test.Get<UserService>(), test.Get<UserSessionService>(), test.Get<PasswordService>());
        var ada = await JoinAsync(test, Permissions.Coordinator);
        var id = ada.UserId!.Value;
        async Task<Guid> Start() => (await sessions.StartAsync(ada, "Firefox on Linux", strong: false)).OrThrow();

        var session = await Start();
        (await sessions.FindLiveAsync(session))!.Roles.ShouldBe([Permissions.Coordinator]);
        (await users.ChangeRoleAsync(TestDb.Admin, id, Permissions.Leadership)).Ok.ShouldBeTrue();
        (await sessions.FindLiveAsync(session)).ShouldBeNull();

        session = await Start();
        var other = await Start();
        (await passwords.ChangeAsync(ada, session, "four words in row", "other words in row")).Ok.ShouldBeTrue();
        (await sessions.FindLiveAsync(session)).ShouldNotBeNull();
        (await sessions.FindLiveAsync(other)).ShouldBeNull();

        (await users.DisableAsync(TestDb.Admin, id)).Ok.ShouldBeTrue();
        (await sessions.FindLiveAsync(session)).ShouldBeNull();
        (await users.EnableAsync(TestDb.Admin, id)).Ok.ShouldBeTrue();

        session = await Start();
        other = await Start();
        (await sessions.EndAsync(Actor.User(Guid.NewGuid(), "Mallory", []), session)).Ok.ShouldBeTrue();
        (await sessions.FindLiveAsync(session)).ShouldNotBeNull("nobody ends another's session");
        (await sessions.EndAsync(ada, session)).Ok.ShouldBeTrue();
        (await sessions.FindLiveAsync(session)).ShouldBeNull();
        (await sessions.FindLiveAsync(other)).ShouldNotBeNull();
        test.Clock.Advance(TimeSpan.FromHours(13));
        (await sessions.FindLiveAsync(other)).ShouldBeNull();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task List_SearchAndCount_OneQueryWhateverTheRows(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var users = test.Get<UserService>();
        await JoinAsync(test, Permissions.Coordinator, "one@example.org");
        test.Queries.Reset();
        (await users.ListAsync(TestDb.Admin, new())).OrThrow().Total.ShouldBe(1);
        var one = test.Queries.Count;
        await JoinAsync(test, Permissions.Leadership, "two@example.org");
        await JoinAsync(test, Permissions.Administrator, "three@example.org");
        test.Queries.Reset();
        var page = (await users.ListAsync(TestDb.Admin, new(Take: 2))).OrThrow();
        test.Queries.Count.ShouldBe(one);
        (page.Total, page.Items.Count).ShouldBe((3, 2));
        (await users.ListAsync(TestDb.Admin, new(Search: "TWO@"))).OrThrow().Items.Single().Role.ShouldBe(Permissions.Leadership);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Audit_RoleChange_TellsWhoAndWhat(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var ada = (await JoinAsync(test, Permissions.Coordinator)).UserId!.Value;
        await test.Get<UserService>().ChangeRoleAsync(TestDb.Admin, ada, Permissions.Leadership);
        var audit = test.Get<AuditService>();
        var lines = (await audit.OfAsync(TestDb.Admin, ada, new())).OrThrow();
        lines.Items.ShouldContain(l => l.Action == "changed the role" && l.ActorName == TestDb.Admin.Name && l.Changes!.Contains(Permissions.Leadership));
        lines.Items.ShouldAllBe(l => l.Changes == null || !l.Changes.Contains("Hash"));
        // A coordinator may not manage accounts, so sees nothing of them.
        (await audit.OfAsync(TestDb.Coordinator, ada, new())).OrThrow().Total.ShouldBe(0);
        (await audit.OfAsync(TestDb.Leader, ada, new())).Ok.ShouldBeFalse();
        (await audit.ListAsync(TestDb.Admin, new(Kind: "Invitation"), new())).OrThrow().Total.ShouldBe(2);
        (await audit.ListAsync(TestDb.Admin, new(From: test.Clock.GetUtcNow().UtcDateTime.AddDays(1)), new())).OrThrow().Total.ShouldBe(0);
    }
}
