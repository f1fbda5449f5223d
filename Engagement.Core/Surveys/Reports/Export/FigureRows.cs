namespace Engagement.Core.Surveys.Reports;

/// <summary>A report's figures as rows; bounds are two columns, equal where a figure is exact.</summary>
internal static class FigureRows
{
    public static byte[] Csv(SurveyReport report)
    {
        var csv = new CsvFile("item", "question", "basis", "split", "group", "time", "n", "figure", "option", "least", "most");
        foreach (var item in report.Items)
        {
            Side(item, "", "", "before", item.Before);
            Side(item, "", "", "after", item.After);
            Side(item, "answered only before", "", "before", item.Leavers);
            foreach (var split in item.Splits)
                foreach (var row in split.Rows)
                {
                    var name = ReportWords.English.SplitName(split.By, row.Name);
                    Side(item, split.By.ToString(), name, "before", row.Before);
                    Side(item, split.By.ToString(), name, "after", row.After);
                }
            if (item.Change is { } change) Change(item, change);
        }
        foreach (var (name, count) in (ReadOnlySpan<(string, int)>)[("enrolled", report.Flow.Enrolled), ("before", report.Flow.Before), ("after", report.Flow.After), ("matched", report.Flow.Matched)])
            csv.Add("", "", "", "", "", "", null, $"took part: {name}", "", count, count);
        foreach (var loss in report.Flow.Losses) csv.Add("", "", "", "", "", "", null, $"missing: {loss.Reason}", "", loss.Count.Low, loss.Count.High);
        return csv.Bytes();

        void Side(ReportItem item, string split, string group, string time, ReportSide? side)
        {
            if (side is null) return;
            void Row(string figure, string option, object? least, object? most) =>
                csv.Add(item.Key, item.Text.In("en"), item.Basis.ToString(), split, group, time, side.N, figure, option, least, most);
            foreach (var (option, cell) in side.Cells.Index()) Row("count", item.Options[option].In("en"), cell.Low, cell.High);
            if (side.Wilson is { } wilson) Row("95% interval of the share", item.Options[0].In("en"), wilson.Low, wilson.High);
            if (side.Mean is { } mean) Row("mean", "", mean.Low, mean.High);
            if (side.Sd is { } sd) Row("SD", "", sd, sd);
        }

        void Change(ReportItem item, ReportChange change)
        {
            void Row(string figure, double least, double most) => csv.Add(item.Key, item.Text.In("en"), item.Basis.ToString(), "", "", "change", item.Before?.N, figure, "", least, most);
            Row("difference", change.Difference.Low, change.Difference.High);
            if (change.Interval is { } i) Row("95% interval of the difference", i.Low, i.High);
            if (change.P is { } p) Row("p", p.Low, p.High);
            if (change.Holm is { } holm) Row("p after Holm", holm.Low, holm.High);
            if (change.T is { } t)
            {
                Row("t", t.T, t.T);
                Row("df", t.Df, t.Df);
                Row("d_z", t.Dz, t.Dz);
                Row("Hedges g", t.G, t.G);
            }
        }
    }
}
