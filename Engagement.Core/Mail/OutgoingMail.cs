using Engagement.Core.Common;

namespace Engagement.Core.Mail;

/// <summary>Where a mail stands.</summary>
public enum MailState
{
    /// <summary>Waits for its time.</summary>
    Queued,

    /// <summary>A node has taken it.</summary>
    Sending,

    /// <summary>The transport has accepted it.</summary>
    Sent,

    /// <summary>Given up.</summary>
    Failed,
}

/// <summary>A mail in the outbox, queued in the transaction that causes it and sent by a job.</summary>
public sealed class OutgoingMail : Entity
{
    /// <summary>Attempts after which a mail is given up; with the growing pauses about two days.</summary>
    public const int MostAttempts = 9;

    private OutgoingMail() { }

    /// <summary>A new mail. The same kind, subject and recipient exist once.</summary>
    /// <param name="kind">What sort of mail, in one word.</param>
    /// <param name="about">The thing that caused it.</param>
    /// <param name="to">The recipient's address.</param>
    /// <param name="title">Its subject line.</param>
    /// <param name="body">Plain text.</param>
    /// <param name="secret">True when the body holds a one-time link: it is emptied as soon as the mail is sent or given up.</param>
    /// <param name="now">UTC.</param>
    public OutgoingMail(string kind, Guid about, string to, string title, string body, bool secret, DateTime now) =>
        (Kind, About, Recipient, Title, Body, Secret, CreatedAt, NextTryAt) = (kind, about, to, title, body, secret, now, now);

    /// <summary>What sort of mail.</summary>
    public string Kind { get; private init; } = "";

    /// <summary>The thing that caused it.</summary>
    public Guid About { get; private init; }

    /// <summary>The recipient's address.</summary>
    public string Recipient { get; private init; } = "";

    /// <summary>Subject line.</summary>
    public string Title { get; private init; } = "";

    /// <summary>Plain text; empty once a secret mail is done with.</summary>
    public string Body { get; private set; } = "";

    /// <summary>The body holds a one-time link.</summary>
    public bool Secret { get; private init; }

    /// <summary>Where it stands.</summary>
    public MailState State { get; private set; }

    /// <summary>Attempts so far.</summary>
    public int Attempts { get; private set; }

    /// <summary>Queued (UTC).</summary>
    public DateTime CreatedAt { get; private init; }

    /// <summary>Not before (UTC); while sending: when the mail counts as stuck and returns.</summary>
    public DateTime NextTryAt { get; private set; }

    /// <summary>Accepted by the transport (UTC).</summary>
    public DateTime? SentAt { get; private set; }

    /// <summary>What the transport said last.</summary>
    public string? Answer { get; private set; }

    internal void Sent(string answer, DateTime now)
    {
        (State, SentAt, Answer) = (MailState.Sent, now, Short(answer));
        if (Secret) Body = "";
    }

    /// <summary>After 1, 5, 25 minutes, then growing to half a day.</summary>
    internal void Failed(string answer, DateTime now)
    {
        Answer = Short(answer);
        State = Attempts >= MostAttempts ? MailState.Failed : MailState.Queued;
        NextTryAt = now + TimeSpan.FromMinutes(Math.Min(720, Math.Pow(5, Attempts - 1)));
        if (Secret && State == MailState.Failed) Body = "";
    }

    private static string Short(string text) => text.Length > 400 ? text[..400] : text;
}
