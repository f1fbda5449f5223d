namespace Engagement.Core.Mail;

/// <summary>Whom a mail is about, for the person's page: minors and siblings are written to under their guardian's address.</summary>
public sealed class MailPerson
{
    private MailPerson() { }

    /// <summary>Ties a mail to a person.</summary>
    public MailPerson(Guid mailId, Guid personId) => (MailId, PersonId) = (mailId, personId);

    /// <summary>The mail.</summary>
    public Guid MailId { get; private init; }

    /// <summary>The person.</summary>
    public Guid PersonId { get; private init; }
}
