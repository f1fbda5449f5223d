using System.Collections.Concurrent;
using Engagement.Core.Mail;
using Engagement.Core.Office;
using Engagement.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace Engagement.Tests.Mail;

/// <summary>
/// A transport that keeps what it gets, so that tests read it: <c>TestDb.CreateAsync(provider, postbox.Add)</c>, then <c>test.SendMailAsync()</c>.
/// <see cref="Answer"/> says how it ends.
/// </summary>
public sealed class Postbox : IMailTransport
{
    /// <summary>A mail as it arrived.</summary>
    public sealed record Letter(string To, string Subject, string Plain, string Html, string? Calendar, IReadOnlyList<string> Files, IReadOnlyDictionary<string, string> Headers);

    private readonly ConcurrentQueue<Letter> arrived = new();

    public IReadOnlyList<Letter> Arrived => [.. arrived];

    public Func<MailParcel, Handover> Answer { get; set; } = _ => new(HandoverKind.Accepted, "250 ok");

    public string Name => "a postbox in a test";

    /// <summary>Registers it, and an address for links.</summary>
    public void Add(IServiceCollection services) =>
        services.AddSingleton<IMailTransport>(this).AddSingleton(new LinkSettings { PublicAddress = "https://programs.example.org" });

    public IMailLine Open() => new Line(this);

    private sealed class Line(Postbox box) : IMailLine
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        public Task<Handover> SendAsync(MailParcel parcel, CancellationToken cancel)
        {
            var (answer, message) = (box.Answer(parcel), parcel.Message);
            if (answer.Kind == HandoverKind.Accepted)
                box.arrived.Enqueue(new Letter(parcel.To.Address, message.Subject!, message.TextBody!, message.HtmlBody!,
                    message.BodyParts.OfType<TextPart>().FirstOrDefault(p => p.ContentType.MediaSubtype == "calendar")?.Text,
                    [.. message.Attachments.OfType<MimePart>().Select(a => a.FileName!)], message.Headers.ToDictionary(h => h.Field, h => h.Value, StringComparer.OrdinalIgnoreCase)));
            return Task.FromResult(answer);
        }
    }
}

internal static class SendingMail
{
    /// <summary>Sends what is due; returns how many were tried.</summary>
    public static async Task<int> SendMailAsync(this TestDb test) => (await test.Get<MailService>().SendDueAsync(TestDb.Admin)).OrThrow();
}
