namespace Engagement.Web.Resources;

/// <summary>Texts of the page for developers; the .resx files beside it hold one language each.</summary>
public sealed class DeveloperTexts;
