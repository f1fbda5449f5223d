using System.Globalization;

namespace Engagement.Web.Components.Pages.Programs;

/// <summary>Languages in which sessions are held, in English.</summary>
internal static class Tongues
{
    // The languages that most people speak at home in Philadelphia, and ASL.
    private static readonly (string Tag, string Name)[] Usual =
    [
        ("en", "English"), ("es", "Spanish"), ("zh", "Chinese"), ("vi", "Vietnamese"), ("ru", "Russian"), ("ar", "Arabic"), ("pt", "Portuguese"),
        ("fr", "French"), ("ht", "Haitian Creole"), ("km", "Khmer"), ("ko", "Korean"), ("uk", "Ukrainian"), ("ase", "American Sign Language"),
    ];

    /// <summary>The list to choose from; it has <paramref name="tag"/>, whatever it is.</summary>
    public static IEnumerable<(string Tag, string Name)> With(string? tag) =>
        tag is null || Array.Exists(Usual, u => u.Tag == tag) ? Usual : [.. Usual, (tag, Name(tag))];

    /// <summary>Name of a language.</summary>
    public static string Name(string tag)
    {
        if (Array.Find(Usual, u => u.Tag == tag) is { Name: { } name }) return name;
        try { return CultureInfo.GetCultureInfo(tag).EnglishName; }
        catch (CultureNotFoundException) { return tag; }
    }
}
