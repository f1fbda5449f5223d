using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Mail;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.Mail;

public class MailTemplateTests
{
    private static readonly TemplateKey English = new(MailKind.PasswordReset, "", "en");

    [Theory, OnSqlite]
    public async Task EveryKind_HasAComposerAndWordsInEnglishAndSpanish(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var composed = test.Get<MailComposers>().Kinds;
        Enum.GetValues<MailKind>().Except(composed).ShouldBeEmpty("write an IMailComposer");
        var missing = from kind in composed
                      let variants = MailDefaults.All.Where(w => w.Kind == kind).Select(w => w.Variant).DefaultIfEmpty("").Distinct()
                      from variant in variants
                      from language in (string[])["en", "es"]
                      where !MailDefaults.All.Any(w => w.Kind == kind && w.Variant == variant && w.Language == language)
                      select $"{kind} {variant} {language}";
        missing.ShouldBeEmpty("write Mail/Templates/Defaults/KIND.LANGUAGE.md");
    }

    [Fact]
    public void EveryDefault_UsesItsFieldsRight()
    {
        MailDefaults.All.Count.ShouldBeGreaterThan(7);
        foreach (var words in MailDefaults.All)
            new MailTemplateInput { Subject = words.Subject, Markdown = words.Markdown }.Problems(words.Kind).ShouldBeNull($"{words.Kind} {words.Variant} {words.Language}");
    }

    [Fact]
    public void EveryField_HasANameAMeaningAndASample()
    {
        foreach (var field in Enum.GetValues<MailKind>().SelectMany(MailFields.Of))
        {
            field.Name.ShouldMatch("^[a-z][a-z0-9-]*$");
            field.Meaning.ShouldNotBeNullOrWhiteSpace();
            field.Sample.ShouldNotBeNullOrWhiteSpace();
        }
    }

    [Theory]
    [InlineData("New password", "Open {link}", null)]
    [InlineData("New password", "Open {lnk}", "{lnk} is no field of this mail; did you mean {link}?")]
    [InlineData("New {nonsense}", "Open {link}", "{nonsense} is no field of this mail.")]
    [InlineData("New password", "No way in", "{link} must occur: The one-time link.")]
    [InlineData("", "Open {link}", "The subject is missing.")]
    [InlineData("Two\nlines", "Open {link}", "The subject has one line.")]
    public void Problems_OfFields_AreFoundWhenSaving(string subject, string markdown, string? problem)
    {
        var found = new MailTemplateInput { Subject = subject, Markdown = markdown }.Problems(MailKind.PasswordReset);
        if (problem is null) found.ShouldBeNull();
        else found.ShouldNotBeNull().Problems.ShouldContain(p => p.Message == problem);
    }

    [Fact]
    public void Problems_NameInASubject_IsRefused() =>
        new MailTemplateInput { Subject = "Welcome, {names}", Markdown = "{names}" }.Problems(MailKind.Enrolled).ShouldNotBeNull().Problems.ShouldContain(p => p.Message.Contains("locked screens"));

    [Theory, OnSqlite, OnPostgres]
    public async Task Save_OwnWords_AreSentUntilTheyAreDropped(DatabaseProvider provider)
    {
        var postbox = new Postbox();
        await using var test = await TestDb.CreateAsync(provider, postbox.Add);
        var templates = test.Get<MailTemplateService>();
        var input = (await templates.GetAsync(TestDb.Coordinator, English)).OrThrow();
        (input.Version, input.Subject).ShouldBe((0, "New password at {office}"));
        input.Subject = "Your new password";
        input.Markdown = "Hello from {city}: [here]({link})";
        (await templates.SaveAsync(TestDb.Coordinator, English, input)).Ok.ShouldBeTrue();
        (await templates.SaveAsync(TestDb.Coordinator, English, input)).Error.ShouldBeOfType<Stale>("it was filled from the default");
        (await templates.SaveAsync(TestDb.Coordinator, English with { Variant = "no-such" }, input)).Error.ShouldBeOfType<NotFound>();
        (await templates.ListAsync(TestDb.Coordinator)).OrThrow().Single(r => r.Key == English).ShouldBe(new TemplateRow(English, "Your new password", Own: true));

        var user = await Accounts.UserTests.JoinAsync(test, Permissions.Leadership);
        await test.SendMailAsync();
        (await test.Get<PasswordService>().RequestResetAsync("ada@example.org")).Ok.ShouldBeTrue();
        await test.SendMailAsync();
        postbox.Arrived[^1].ShouldSatisfyAllConditions(l => l.Subject.ShouldBe("Your new password"), l => l.Plain.ShouldStartWith("Hello from City of Philadelphia: here: https://programs.example.org/account/reset?token="));
        user.ShouldNotBeNull();
        (await templates.ResetAsync(TestDb.Coordinator, English, 1)).Ok.ShouldBeTrue();
        (await templates.GetAsync(TestDb.Coordinator, English)).OrThrow().Version.ShouldBe(0);
    }

    [Theory, OnSqlite]
    public async Task Preview_Words_ShowSamplesAndNameNobody(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var key = new TemplateKey(MailKind.Trial, "", "es");
        var input = (await test.Get<MailTemplateService>().GetAsync(TestDb.Coordinator, key)).OrThrow();
        var preview = (await test.Get<MailTemplateService>().PreviewAsync(TestDb.Coordinator, key, input, real: true)).OrThrow();
        preview.Source.ShouldBe("sample values");
        preview.Text.Subject.ShouldBe("El correo de Philly311 funciona");
        preview.Text.Html.ShouldContain("Maria Lopez");
        input.Markdown = "{unknown} stays";
        (await test.Get<MailTemplateService>().PreviewAsync(TestDb.Coordinator, key, input, real: false)).OrThrow().Text.Plain.ShouldStartWith("{unknown} stays");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Preview_Real_UsesTheLatestMailOfTheKind(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await using (var db = test.Open())
        {
            await db.QueueMailAsync(new MailOrder(MailKind.Trial, Guid.NewGuid(), "ana@example.org") { Facts = "{\"From\":\"Carla\"}" });
            await db.SaveChangesAsync();
        }
        var key = new TemplateKey(MailKind.Trial, "", "en");
        var input = (await test.Get<MailTemplateService>().GetAsync(TestDb.Coordinator, key)).OrThrow();
        var preview = (await test.Get<MailTemplateService>().PreviewAsync(TestDb.Coordinator, key, input, real: true)).OrThrow();
        (preview.Source, preview.Text.Plain.Contains("sent by Carla on Monday, March 2, 2026 10:00", StringComparison.Ordinal)).ShouldBe(("the mail to ana@example.org", true), preview.Text.Plain);
    }
}
