using Engagement.Core.Common;

namespace Engagement.Core.Accounts;

/// <summary>A one-time link that does not count (any more). The same text for every reason, so that nothing can be learnt by trying.</summary>
public sealed record LinkNotValid() : Error("This link is not valid any more. It may have been used, withdrawn or replaced, or its time is over. Ask for a new one.");

/// <summary>Without this account nobody could manage accounts.</summary>
public sealed record LastAdministrator() : Error("This is the last administrator who can sign in. Make another account administrator first.");

/// <summary>The current password was asked for and did not fit.</summary>
public sealed record WrongPassword() : Error("The current password is wrong.");

/// <summary>Too many wrong passwords.</summary>
public sealed record AccountLocked() : Error("Too many wrong passwords. Wait some minutes, then try again.");
