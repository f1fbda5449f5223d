namespace Engagement.Web.Resources;

/// <summary>Texts of liaisons' own pages; the key is the English text.</summary>
public sealed class LiaisonTexts;
