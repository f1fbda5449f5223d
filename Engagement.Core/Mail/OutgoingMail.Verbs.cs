using Engagement.Core.Common;

namespace Engagement.Core.Mail;

public sealed partial class OutgoingMail
{
    /// <summary>True while it can still be changed: it waits, and nobody has taken it.</summary>
    public bool Waits => State == MailState.Queued;

    /// <summary>The transport has it. Text and HTML are kept as they went out, unless they hold a one-time link.</summary>
    internal MailState Sent(string answer, MailText text, DateTime now)
    {
        End(MailState.Sent, answer);
        (SentAt, Title) = (now, Short(text.Subject));
        if (!Secret) (Body, Html) = (text.Plain, text.Html);
        return State;
    }

    /// <summary>Not taken this time: again after 1, 5, 25 minutes, then growing to half a day; given up after <see cref="MostAttempts"/>.</summary>
    internal MailState Postponed(string answer, DateTime now)
    {
        if (Attempts >= MostAttempts) return End(MailState.Failed, answer);
        (State, TakenBy, HandedAt, Answer) = (MailState.Queued, null, null, Short(answer));
        NextTryAt = now + TimeSpan.FromMinutes(Math.Min(720, Math.Pow(5, Attempts - 1)));
        return State;
    }

    /// <summary>
    /// The transport itself does not work. The mail goes back, and the attempt does not count. Others try before it, in case it is this mail at which the server stumbles.
    /// </summary>
    internal MailState Returned(string answer, DateTime now)
    {
        (State, TakenBy, HandedAt, Answer, NextTryAt) = (MailState.Queued, null, null, Short(answer), now.AddMinutes(1));
        Attempts = Math.Max(0, Attempts - 1);
        return State;
    }

    /// <summary>Refused for good.</summary>
    internal MailState Refused(string answer) => End(MailState.Failed, answer);

    /// <summary>Handed over, and no answer came.</summary>
    internal MailState LeftUnclear(string answer, MailText text)
    {
        Title = Short(text.Subject);
        if (!Secret) (Body, Html) = (text.Plain, text.Html);
        return End(MailState.Unclear, answer);
    }

    /// <summary>
    /// A delivery report came after it had been sent. A failure ends it as failed; a delay is noted. False when the mail is no longer as sent,
    /// so that a report that comes twice counts once.
    /// </summary>
    internal bool Reported(bool failed, string words)
    {
        if (State is not (MailState.Sent or MailState.Unclear)) return false;
        if (failed) End(MailState.Failed, $"Came back: {words}");
        else Answer = Short($"Still under way: {words}");
        return true;
    }

    /// <summary>Does not apply any more.</summary>
    internal MailState Voided(string why) => End(MailState.Cancelled, why);

    /// <summary>Taken back by a person, or by the room whose cause is gone, while it waits.</summary>
    internal Result Cancel(string why)
    {
        if (!Waits) return new WrongMailState("Only a mail that still waits can be cancelled.");
        End(MailState.Cancelled, why);
        return Result.Success;
    }

    /// <summary>Sent again by a person, at once. A mail whose one-time link was forgotten can't be.</summary>
    internal Result SendAgain(DateTime now)
    {
        if (State is MailState.Queued or MailState.Sending) return new WrongMailState("This mail is on its way already.");
        if (Secret && Facts is null) return new WrongMailState("Its link was used up or forgotten. Make a new link instead.");
        if (NotAfter < now) return new WrongMailState("What it was about is over.");
        if (State == MailState.Sent) Resent++;
        (State, Attempts, NextTryAt, HandedAt, TakenBy, Answer) = (MailState.Queued, 0, now, null, null, null);
        return Result.Success;
    }

    /// <summary>Due at once, for one that waits for its next attempt.</summary>
    internal Result Hurry(DateTime now)
    {
        if (!Waits) return new WrongMailState("This mail does not wait.");
        NextTryAt = now;
        return Result.Success;
    }

    private MailState End(MailState state, string answer)
    {
        (State, Answer, TakenBy) = (state, Short(answer), null);
        if (Secret && state != MailState.Unclear) (Facts, Body, Html) = (null, null, null);
        return State;
    }

    private static string Short(string text) => text.Length <= 400 ? text : text[..(char.IsHighSurrogate(text[399]) ? 399 : 400)];
}
