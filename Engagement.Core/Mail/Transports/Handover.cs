namespace Engagement.Core.Mail;

/// <summary>How the handing over of a mail ended.</summary>
public enum HandoverKind
{
    /// <summary>Taken.</summary>
    Accepted,

    /// <summary>Not now: this mail is tried again later.</summary>
    Passing,

    /// <summary>Never: this mail is given up.</summary>
    Final,

    /// <summary>The mail was handed over whole, and no answer came: it may have been taken.</summary>
    Unclear,

    /// <summary>The transport itself does not work (settings, certificate, server away); no mail would go.</summary>
    Broken,
}

/// <summary>The end of a handing over, with the other side's own words.</summary>
public sealed record Handover(HandoverKind Kind, string Answer);

/// <summary>Where mails are handed to.</summary>
public interface IMailTransport
{
    /// <summary>Name for staff, such as "smtp.example.org, port 587".</summary>
    string Name { get; }

    /// <summary>A line on which mails go one after the other; a few may be open at once.</summary>
    IMailLine Open();
}

/// <summary>One connection, kept for many mails.</summary>
public interface IMailLine : IAsyncDisposable
{
    /// <summary>Hands over one mail; never throws for what the other side does.</summary>
    Task<Handover> SendAsync(MailParcel parcel, CancellationToken cancel);
}
