namespace Engagement.Web.Resources;

/// <summary>Texts of the public frame, home, privacy and error pages; the .resx files beside it hold one language each.</summary>
public sealed class SiteTexts;
