using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.Accounts;

public class InvitationTests
{
    private const string Good = "four words in row";

    [Theory, OnSqlite, OnPostgres]
    public async Task Accept_OpenInvitation_MakesTheAccountOnce(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var service = test.Get<InvitationService>();
        var link = (await service.InviteAsync(TestDb.Admin, new() { Email = " Ada@Example.org ", Role = Permissions.Coordinator })).OrThrow();
        (await service.FindAsync(link.Token)).OrThrow().ShouldBe(new OpenInvitation("Ada@Example.org", Permissions.Coordinator));

        // The address of the form is ignored: the account gets the invited one.
        var made = await service.AcceptAsync(link.Token, new() { Name = "Ada", Email = "mallory@example.org", Password = Good });
        made.OrThrow().May(Permission.ManageCohorts).ShouldBeTrue();
        (await service.AcceptAsync(link.Token, new() { Name = "Ada", Password = Good })).Error.ShouldBeOfType<LinkNotValid>();
        (await service.FindAsync(link.Token)).Error.ShouldBeOfType<LinkNotValid>();

        await using var db = test.Open();
        (await db.Users.SingleAsync()).Email.ShouldBe("Ada@Example.org");
        (await db.Invitations.SingleAsync()).TokenHash.ShouldNotContain(link.Token);
        (await service.InviteAsync(TestDb.Admin, new() { Email = "ADA@example.org" })).Error!.Message.ShouldContain("already an account");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Accept_TwiceAtTheSameMoment_MakesOneAccount(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var service = test.Get<InvitationService>();
        var link = (await service.InviteAsync(TestDb.Admin, new() { Email = "ada@example.org" })).OrThrow();
        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => service.AcceptAsync(link.Token, new() { Name = "Ada", Password = Good }))));
        results.Count(r => r.Ok).ShouldBe(1);
        await using var db = test.Open();
        (await db.Users.CountAsync()).ShouldBe(1);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Link_ExpiredWithdrawnOrReplaced_DoesNotCount(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var service = test.Get<InvitationService>();
        var first = (await service.InviteAsync(TestDb.Admin, new() { Email = "a@example.org" })).OrThrow();
        var second = (await service.ResendAsync(TestDb.Admin, first.Id)).OrThrow();
        (await service.FindAsync(first.Token)).Ok.ShouldBeFalse();
        (await service.FindAsync(second.Token)).Ok.ShouldBeTrue();
        test.Clock.Advance(TimeSpan.FromDays(7));
        (await service.AcceptAsync(second.Token, new() { Name = "A", Password = Good })).Error.ShouldBeOfType<LinkNotValid>();
        var third = (await service.ResendAsync(TestDb.Admin, first.Id)).OrThrow();
        (await service.WithdrawAsync(TestDb.Admin, first.Id)).Ok.ShouldBeTrue();
        (await service.AcceptAsync(third.Token, new() { Name = "A", Password = Good })).Error.ShouldBeOfType<LinkNotValid>();
        (await service.ListAsync(TestDb.Admin, new())).OrThrow().Total.ShouldBe(0);
        (await service.FindAsync(null)).Ok.ShouldBeFalse();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Invite_WrongInput_SaysWhatIsWrong(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var service = test.Get<InvitationService>();
        (await service.InviteAsync(TestDb.Admin, new() { Email = "not an address" })).Ok.ShouldBeFalse();
        (await service.InviteAsync(TestDb.Admin, new() { Email = "a@example.org", Role = "God" })).Ok.ShouldBeFalse();
        (await service.InviteAsync(TestDb.Coordinator, new() { Email = "a@example.org" })).Ok.ShouldBeFalse();
        (await service.InviteAsync(TestDb.Admin, new() { Email = "a@example.org" })).Ok.ShouldBeTrue();
        (await service.InviteAsync(TestDb.Admin, new() { Email = "A@example.org" })).Error!.Message.ShouldContain("invitation already");
    }
}
