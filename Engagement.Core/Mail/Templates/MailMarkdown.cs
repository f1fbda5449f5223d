using System.Text.RegularExpressions;
using Markdig;
using Markdig.Parsers;
using Markdig.Parsers.Inlines;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Engagement.Core.Mail;

/// <summary>
/// Fills the fields of a Markdown text and makes HTML and plain text of it. Values are put into the parsed text, so that nothing in a value
/// can become Markdown or HTML; links lead to https, http, mailto and tel only; pictures become links, because mails load nothing from elsewhere.
/// </summary>
internal static class MailMarkdown
{
    private static readonly MarkdownPipeline Pipeline = Plain();

    /// <summary>HTML and plain text of a template with values for its fields; <paramref name="links"/> names the fields that are web addresses.</summary>
    public static (string Html, string Plain) Render(string markdown, IReadOnlyDictionary<string, string> fields, IReadOnlySet<string> links)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var literal in document.Descendants<LiteralInline>().ToList()) Fill(literal, fields, links);
        foreach (var link in document.Descendants<LinkInline>())
        {
            link.IsImage = false;
            link.Url = SafeUrl(FillText(link.Url ?? "", fields));
        }
        foreach (var paragraph in document.Descendants<ParagraphBlock>())
            if (paragraph.Inline is { FirstChild: LinkInline only } && only.NextSibling is null && !only.IsAutoLink) only.GetAttributes().AddClass("button");
        return (document.ToHtml(Pipeline), PlainText.Of(document));
    }

    /// <summary>A one-line text with its fields filled, such as a subject; line breaks in values become blanks.</summary>
    public static string FillText(string text, IReadOnlyDictionary<string, string> fields) =>
        MailFields.Pattern().Replace(text, m => fields.TryGetValue(m.Groups["name"].Value, out var value) ? value : m.Value);

    private static void Fill(LiteralInline literal, IReadOnlyDictionary<string, string> fields, IReadOnlySet<string> links)
    {
        var text = literal.Content.ToString();
        var matches = MailFields.Pattern().Matches(text).Where(m => fields.ContainsKey(m.Groups["name"].Value)).ToList();
        if (matches.Count == 0) return;
        Inline last = literal;
        void Add(Inline inline)
        {
            last.InsertAfter(inline);
            last = inline;
        }
        var at = 0;
        foreach (var match in matches)
        {
            if (match.Index > at) Add(new LiteralInline(text[at..match.Index]));
            var name = match.Groups["name"].Value;
            foreach (var inline in Value(fields[name], links.Contains(name) && literal.FindParentOfType<LinkInline>().FirstOrDefault() is null)) Add(inline);
            at = match.Index + match.Length;
        }
        if (at < text.Length) Add(new LiteralInline(text[at..]));
        literal.Remove();
    }

    private static IEnumerable<Inline> Value(string value, bool asLink)
    {
        var first = true;
        foreach (var line in value.ReplaceLineEndings("\n").Split('\n'))
        {
            if (!first) yield return new LineBreakInline { IsHard = true };
            first = false;
            if (asLink && SafeUrl(line).Length > 0) yield return new LinkInline(line, "") { IsAutoLink = true }.Holding(line);
            else if (line.Length > 0) yield return new LiteralInline(line);
        }
    }

    private static LinkInline Holding(this LinkInline link, string text)
    {
        link.AppendChild(new LiteralInline(text));
        return link;
    }

    private static string SafeUrl(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" or "mailto" or "tel" ? url : "";

    private static MarkdownPipeline Plain()
    {
        var builder = new MarkdownPipelineBuilder().DisableHtml();
        // An indented line of a letter is no code, and fields inside code would stay unfilled.
        builder.BlockParsers.TryRemove<IndentedCodeBlockParser>();
        builder.BlockParsers.TryRemove<FencedCodeBlockParser>();
        builder.InlineParsers.TryRemove<CodeInlineParser>();
        return builder.Build();
    }
}
