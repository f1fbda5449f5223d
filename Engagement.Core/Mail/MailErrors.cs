using Engagement.Core.Common;

namespace Engagement.Core.Mail;

/// <summary>The mail is in a state in which this can't be done.</summary>
public sealed record WrongMailState(string Why) : Error(Why);
