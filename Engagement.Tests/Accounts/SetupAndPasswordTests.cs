using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Engagement.Core.Mail;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.Accounts;

public class SetupAndPasswordTests
{
    private static NewAccount Input => new() { Name = "Ada", Email = "ada@example.org", Password = "four words in row" };

    [Theory, OnSqlite, OnPostgres]
    public async Task Setup_PrintedTokenOnly_AndOnce(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (setup, token) = (test.Get<SetupService>(), test.Get<SetupToken>());
        (await setup.CreateAdministratorAsync(null, Input)).Error.ShouldBeOfType<LinkNotValid>();
        (await setup.CreateAdministratorAsync("", Input)).Error.ShouldBeOfType<LinkNotValid>();
        var printed = token.Renew();
        (await setup.CreateAdministratorAsync("guess", Input)).Error.ShouldBeOfType<LinkNotValid>();
        (await setup.CreateAdministratorAsync(printed, new())).Error.ShouldBeOfType<Engagement.Core.Common.Invalid>();
        var made = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => setup.CreateAdministratorAsync(printed, Input))));
        made.Count(r => r.Ok).ShouldBe(1);
        (await setup.NeededAsync()).ShouldBeFalse();
        // A token made while there is an administrator opens nothing.
        (await setup.CreateAdministratorAsync(token.Renew(), Input)).Error.ShouldBeOfType<LinkNotValid>();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Reset_Link_CountsOnceForTwoHours(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var passwords = test.Get<PasswordService>();
        var ada = await UserTests.JoinAsync(test, Permissions.Leadership);
        var old = (await passwords.MakeResetAsync(TestDb.Admin, ada.UserId!.Value)).OrThrow();
        test.Clock.Advance(TimeSpan.FromHours(2));
        (await passwords.ResetAsync(old.Token, "quite another one")).Error.ShouldBeOfType<LinkNotValid>();
        var link = (await passwords.MakeResetAsync(TestDb.Admin, ada.UserId!.Value)).OrThrow();
        var session = (await test.Get<UserSessionService>().StartAsync(ada, "", strong: false)).OrThrow();
        (await passwords.ResetAsync(link.Token, "password1")).Error.ShouldBeOfType<Engagement.Core.Common.Invalid>();
        (await passwords.ResetAsync(link.Token, "quite another one")).Ok.ShouldBeTrue();
        (await passwords.ResetAsync(link.Token, "and yet another one")).Error.ShouldBeOfType<LinkNotValid>();
        (await test.Get<UserSessionService>().FindLiveAsync(session)).ShouldBeNull();
        (await passwords.ChangeAsync(ada, null, "quite another one", "and yet another one")).Ok.ShouldBeTrue();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Reset_Request_AnswersTheSameForAnybody(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        test.Get<Engagement.Core.Office.LinkSettings>().PublicAddress = "https://engagement.example.org/";
        var ada = await UserTests.JoinAsync(test, Permissions.Leadership);
        var passwords = test.Get<PasswordService>();
        (await passwords.RequestResetAsync("ADA@example.org")).Ok.ShouldBeTrue();
        (await passwords.RequestResetAsync("ada@example.org")).Ok.ShouldBeTrue();
        (await passwords.RequestResetAsync("nobody@example.org")).Ok.ShouldBeTrue();
        (await passwords.RequestResetAsync(null)).Ok.ShouldBeTrue();
        await using var db = test.Open();
        var mail = await db.Outbox.SingleAsync(m => m.Kind == MailKind.PasswordReset);
        mail.Recipient.ShouldBe("ada@example.org");
        (mail.Secret, mail.Body).ShouldBe((true, null));
        mail.Facts.ShouldNotBeNull().ShouldContain("Token");
        await test.Get<UserService>().DisableAsync(TestDb.Admin, ada.UserId!.Value);
        test.Clock.Advance(TimeSpan.FromMinutes(5));
        (await passwords.RequestResetAsync("ada@example.org")).Ok.ShouldBeTrue();
        (await db.Outbox.CountAsync(m => m.Kind == MailKind.PasswordReset)).ShouldBe(1);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Change_WrongCurrentPassword_LocksAfterFive(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var ada = await UserTests.JoinAsync(test, Permissions.Leadership);
        var passwords = test.Get<PasswordService>();
        for (var i = 0; i < 5; i++) (await passwords.ChangeAsync(ada, null, "wrong", "quite another one")).Error.ShouldBeOfType<WrongPassword>();
        (await passwords.ChangeAsync(ada, null, "four words in row", "quite another one")).Error.ShouldBeOfType<AccountLocked>();
        test.Clock.Advance(TimeSpan.FromMinutes(6));
        (await passwords.ChangeAsync(ada, null, "four words in row", "quite another one")).Ok.ShouldBeTrue();
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("short 1", false)]
    [InlineData("PassWord", false)]
    [InlineData("password2026!", false)]
    [InlineData("aaaaaaaaaaaa", false)]
    [InlineData("abababababab", false)]
    [InlineData("34567890", true)]
    [InlineData("23456789", false)]
    [InlineData("ada@example.org", false)]
    [InlineData("Ada Lovelace", false)]
    [InlineData("go eagles", false)]
    [InlineData("nine lives of a cat", true)]
    [InlineData("ñandú über žluťoučký", true)]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", true)]
    public void Password_Rules_RefuseWhatIsTriedFirst(string? password, bool good) =>
        (PasswordRules.Problem(password, "ada@example.org", "Ada Lovelace") is null).ShouldBe(good);
}
