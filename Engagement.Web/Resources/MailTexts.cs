namespace Engagement.Web.Resources;

/// <summary>Marks the texts of the pages where the owner of an address chooses which mails come. A text's name is its English wording; kinds of mail have theirs by name.</summary>
public sealed class MailTexts;
