using Engagement.Core.Surveys.Analysis;

namespace Engagement.Core.Surveys.Reports;

/// <summary>
/// Answers that are numbers: rounded means of twice as many people as the threshold, because the exact sum of a few whole numbers tells what they are.
/// </summary>
internal static class NumberFigures
{
    /// <summary>Before and after of the cohorts; nulls where too few answered.</summary>
    public static (ReportSide? Before, ReportSide? After, ReportChange? Change) Of(ItemTables tables, ReportData data, IReadOnlySet<int> cohorts, int threshold)
    {
        var index = tables.Item.Index;
        var people = data.People.Where(p => cohorts.Contains(p.Cohort)).ToList();
        List<double> Values(Wave wave, Func<Respondent, bool> which) =>
            [.. people.Where(which).Select(p => p.Of(wave)?[index] ?? ItemReader.None).Where(a => a != ItemReader.None).Select(a => (double)a)];
        if (tables.Basis == Basis.Matched)
        {
            bool Both(Respondent p) => p is { Paired: true, Matched: true } && p.Before![index] != ItemReader.None && p.After![index] != ItemReader.None;
            var (was, now) = (Values(Wave.Before, Both), Values(Wave.After, Both));
            if (was.Count < 2 * threshold) return (null, null, null);
            var t = PairedT.Of(was, now);
            return (Side(was), Side(now), new ReportChange
            {
                Difference = ToldNumber.Of(Round(t.Difference!.Value)),
                Interval = t.Interval is { } i ? new(Round(i.Low), Round(i.High)) : null,
                P = t.P is { } p ? ToldNumber.Of(Math.Round(p, 2)) : null,
            });
        }
        bool Loose(Respondent p) => tables.Basis == Basis.Once || !p.Paired;
        var (before, after) = (Values(Wave.Before, Loose), Values(Wave.After, Loose));
        return (before.Count < 2 * threshold ? null : Side(before), after.Count < 2 * threshold ? null : Side(after), null);
    }

    private static ReportSide Side(List<double> values)
    {
        var summary = Summary.Of(values);
        return new(summary.N, [], ToldNumber.Of(Round(summary.Mean!.Value)), Round(summary.Sd!.Value));
    }

    private static double Round(double value) => Math.Round(value, 1);
}
