using Engagement.Core.Data;

namespace Engagement.Core.Accounts;

/// <summary>What a letter of this room is about.</summary>
public enum AccountLetterKind
{
    /// <summary>Make yourself an account.</summary>
    Invitation,

    /// <summary>Make yourself a liaison account.</summary>
    LiaisonInvitation,

    /// <summary>Choose a new password.</summary>
    PasswordReset,
}

/// <summary>A letter with a one-time link.</summary>
/// <param name="Kind">Invitation or reset.</param>
/// <param name="About">Id that, with kind and recipient, keeps a letter from going twice; a new link has a new id.</param>
/// <param name="To">Address of the receiver.</param>
/// <param name="Token">The secret of the link.</param>
/// <param name="From">Who caused it, by name.</param>
public sealed record AccountLetter(AccountLetterKind Kind, Guid About, string To, string Token, string From);

/// <summary>How this room hands letters to the mail room, which lies on a higher floor.</summary>
public interface IAccountMail
{
    /// <summary>Puts a letter into the outbox of the same transaction; nothing is sent before it is saved.</summary>
    Task QueueAsync(EngagementDb db, AccountLetter letter);
}
