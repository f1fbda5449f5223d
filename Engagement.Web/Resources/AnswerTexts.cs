namespace Engagement.Web.Resources;

/// <summary>Marks the texts of the pages on which people answer a mail without an account: an offered seat, a presenter's session. A text's name is its English wording.</summary>
public sealed class AnswerTexts;
