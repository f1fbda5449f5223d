using Engagement.Core.Office;
using Engagement.Core.Surveys.Reports;
using PdfSharp.Drawing;

namespace Engagement.Core.Certificates.Printing;

/// <summary>A report on a survey for printing: in short, who took part, question by question with drawn tables, and what it can't tell. Tagged.</summary>
internal static class ReportPdf
{
    /// <summary>The file.</summary>
    public static byte[] Make(string title, SurveyReport report, ReportWords words, OfficeSettings office)
    {
        var (width, height) = office.Paper == PaperSize.A4 ? (595.28, 841.89) : (612.0, 792.0);
        using var pdf = new TaggedPdf(new PdfFacts(title, office.OfficeName, words.Language, report.MadeOn, ReportText.Seed(report)));
        var flow = new FlowText(pdf, width, height, $"{office.OfficeName}  ·  {title}");
        var tables = new BarTableDrawing(pdf, flow, Color(office.BrandColor));
        flow.Heading("H1", title, 20);
        foreach (var line in ReportText.Head(report, words)) flow.Paragraph(line, 10, FlowText.Soft);
        flow.Heading("H2", words.InShort, 14);
        flow.Bullets(ReportText.InShort(report, words));
        flow.Heading("H2", words.TookPart, 14);
        foreach (var table in ReportText.Flow(report, words)) tables.Draw(table);
        flow.Heading("H2", words.Questions, 14, 160);
        foreach (var item in report.Items) Item(flow, tables, report, item, words);
        if (ReportText.Stayers(report, words) is { } stayers) tables.Draw(stayers);
        flow.Heading("H2", words.Versions, 14);
        flow.Bullets(ReportText.Versions(report, words), 9);
        flow.Heading("H2", words.HowComputed, 14);
        flow.Bullets(FigureLines.Notes(report, words), 9);
        return PdfFinish.Save(pdf);
    }

    private static void Item(FlowText flow, BarTableDrawing tables, SurveyReport report, ReportItem item, ReportWords words)
    {
        // The first table stays with its heading, unless it is too long for that.
        var drawn = ReportBars.Of(item, words);
        flow.Heading("H3", ReportText.Title(item, words), 11, Math.Min(flow.Room * 0.7, 50 + drawn.Take(1).Sum(tables.Height)));
        flow.Paragraph(Findings.Of(report, item, words));
        flow.Paragraph(Findings.Chance(item, words));
        foreach (var table in drawn) tables.Draw(table);
        foreach (var (name, value) in FigureLines.Of(item, words)) flow.Paragraph($"{name}: {value}", 8.5, FlowText.Soft);
        if (item.LeftOut > 0) flow.Paragraph(ReportText.LeftOut(item, words), 8.5, FlowText.Soft);
        flow.Skip(6);
    }

    private static XColor Color(string hex) => Common.Contrast.IsColor(hex)
        ? XColor.FromArgb(unchecked((int)0xFF000000) | int.Parse(hex.AsSpan(1), System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture))
        : XColor.FromArgb(0x0F, 0x4D, 0x90);
}
