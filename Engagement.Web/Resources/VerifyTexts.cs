namespace Engagement.Web.Resources;

/// <summary>Texts of the page that confirms certificates; the .resx files beside it hold one language each.</summary>
public sealed class VerifyTexts;
