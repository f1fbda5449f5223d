namespace Engagement.Web.Resources;

/// <summary>Texts around a public report; the report's own words are in Core. The .resx files beside it hold one language each.</summary>
public sealed class ReportTexts;
