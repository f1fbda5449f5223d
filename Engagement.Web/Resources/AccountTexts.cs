namespace Engagement.Web.Resources;

/// <summary>Marks the texts of account pages: English is written in the pages, AccountTexts.es.resx holds the Spanish.</summary>
public sealed class AccountTexts;
