using Engagement.Core.Data;

namespace Engagement.Core.Mail;

/// <summary>What the mail room asks about addresses of the room of people, which lies on a higher floor.</summary>
public interface IAddressBook
{
    /// <summary>Of these people those who have withdrawn their consent to e-mail, or whose consent has run out. Who was never asked is not among them.</summary>
    Task<IReadOnlySet<Guid>> RefusingAsync(EngagementDb db, IReadOnlyCollection<Guid> people, CancellationToken cancel);

    /// <summary>Writes into the consents of everybody known with this address that its owner wants no optional mail any more, or wants it again. Saved by the caller.</summary>
    Task ConsentAsync(EngagementDb db, string address, bool wanted, DateTime now);
}
