namespace Engagement.Core.Mail;

/// <summary>A mail as written: subject, plain text and HTML, both made from the same Markdown.</summary>
public sealed record MailText(string Subject, string Plain, string Html);
