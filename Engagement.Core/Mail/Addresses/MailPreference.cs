using System.Security.Cryptography;
using Engagement.Core.Common;

namespace Engagement.Core.Mail;

/// <summary>
/// Whether an address wants an optional kind of mail. The row is made with the first such mail, because its id, 128 random bits, is what stands in the links
/// that unsubscribe and open the preferences; no link holds an address.
/// </summary>
public sealed class MailPreference : Entity
{
    private MailPreference() : base(RandomId()) { }

    /// <summary>A wish not to be asked for yet: mails of the kind are sent.</summary>
    public MailPreference(string address, MailKind kind) : base(RandomId()) => (Address, Kind) = (OutgoingMail.AddressOf(address), kind);

    /// <summary>The address, in lower case.</summary>
    public string Address { get; private init; } = "";

    /// <summary>One of <see cref="MailKinds.Optional"/>.</summary>
    public MailKind Kind { get; private init; }

    /// <summary>Unsubscribed at (UTC); null: wanted.</summary>
    public DateTime? OffAt { get; private set; }

    /// <summary>Turns the kind off or on; what is so already keeps its time.</summary>
    internal void Set(bool wanted, DateTime now) => OffAt = wanted ? null : OffAt ?? now;

    private static Guid RandomId() => new(RandomNumberGenerator.GetBytes(16));
}
