namespace Engagement.Core.People;

/// <summary>Languages that a person can be spoken and written to in: those most spoken in American cities, by their own names.</summary>
public static class SpokenLanguages
{
    /// <summary>Code (BCP 47) and name.</summary>
    public static IReadOnlyList<(string Code, string Name)> All { get; } =
    [
        ("en", "English"), ("es", "Español"), ("zh", "中文"), ("vi", "Tiếng Việt"), ("ru", "Русский"), ("uk", "Українська"), ("fr", "Français"),
        ("ar", "العربية"), ("pt", "Português"), ("ht", "Kreyòl ayisyen"), ("km", "ខ្មែរ"), ("ko", "한국어"), ("pl", "Polski"), ("it", "Italiano"),
        ("sq", "Shqip"), ("bn", "বাংলা"), ("hi", "हिन्दी"), ("ur", "اردو"), ("fa", "فارسی"), ("am", "አማርኛ"), ("sw", "Kiswahili"), ("ase", "American Sign Language"),
    ];

    /// <summary>True for a code of the list.</summary>
    public static bool Knows(string? code) => All.Any(l => l.Code == code);

    /// <summary>The name of a code, or the code itself.</summary>
    public static string Name(string code) => All.FirstOrDefault(l => l.Code == code).Name ?? code;
}
