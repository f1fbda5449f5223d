namespace Engagement.Web.Resources;

/// <summary>Texts of the page that confirms a liaison's card; the .resx files beside it hold one language each.</summary>
public sealed class CardTexts;
