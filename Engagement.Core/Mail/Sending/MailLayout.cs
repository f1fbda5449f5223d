using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Engagement.Core.Common;
using Engagement.Core.Office;

namespace Engagement.Core.Mail;

/// <summary>
/// The frame around every mail: the office above, contact and choices below. Real headings and paragraphs instead of tables, nothing loaded from elsewhere,
/// colors that stay readable when a program turns them dark.
/// </summary>
internal static class MailLayout
{
    private const string Css = """
        body{margin:0;padding:0;font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;color:#1b232c;background:#fff}
        .page{max-width:36em;margin:0 auto;padding:16px}
        .head{border-bottom:3px solid BRAND;padding-bottom:8px;margin-bottom:16px;font-weight:700}
        .head img{height:36px;vertical-align:middle;margin-inline-end:8px}
        a{color:LINK}
        a.button{display:inline-block;padding:10px 18px;border-radius:6px;background:BRAND;color:#fff;font-weight:700;text-decoration:none}
        h1,h2,h3{line-height:1.25}
        .foot{border-top:1px solid #767676;margin-top:24px;padding-top:8px;font-size:14px}
        @media (prefers-color-scheme:dark){body{color:#e8edf2;background:#12181f}a{color:DARK}.head{border-color:#8fb4dd}}
        """;

    public static string Html(string subject, string body, string language, OfficeSettings office, MailFrame frame)
    {
        var color = Contrast.IsColor(office.BrandColor) ? Contrast.Nearest(office.BrandColor) : new OfficeSettings().BrandColor;
        var css = Css.Replace("BRAND", color, StringComparison.Ordinal).Replace("LINK", Contrast.Nearest(color, least: 6), StringComparison.Ordinal)
            .Replace("DARK", Contrast.Nearest(color, "#12181f", 6.5), StringComparison.Ordinal);
        var words = MailWords.In(language);
        var logo = frame.HasLogo ? "<img src=\"cid:logo\" alt=\"\" height=\"36\">" : "";
        return $"""
            <!doctype html>
            <html lang="{Encode(language)}" dir="{Direction(language)}">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
            <title>{Encode(subject)}</title>
            <style>
            {css}
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
