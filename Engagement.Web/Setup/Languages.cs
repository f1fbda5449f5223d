using System.Globalization;
using Microsoft.AspNetCore.Localization;

namespace Engagement.Web.Setup;

/// <summary>
/// The languages of public, student and account pages: English, and every language whose resources lie beside the program
/// (a folder "es" with Engagement.Web.resources.dll). Adding a language means adding resource files, no code. Staff pages are in English.
/// </summary>
public static class Languages
{
    /// <summary>Name of the cookie that keeps the choice.</summary>
    public const string Cookie = "language";

    /// <summary>A language that can be chosen.</summary>
    /// <param name="Code">Value of the html element's lang, such as "es".</param>
    /// <param name="Name">Its name in itself, such as "español" with a capital.</param>
    /// <param name="Culture">How dates and numbers are written, such as "es-US".</param>
    public sealed record Language(string Code, string Name, CultureInfo Culture);

    /// <summary>English first, then by name.</summary>
    public static IReadOnlyList<Language> Installed { get; } =
        [Make("en"), .. Found().Select(Make).OrderBy(l => l.Name, StringComparer.InvariantCulture)];

    /// <summary>The language of this request.</summary>
    public static Language Current => Find(CultureInfo.CurrentUICulture.Name) ?? Installed[0];

    /// <summary>The installed language of a tag such as "es", "es-MX" or "zh-Hans-CN"; null when it is not installed.</summary>
    public static Language? Find(string? tag)
    {
        for (var code = tag; !string.IsNullOrEmpty(code); code = code.LastIndexOf('-') is > 0 and var i ? code[..i] : null)
        {
            if (Installed.FirstOrDefault(l => l.Code.Equals(code, StringComparison.OrdinalIgnoreCase)) is { } found) return found;
        }
        return null;
    }

    /// <summary>By choice, then by browser, then English. Staff pages and their circuits are always in English.</summary>
    internal static Task<ProviderCultureResult?> ChooseAsync(HttpContext http)
    {
        var path = http.Request.Path;
        var language = path.StartsWithSegments("/staff", StringComparison.OrdinalIgnoreCase) || path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase)
            ? Installed[0]
            : Find(http.Request.Cookies[Cookie]) ?? FromBrowser(http) ?? Installed[0];
        return Task.FromResult<ProviderCultureResult?>(new(language.Culture.Name));
    }

    /// <summary>All languages that a visitor reads, installed or not, the best first: the chosen one, then the browser's.</summary>
    public static IReadOnlyList<string> Wanted(HttpContext http) =>
        [.. (http.Request.Cookies[Cookie] is { Length: > 0 and < 40 } chosen ? [chosen] : Array.Empty<string>()), .. OfBrowser(http)];

    private static Language? FromBrowser(HttpContext http) => OfBrowser(http).Select(Find).FirstOrDefault(l => l is not null);

    private static IEnumerable<string> OfBrowser(HttpContext http) =>
        http.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1).Take(10).Select(l => l.Value.Value).OfType<string>();

    private static Language Make(string code)
    {
        // Written as in the United States where the language is (es-US: 3/14/2026), else in the language's own way.
        var culture = CultureInfo.GetCultures(CultureTypes.SpecificCultures).Any(c => c.Name == $"{code}-US")
            ? CultureInfo.GetCultureInfo($"{code}-US") : CultureInfo.GetCultureInfo(code);
        var neutral = CultureInfo.GetCultureInfo(code);
        return new Language(code, neutral.TextInfo.ToTitleCase(neutral.NativeName), culture);
    }

    private static IEnumerable<string> Found() =>
        Directory.EnumerateFiles(AppContext.BaseDirectory, "Engagement.Web.resources.dll", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 })
            .Select(f => Path.GetFileName(Path.GetDirectoryName(f))!).Where(c => c != "en");
}
