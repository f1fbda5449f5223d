using Engagement.Core.Mail;
using MimeKit;

namespace Engagement.Tests.Mail;

public class MailSettingsTests
{
    public static TheoryData<MailSettings, string?> Settings() => new()
    {
        { new MailSettings { Host = "smtp.example.org", Port = 465 }, null },
        { new MailSettings { Host = "smtp.example.org", TrustedCertificate = "/no/such/file.pem" }, "Mail:TrustedCertificate" },
        { new MailSettings { Host = "smtp.example.org", Port = 0 }, "Mail:Port" },
        { new MailSettings { Host = "smtp.example.org", From = "office" }, "Mail:From" },
        { new MailSettings { Host = "smtp.example.org", StartTls = false, User = "office" }, "readable" },
        { new MailSettings { Host = "127.0.0.1", StartTls = false, User = "office" }, null },
        { new MailSettings { SandboxTo = "me" }, "Mail:SandboxTo" },
        { new MailSettings { ReturnPath = "me" }, "Mail:ReturnPath" },
        { new MailSettings { ReplyTo = "me" }, "Mail:ReplyTo" },
        { new MailSettings { BounceKey = "short" }, "16 characters" },
        { new MailSettings { Parallel = 0 }, "Mail:Parallel" },
        { new MailSettings { TimeoutSeconds = 0 }, "Mail:TimeoutSeconds" },
        { new MailSettings { PerMinute = -1 }, "Mail:PerMinute" },
        { new MailSettings { KeepBodiesDays = 0 }, "Mail:KeepBodiesDays" },
        { new MailSettings { Host = "smtp.example.org" }, null },
        { new MailSettings { Host = "", Port = 465 }, null },
    };

    [Theory, MemberData(nameof(Settings))]
    public void Problem_UnusableSettings_SaysWhy(MailSettings settings, string? word)
    {
        if (word is null) settings.Problem().ShouldBeNull();
        else settings.Problem().ShouldNotBeNull().ShouldContain(word);
    }

    private static MailParcel Parcel()
    {
        var (office, ada) = (new MailboxAddress("Philly311", "office@example.org"), new MailboxAddress("", "ada@example.org"));
        return new(office, ada, new MimeMessage([office], [ada], "Grüße", new TextPart("plain") { Text = "Hello" }));
    }

    [Fact]
    public async Task Pickup_Mail_BecomesAFile()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"engagement-mail-{Guid.NewGuid():n}");
        try
        {
            using var parcel = Parcel();
            await using var line = new PickupTransport(new() { PickupFolder = folder }).Open();
            (await line.SendAsync(parcel, CancellationToken.None)).Kind.ShouldBe(HandoverKind.Accepted);
            (await File.ReadAllTextAsync(Directory.GetFiles(folder, "*.eml").Single())).ShouldContain("To: ada@example.org");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Pickup_FolderThatCantBeWritten_KeepsAllMailWaiting()
    {
        using var parcel = Parcel();
        await using var line = new PickupTransport(new() { PickupFolder = "/proc/no-such-folder" }).Open();
        (await line.SendAsync(parcel, CancellationToken.None)).Kind.ShouldBe(HandoverKind.Broken);
    }
}
