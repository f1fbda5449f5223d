using System.Globalization;
using Engagement.Core.Certificates.Printing.Fonts;
using Engagement.Core.Surveys;
using PdfSharp.Drawing;

namespace Engagement.Core.Certificates.Printing;

/// <summary>A piece of a form that stays on one page.</summary>
/// <param name="Height">Points.</param>
/// <param name="Draw">Draws it with its upper edge at a height of the page.</param>
/// <param name="WithNext">True when the next piece must begin on the same page: a question with its first options.</param>
internal sealed record FormBlock(double Height, Action<TaggedPdf, double> Draw, bool WithNext = false);

/// <summary>The questions of a survey as pieces of a form: authored order, numbers as <see cref="PaperSheet"/> has them, boxes to mark.</summary>
internal sealed class FormBlocks(SurveyContent content, string language, double left, double width)
{
    private const double Indent = 24;
    private const double Box = 10;
    private static readonly XColor Ink = XColor.FromArgb(0x22, 0x2A, 0x33);
    private static readonly XColor Soft = XColor.FromArgb(0x4B, 0x55, 0x60);
    private readonly FormWords words = FormWords.For(language);

    /// <summary>All pieces in order.</summary>
    public IEnumerable<FormBlock> All()
    {
        var numbers = PaperSheet.Items(content).GroupBy(i => i.Question).ToDictionary(g => g.Key, g => string.Concat(g.First().Number.TakeWhile(char.IsDigit)));
        foreach (var q in content.Questions)
            foreach (var block in q.Asks ? Asked(q, numbers) : Section(q))
                yield return block;
    }

    /// <summary>Lines of text under one another, as one element.</summary>
    public static FormBlock Lines(string text, Style style, double x, double room, string tag = "P", double before = 0, double after = 0, bool withNext = false)
    {
        var lines = text.Split('\n').SelectMany(l => TextFit.Wrap(l, style.Look, room / style.Size)).ToList();
        var step = style.Size * 1.3;
        return new(before + lines.Count * step + after, (pdf, y) => pdf.Element(tag, () =>
        {
            for (var i = 0; i < lines.Count; i++) pdf.Line(lines[i], style, x, y + before + i * step + style.Size);
        }), withNext);
    }

    private IEnumerable<FormBlock> Section(Question q)
    {
        yield return Lines(Said(q.Text), new Style(Look.SansBold, 12, Ink), left, width, "H2", before: 10, after: 2, withNext: true);
        if (!q.Help.Empty) yield return Lines(Said(q.Help), new Style(Look.Sans, 10, Ink), left, width, after: 2, withNext: true);
        if (!q.PictureText.Empty) yield return Lines(Filled(words.Picture, Said(q.PictureText)), new Style(Look.Sans, 9, Soft), left, width, after: 2, withNext: true);
        if (q.Video is not null) yield return Lines(q.Video, new Style(Look.Sans, 9, Soft), left, width, after: 2, withNext: true);
    }

    private IEnumerable<FormBlock> Asked(Question q, Dictionary<Question, string> numbers)
    {
        if (q.ShowIf is { } condition && content.Find(condition.Question) is { } asked && numbers.TryGetValue(asked, out var number))
        {
            var chosen = Choices.Of(asked).Where(o => condition.AnyOf.Contains(o.Key)).Select(o => $"“{Said(o.Text)}”");
            yield return Lines(Filled(words.Only, number, string.Join(words.Or, chosen)), new Style(Look.Sans, 9, Soft), left + Indent, width - Indent, before: 8, withNext: true);
        }
        var stem = Lines(Said(q.Text), new Style(Look.SansBold, 10.5, Ink), left + Indent, width - Indent, before: 8, after: 2);
        yield return new(stem.Height, (pdf, y) => pdf.Group("Sect", () =>
        {
            pdf.Text("P", numbers[q], new Style(Look.SansBold, 10.5, Ink), left, y + 8 + 10.5);
            stem.Draw(pdf, y);
        }), WithNext: true);
        var help = string.Join(' ', new[] { q.Help.Empty ? null : Said(q.Help), q.Kind == QuestionKind.SeveralChoices ? words.Several : null,
            q.Kind == QuestionKind.Number ? Filled(words.Number, q.Least, q.Most) + ":" : null }.OfType<string>());
        if (help.Length > 0) yield return Lines(help, new Style(Look.Sans, 9, Soft), left + Indent, width - Indent, after: 2, withNext: true);
        var decline = q.MayDecline ? new (string, string)[] { (PaperSheet.Decline, words.Decline) } : [];
        if (q.Kind == QuestionKind.Matrix)
            foreach (var row in new FormMatrix(q, language, left + Indent, width - Indent, q.MayDecline ? words.Decline : null).Rows()) yield return row;
        else if (q.Chosen)
            foreach (var row in Boxes([.. Choices.Of(q).Select((o, i) => ($"{i + 1}", Said(o.Text))), .. decline])) yield return row;
        else
        {
            var (lines, room) = q.Kind switch { QuestionKind.LongText => (5, width - Indent), QuestionKind.ShortText => (1, width - Indent), _ => (1, 80) };
            for (var i = 0; i < lines; i++)
                yield return new(24, (pdf, y) => pdf.Artifact(g => g.DrawLine(new XPen(Soft, 0.5), left + Indent, y + 21, left + Indent + room, y + 21)), WithNext: i + 1 < lines || q.MayDecline);
            foreach (var row in Boxes(decline)) yield return row;
        }
    }

    // Boxes beside each other while the longest text leaves room; each row is a piece of its own.
    private IEnumerable<FormBlock> Boxes((string Mark, string Text)[] options)
    {
        if (options.Length == 0) yield break;
        var style = new Style(Look.Sans, 10, Ink);
        var (room, head) = (width - Indent, 26 + Box);
        var longest = options.Max(o => TaggedPdf.Width(o.Text, style)) + head + 12;
        var columns = Math.Clamp((int)(room / longest), 1, Math.Min(7, options.Length));
        // Two rows of about the same length look better than one full row and one option alone.
        columns = (options.Length + (options.Length + columns - 1) / columns - 1) / ((options.Length + columns - 1) / columns);
        var each = room / columns;
        foreach (var row in options.Chunk(columns))
        {
            var texts = Array.ConvertAll(row, o => TextFit.Wrap(o.Text, style.Look, (each - head - 4) / style.Size));
            yield return new(Math.Max(17, texts.Max(t => t.Count) * 13 + 4), (pdf, y) => pdf.Group("L", () =>
            {
                for (var i = 0; i < row.Length; i++) Choice(pdf, row[i].Mark, texts[i], style, left + Indent + i * each, y);
            }));
        }
    }

    private static void Choice(TaggedPdf pdf, string mark, IReadOnlyList<string> lines, Style style, double x, double y)
    {
        Square(pdf, x + 14, y + 2.5);
        pdf.Element("LI", () =>
        {
            pdf.Line(mark, new Style(Look.Sans, 7.5, Soft), x + 10, y + 11, Align.Right);
            for (var i = 0; i < lines.Count; i++) pdf.Line(lines[i], style, x + 20 + Box, y + 11 + i * 13);
        });
    }

    /// <summary>A box to mark.</summary>
    public static void Square(TaggedPdf pdf, double x, double y) => pdf.Artifact(g => g.DrawRectangle(new XPen(Ink, 0.8), x, y, Box, Box));

    private string Said(Words text) => text.In(language, content.Languages[0]);

    private static string Filled(string pattern, params object[] values) => string.Format(CultureInfo.InvariantCulture, pattern, values);
}
