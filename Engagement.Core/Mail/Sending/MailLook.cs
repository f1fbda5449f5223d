using Engagement.Core.Common;
using Engagement.Core.Office;

namespace Engagement.Core.Mail;

/// <summary>The look of mails: the office's color, and colors that stay readable when a program turns them dark.</summary>
public static class MailLook
{
    private const string Sheet = """
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

    /// <summary>The style sheet with a brand color (#rrggbb).</summary>
    public static string Css(string brand)
    {
        var color = Contrast.Nearest(Contrast.IsColor(brand) ? brand : new OfficeSettings().BrandColor);
        return Sheet.Replace("BRAND", color, StringComparison.Ordinal).Replace("LINK", Contrast.Nearest(color, least: 6), StringComparison.Ordinal)
            .Replace("DARK", Contrast.Nearest(color, "#12181f", 6.5), StringComparison.Ordinal);
    }

    /// <summary>
    /// A mail's HTML for a frame of our own pages, whose policy allows no style inside: style sheet and logo come from our addresses instead.
    /// </summary>
    public static string InFrame(string html, string styles, string logo)
    {
        var (start, end) = (html.IndexOf("<style>", StringComparison.Ordinal), html.IndexOf("</style>", StringComparison.Ordinal));
        var linked = start < 0 || end < start ? html : $"{html[..start]}<link rel=\"stylesheet\" href=\"{styles}\">{html[(end + "</style>".Length)..]}";
        return linked.Replace("cid:logo", logo, StringComparison.Ordinal);
    }
}
