namespace Engagement.Web.Resources;

/// <summary>Marks the texts of survey pages. A text's name is its English wording, which Core's messages use, too.</summary>
public sealed class SurveyTexts;
