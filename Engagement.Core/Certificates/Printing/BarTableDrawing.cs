using Engagement.Core.Certificates.Printing.Fonts;
using Engagement.Core.Surveys.Reports;
using PdfSharp.Drawing;

namespace Engagement.Core.Certificates.Printing;

/// <summary>A drawn table: a tagged table, and beside it its bars as one figure that says the same in words.</summary>
internal sealed class BarTableDrawing(TaggedPdf pdf, FlowText flow, XColor brand)
{
    private const double Size = 9, Line = 11.5, Pad = 4;
    private static readonly XColor Gray = XColor.FromArgb(0x6B, 0x77, 0x84);

    /// <summary>Height in points, without a break.</summary>
    public double Height(BarTable table) => 26 + 2 * Line + 2 * Pad + Rows(table, Columns(table)).Sum(r => r.Height);

    /// <summary>Draws it, on more than one page where it must be.</summary>
    public void Draw(BarTable table)
    {
        var columns = Columns(table);
        var rows = Rows(table, columns);
        var title = TextFit.Wrap(table.Title, Look.SansBold, flow.Width / 10);
        while (rows.Count > 0)
        {
            flow.Need(title.Count * 13 + 2 * Line + 2 * Pad + rows[0].Height);
            var (part, free) = (new List<Drawn>(), flow.Y > 1e6 ? flow.Room : flow.Room + FlowText.Margin - flow.Y - title.Count * 13 - 2 * Line - 2 * Pad);
            // Whole on the next page rather than parted, when it fits there.
            if (rows.Sum(r => r.Height) is var all && all > free && all <= flow.Room * 0.6)
            {
                flow.Need(flow.Room);
                free = flow.Room;
            }
            foreach (var row in rows.TakeWhile(r => (free -= r.Height) >= 0 || part.Count == 0)) part.Add(row);
            rows.RemoveRange(0, part.Count);
            Part(table, columns, part);
        }
    }

    private void Part(BarTable table, (double Label, double Cell, double Bars) columns, List<Drawn> rows)
    {
        foreach (var line in TextFit.Wrap(table.Title, Look.SansBold, flow.Width / 10))
        {
            pdf.Text("P", line, new Style(Look.SansBold, 10, FlowText.Ink), FlowText.Margin, flow.Y + 10);
            flow.Skip(13);
        }
        var bars = new List<(double Top, BarRow Row, double Height)>();
        var first = flow.Y;
        pdf.Group("Table", () =>
        {
            pdf.Group("TR", () =>
            {
                var x = FlowText.Margin;
                Block("TH", TextFit.Wrap(table.Head, Look.SansBold, (columns.Label - 8) / Size), x, bold: true);
                x += columns.Label;
                foreach (var (head, color) in Heads(table))
                {
                    var (left, top) = (x, flow.Y);
                    pdf.Artifact(g => g.DrawRectangle(pdf.Brush(color), left, top + 2.5, 7, 7));
                    Block("TH", TextFit.Wrap(head, Look.SansBold, (columns.Cell - 16) / Size), x + 10, bold: true);
                    x += columns.Cell;
                }
            });
            flow.Skip(2 * Line + Pad);
            foreach (var row in rows)
            {
                var y = flow.Y;
                pdf.Artifact(g => g.DrawLine(new XPen(XColor.FromArgb(0xD0, 0xD6, 0xDD), 0.5), FlowText.Margin, y, FlowText.Margin + flow.Width, y));
                flow.Skip(Pad);
                pdf.Group("TR", () =>
                {
                    Block("TH", row.Label, FlowText.Margin, scope: "Row");
                    var x = FlowText.Margin + columns.Label;
                    foreach (var cell in Cells(table, row))
                    {
                        Block("TD", cell, x);
                        x += columns.Cell;
                    }
                });
                bars.Add((flow.Y, row.Row, row.Height - 2 * Pad));
                flow.Skip(row.Height - Pad);
            }
        });
        Figure(table, bars, FlowText.Margin + flow.Width - columns.Bars + 6, columns.Bars - 6, first);
        flow.Skip(10);
    }

    private void Figure(BarTable table, List<(double Top, BarRow Row, double Height)> bars, double x, double width, double top)
    {
        if (bars.TrueForAll(b => b.Row.Before is null or { High: 0 } && b.Row.After is null or { High: 0 })) return;
        var words = string.Join("; ", bars.Select(b => $"{b.Row.Label}: " + string.Join(", ", new[] { (table.BeforeHead, b.Row.Before), (table.AfterHead, b.Row.After) }
            .Where(s => s.Item1 is not null).Select(s => $"{s.Item1} {s.Item2?.Text ?? "–"}"))));
        pdf.Figure($"{table.Title}. {words}", new XRect(x, top, width, flow.Y - top), g =>
        {
            foreach (var (y, row, height) in bars)
            {
                var two = table.BeforeHead is not null && table.AfterHead is not null;
                var thick = Math.Min(8, (height - 1) / (two ? 2 : 1));
                if (table.BeforeHead is not null) Bar(g, row.Before, x, y, width, thick, Gray);
                if (table.AfterHead is not null) Bar(g, row.After, x, y + (two ? thick + 1 : 0), width, thick, brand);
            }
        });
    }

    // What is sure is filled, what may be is outlined.
    private void Bar(XGraphics g, Bar? bar, double x, double y, double width, double thick, XColor color)
    {
        g.DrawLine(new XPen(Gray, 0.5), x, y, x, y + thick);
        if (bar is null) return;
        if (bar.Low > 0) g.DrawRectangle(pdf.Brush(color), x, y, Math.Max(1, width * bar.Low), thick);
        if (bar.High > bar.Low) g.DrawRectangle(new XPen(color, 0.7) { DashStyle = XDashStyle.Dash }, x + width * bar.Low, y + 0.4, width * (bar.High - bar.Low), thick - 0.8);
    }

    private void Block(string tag, IReadOnlyList<string> lines, double x, bool bold = false, string? scope = null)
    {
        var style = new Style(bold ? Look.SansBold : Look.Sans, Size, bold ? FlowText.Soft : FlowText.Ink);
        pdf.Element(tag, () =>
        {
            for (var i = 0; i < lines.Count; i++) pdf.Line(lines[i], style, x, flow.Y + Size + i * Line);
        }, tag == "TH" ? scope ?? "Column" : null);
    }

    private (double Label, double Cell, double Bars) Columns(BarTable table)
    {
        var cells = Heads(table).Count();
        return (flow.Width * 0.34, flow.Width * (cells == 2 ? 0.18 : 0.26), flow.Width * (cells == 2 ? 0.3 : 0.4));
    }

    private IEnumerable<(string Head, XColor Color)> Heads(BarTable table) =>
        new[] { (Head: table.BeforeHead, Color: Gray), (Head: table.AfterHead, Color: brand) }.Where(h => h.Head is not null).Select(h => (h.Head!, h.Color));

    private static List<Drawn> Rows(BarTable table, (double Label, double Cell, double Bars) columns) =>
        [.. table.Rows.Select(r => new Drawn(r, TextFit.Wrap(r.Label, Look.Sans, (columns.Label - 8) / Size), Cell(r.Before, columns), Cell(r.After, columns)))];

    private static IEnumerable<IReadOnlyList<string>> Cells(BarTable table, Drawn row)
    {
        if (table.BeforeHead is not null) yield return row.Before;
        if (table.AfterHead is not null) yield return row.After;
    }

    private static IReadOnlyList<string> Cell(Bar? bar, (double Label, double Cell, double Bars) columns) => TextFit.Wrap(bar?.Text ?? "–", Look.Sans, (columns.Cell - 6) / Size);

    private sealed record Drawn(BarRow Row, IReadOnlyList<string> Label, IReadOnlyList<string> Before, IReadOnlyList<string> After)
    {
        public double Height => Math.Max(Math.Max(Label.Count, Math.Max(Before.Count, After.Count)) * Line, 18) + 2 * Pad;
    }
}
