using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Mail;
using Engagement.Core.People;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.People;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.Mail;

public class MailPreferenceTests
{
    private static async Task<Guid> LinkAsync(TestDb test, string address = "mother@example.org", MailKind kind = MailKind.Reminder)
    {
        var preference = new MailPreference(address, kind);
        await test.AddAsync(preference);
        return preference.Id;
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Unsubscribe_OneKind_LeavesTheOthersAndTheConsent(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var link = await LinkAsync(test);
        var preferences = test.Get<MailPreferenceService>();
        (await preferences.FindAsync(link)).OrThrow().Off.ShouldBeEmpty("looking changes nothing");
        for (var i = 0; i < 2; i++) (await preferences.UnsubscribeAsync(link)).Ok.ShouldBeTrue();
        var choices = (await preferences.FindAsync(link)).OrThrow();
        (choices.Kind, choices.Off.Single()).ShouldBe((MailKind.Reminder, MailKind.Reminder));
        (await preferences.UnsubscribeAsync(Guid.NewGuid())).Error.ShouldBeOfType<NotFound>();
        (await test.Get<AddressService>().OfAsync(TestDb.Coordinator, ["Mother@example.org", "other@example.org"])).OrThrow().Single().Off.ShouldBe([MailKind.Reminder]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Save_NothingWanted_WithdrawsTheConsentOfEverybodyWithTheAddressAndGivesItBack(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var child = await test.AddPersonAsync("Ana", "Ruiz", p =>
        {
            p.Age = AgeBand.From11To13;
            p.Guardians.Add(new GuardianInput { Name = "Eva Ruiz", Relation = "mother", Email = "Mother@example.org" });
        });
        var (self, other) = (await test.AddPersonAsync("Eva", "Ruiz", p => p.Email = "mother@example.org"), await test.AddPersonAsync("Ugo", "Abreu", p => p.Email = "ugo@example.org"));
        foreach (var id in (Guid[])[child, self, other])
            (await test.Get<ConsentService>().RecordAsync(TestDb.Coordinator, id, [ConsentPurpose.Email, ConsentPurpose.Photo], new SignatureInput { SignedBy = "Eva", Relation = "mother", SignedOn = new(2026, 3, 1) })).Ok.ShouldBeTrue();
        var link = await LinkAsync(test);
        (await test.Get<MailPreferenceService>().SaveAsync(link, MailKinds.Optional)).Ok.ShouldBeTrue();
        async Task<List<(Guid, string)>> HeldAsync()
        {
            await using var db = test.Open();
            return (await db.Consents.Where(c => c.Purpose == ConsentPurpose.Email && c.WithdrawnAt == null).Select(c => new { c.PersonId, c.SignedBy }).ToListAsync()).ConvertAll(c => (c.PersonId, c.SignedBy));
        }
        (await HeldAsync()).ShouldBe([(other, "Eva")]);
        (await test.Get<MailPreferenceService>().SaveAsync(link, new HashSet<MailKind> { MailKind.Absence })).Ok.ShouldBeTrue();
        (await HeldAsync()).ShouldBe([(child, "the owner of the e-mail address"), (self, "the owner of the e-mail address"), (other, "Eva")], ignoreOrder: true);
        await using var check = test.Open();
        (await check.Consents.CountAsync(c => c.Purpose == ConsentPurpose.Photo && c.WithdrawnAt != null)).ShouldBe(0);
    }
}
