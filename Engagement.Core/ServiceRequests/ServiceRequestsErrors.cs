using Engagement.Core.Common;

namespace Engagement.Core.ServiceRequests;

/// <summary>The service does not exist or takes no new requests.</summary>
public sealed record UnknownService() : Error("This service is not offered any more. Choose another one.");

/// <summary>The liaison in whose name it would be entered is not active any more.</summary>
public sealed record NotActiveNow() : Error("Your standing as a liaison is not active at the moment, so nothing can be sent. What you entered is kept; ask the office.");
