using System.Text.Json;
using Engagement.Core.Data;
using Engagement.Core.Mail;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Engagement.Tests.Mail;

/// <summary>Mails of a composer for tests, sent into a postbox.</summary>
public abstract class SendingScene
{
    protected Postbox Postbox { get; } = new();

    protected MailSettings Settings { get; } = new() { From = "office@example.org" };

    protected Task<TestDb> StartAsync(DatabaseProvider provider, Action<IServiceCollection>? more = null) => TestDb.CreateAsync(provider, s =>
    {
        Postbox.Add(s);
        // In place of the composers of the rooms.
        s.RemoveAll<IMailComposer>().AddScoped<IMailComposer, TestComposer>().AddScoped<IMailComposer, TrialMail>().AddSingleton(Settings);
        more?.Invoke(s);
    });

    protected static async Task<Guid> QueueAsync(TestDb test, MailOrder order)
    {
        await using var db = test.Open();
        await db.QueueMailAsync(order);
        await db.SaveChangesAsync();
        // Ids of one millisecond are in no order, so the last one can't be asked for.
        return db.Outbox.Local.Single().Id;
    }

    protected static MailOrder Order(string to, MailKind kind = TestComposer.Service) => new(kind, Guid.CreateVersion7(), to) { Facts = "Hello" };

    protected static async Task<OutgoingMail> MailAsync(TestDb test, Guid id)
    {
        await using var db = test.Open();
        return await db.Outbox.AsNoTracking().SingleAsync(m => m.Id == id);
    }
}

/// <summary>Writes what the facts say; "void", "huge" and "throws" do what their names say.</summary>
internal sealed class TestComposer : IMailComposer
{
    public const MailKind Service = MailKind.Waitlisted;
    public const MailKind Optional = MailKind.SurveyOpen;

    public IReadOnlyCollection<MailKind> Kinds { get; } = [Service, Optional, MailKind.Announcement];

    public Task<Composed> ComposeAsync(EngagementDb db, OutgoingMail mail, CancellationToken cancel) => Task.FromResult(mail.Facts switch
    {
        "void" => Composed.Void("Not any more."),
        "throws" => throw new JsonException("A defect."),
        "huge" => Letter(mail) with { Files = [new LetterFile("huge.pdf", "application/pdf", new byte[11_010_048])] },
        _ => (Composed)Letter(mail),
    });

    private static Letter Letter(OutgoingMail mail) => new(new Dictionary<string, string> { ["what"] = mail.Facts ?? "" }) { Own = ("About {what}", "This is about {what}.") };
}
