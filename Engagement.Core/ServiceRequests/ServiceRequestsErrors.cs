using Engagement.Core.Common;

namespace Engagement.Core.ServiceRequests;

/// <summary>The service does not exist or takes no new requests.</summary>
public sealed record UnknownService() : Error("This service is not offered any more. Choose another one.");

/// <summary>The liaison in whose name it would be entered is not active any more.</summary>
public sealed record NotActiveNow() : Error("Your standing as a liaison is not active at the moment, so nothing can be sent. What you entered is kept; ask the office.");

/// <summary>The step is not possible from where the request stands.</summary>
public sealed record RequestForbids(string Number, string Why) : Error($"Request {Number} is {Why}, so this can't be done. Perhaps somebody was faster: load the page again.");

/// <summary>The status is that already.</summary>
public sealed record AlreadyThere(string Number) : Error($"Request {Number} has this status already.");

/// <summary>Nobody with an account entered the request.</summary>
public sealed record NobodyToAsk() : Error("No liaison entered this request, so nobody can be asked here. Where a contact is given, call or write.");
