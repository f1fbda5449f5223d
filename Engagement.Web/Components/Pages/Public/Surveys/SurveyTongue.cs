using System.Globalization;

namespace Engagement.Web.Components.Pages.Public.Surveys;

/// <summary>Languages of surveys, which may be more than those of the pages.</summary>
public static class SurveyTongue
{
    /// <summary>The value of <c>dir</c> for a language tag: "rtl" or "ltr".</summary>
    public static string DirectionOf(string tag) => Find(tag)?.TextInfo.IsRightToLeft == true ? "rtl" : "ltr";

    /// <summary>Its name in itself, with a capital: "Español".</summary>
    public static string NameOf(string tag) => Find(tag) is { } culture ? culture.TextInfo.ToTitleCase(culture.NativeName) : tag;

    private static CultureInfo? Find(string tag)
    {
        try { return CultureInfo.GetCultureInfo(tag); }
        catch (CultureNotFoundException) { return null; }
    }
}
