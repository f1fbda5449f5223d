using System.Globalization;
using System.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Engagement.Core.Mail;

/// <summary>Plain text of parsed Markdown, as a person would type it in a mail.</summary>
internal static class PlainText
{
    public static string Of(MarkdownDocument document)
    {
        var text = new StringBuilder();
        Blocks(document, "", text);
        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static void Blocks(ContainerBlock container, string indent, StringBuilder text)
    {
        foreach (var block in container)
        {
            switch (block)
            {
                case LeafBlock { Inline: { } inline }:
                    text.Append(indent).Append(Inlines(inline).Replace("\n", "\n" + indent, StringComparison.Ordinal)).Append("\n\n");
                    break;
                case ThematicBreakBlock:
                    text.Append(indent).Append("----\n\n");
                    break;
                case ListBlock list:
                    List(list, indent, text);
                    break;
                case QuoteBlock quote:
                    Blocks(quote, indent + "> ", text);
                    break;
                case ContainerBlock inner:
                    Blocks(inner, indent, text);
                    break;
            }
        }
    }

    private static void List(ListBlock list, string indent, StringBuilder text)
    {
        var number = int.TryParse(list.OrderedStart, CultureInfo.InvariantCulture, out var start) ? start : 1;
        foreach (var item in list.OfType<ListItemBlock>())
        {
            var mark = list.IsOrdered ? string.Create(CultureInfo.InvariantCulture, $"{number++}. ") : "- ";
            var inner = new StringBuilder();
            Blocks(item, indent + new string(' ', mark.Length), inner);
            text.Append(indent).Append(mark).Append(inner.ToString().TrimStart(' ').TrimEnd('\n')).Append('\n');
        }
        text.Append('\n');
    }

    private static string Inlines(ContainerInline container)
    {
        var text = new StringBuilder();
        foreach (var inline in container)
        {
            _ = inline switch
            {
                LiteralInline literal => text.Append(literal.Content.AsSpan()),
                LineBreakInline => text.Append('\n'),
                AutolinkInline auto => text.Append(auto.Url),
                LinkInline link => text.Append(Link(link)),
                HtmlEntityInline entity => text.Append(entity.Transcoded.AsSpan()),
                ContainerInline inner => text.Append(Inlines(inner)),
                _ => text,
            };
        }
        return text.ToString();
    }

    private static string Link(LinkInline link)
    {
        var words = Inlines(link);
        return string.IsNullOrEmpty(link.Url) || link.Url == words || link.Url == "mailto:" + words ? words : $"{words}: {link.Url}";
    }
}
