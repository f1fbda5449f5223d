using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Engagement.Core.Office;

namespace Engagement.Core.Mail;

/// <summary>
/// The frame around every mail: the office above, contact and choices below. Real headings and paragraphs instead of tables, nothing loaded from elsewhere.
/// </summary>
internal static class MailLayout
{
    public static string Html(string subject, string body, string language, OfficeSettings office, MailFrame frame)
    {
        var words = MailWords.In(language);
        var logo = frame.HasLogo ? "<img src=\"cid:logo\" alt=\"\" height=\"36\">" : "";
        return $"""
            <!doctype html>
            <html lang="{Encode(language)}" dir="{Direction(language)}">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
            <title>{Encode(subject)}</title>
            <style>
            {MailLook.Css(office.BrandColor)}
            </style></head>
            <body><div class="page">
            <header class="head">{logo}{Encode(office.OfficeName)}</header>
            <main>
            {body}</main>
            <footer class="foot">
            {Foot(words, office, frame)}
            </footer>
            </div></body></html>

            """;
    }

    public static string Plain(string body, string language, OfficeSettings office, MailFrame frame)
    {
        var words = MailWords.In(language);
        return $"""
            {body}
            --{" "}
            {office.OfficeName}, {office.CityName}
            {words.Contact} {string.Join(", ", Contacts(office))}
            {(frame.Choices is { } link ? $"{words.Optional}\n{words.Choose}: {link}" : words.Service)}

            """.ReplaceLineEndings("\n");
    }

    private static string Foot(MailWords words, OfficeSettings office, MailFrame frame)
    {
        List<string> contacts = [];
        if (office.ContactPhone is { } phone) contacts.Add($"<a href=\"tel:{Encode(phone.Replace(" ", "", StringComparison.Ordinal))}\">{Encode(phone)}</a>");
        if (office.ContactEmail is { } email) contacts.Add($"<a href=\"mailto:{Encode(email)}\">{Encode(email)}</a>");
        var contact = contacts.Count == 0 ? "" : $"<p>{Encode(words.Contact)} {string.Join(", ", contacts)}</p>\n";
        var choice = frame.Choices is { } link ? $"<p>{Encode(words.Optional)} <a href=\"{Encode(link)}\">{Encode(words.Choose)}</a></p>" : $"<p>{Encode(words.Service)}</p>";
        return $"<p>{Encode(office.OfficeName)}, {Encode(office.CityName)}</p>\n{contact}{choice}";
    }

    private static IEnumerable<string> Contacts(OfficeSettings office) => new[] { office.ContactPhone, office.ContactEmail }.OfType<string>();

    /// <summary>"rtl" for languages that are written from right to left.</summary>
    internal static string Direction(string language)
    {
        try
        {
            return CultureInfo.GetCultureInfo(language).TextInfo.IsRightToLeft ? "rtl" : "ltr";
        }
        catch (CultureNotFoundException)
        {
            return "ltr";
        }
    }

    // Letters of all scripts stay as they are; only what HTML needs is written as entities.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private static string Encode(string text) => Encoder.Encode(text);
}

/// <summary>What the frame shows besides the office.</summary>
/// <param name="HasLogo">The logo travels with the mail as the part "logo".</param>
/// <param name="Choices">Link to the preferences of the recipient; null for mails that can't be unsubscribed from.</param>
internal sealed record MailFrame(bool HasLogo, string? Choices);
