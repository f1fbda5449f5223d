using Engagement.Core.Common;

namespace Engagement.Core.Liaisons;

/// <summary>The step is not possible from where the liaison stands.</summary>
public sealed record StandingForbids(string Number, string Why)
    : Error($"{Number} is {Why}, so this can't be done. Perhaps a colleague was faster: load the page again.");

/// <summary>There is an account already.</summary>
public sealed record HasAccount(string Number) : Error($"{Number} has an account already.");

/// <summary>The person is a liaison already.</summary>
public sealed record IsLiaison(string Number) : Error($"This person is liaison {Number} already.");

/// <summary>Minors have no account of their own.</summary>
public sealed record MinorsHaveNoAccount()
    : Error("Youth liaisons have no account of their own. Name an adult liaison or somebody of staff under whose name their requests are entered.");

/// <summary>The address can't be used for this account.</summary>
public sealed record AddressInUse(string Address)
    : Error($"{Address} belongs to another account or another invitation. Give the person an address of their own, or none: then the link is handed over.");

/// <summary>No such adult.</summary>
public sealed record NoSuchAdult(string Typed)
    : Error($"“{Typed}” is neither the number of an active adult liaison nor the e-mail address of a staff account.");
