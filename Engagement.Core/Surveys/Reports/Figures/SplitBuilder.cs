namespace Engagement.Core.Surveys.Reports;

/// <summary>An item's key figure by cohort, site, school year, and by sessions attended.</summary>
internal sealed class SplitBuilder(ReportData data, Audience audience, IReadOnlySet<int> chosen)
{
    // A longer list is no picture any more; sites and years stay.
    private const int MostCohorts = 40;
    private readonly ItemBuilder builder = new(data, audience);

    /// <summary>The splits that say something: at least two groups.</summary>
    public IReadOnlyList<ReportSplit> Of(ItemTables tables)
    {
        if (!tables.Cells.IsShare && tables.Item.Kind is not (QuestionKind.Scale or QuestionKind.Number)) return [];
        return [.. new[]
        {
            Groups(tables, SplitBy.Cohort, c => c.Name, c => c.Id.ToString()),
            Groups(tables, SplitBy.Site, c => c.Site ?? "Online", c => c.SiteId?.ToString() ?? ""),
            Groups(tables, SplitBy.SchoolYear, c => SchoolYears.Name(c.Year), c => SchoolYears.Name(c.Year)),
            chosen.Count == data.Cohorts.Count ? AttendedSplit.Of(tables, data, audience) : null,
        }.OfType<ReportSplit>()];
    }

    private ReportSplit? Groups(ItemTables tables, SplitBy by, Func<ReportCohort, string> name, Func<ReportCohort, string> key)
    {
        var groups = chosen.OrderBy(c => data.Cohorts[c].Start).GroupBy(c => key(data.Cohorts[c])).ToList();
        if (groups.Count < 2 || by == SplitBy.Site && groups.Count == chosen.Count || by == SplitBy.Cohort && groups.Count > MostCohorts) return null;
        var rows = groups.ConvertAll(g =>
        {
            var (before, after) = builder.Group(tables, g.ToHashSet());
            return new SplitRow(name(data.Cohorts[g.First()]), before, after);
        });
        return rows.Exists(r => r.Before is not null || r.After is not null) ? new(by, rows) : null;
    }
}
