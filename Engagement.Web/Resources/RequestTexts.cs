namespace Engagement.Web.Resources;

/// <summary>Marks the texts of the pages of requests, for liaisons and the public. A text's name is its English wording, which Core's messages use, too.</summary>
public sealed class RequestTexts;
