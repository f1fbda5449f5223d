namespace Engagement.Core.Surveys.Reports;

/// <summary>How many took part, from the counts of the chosen cohorts.</summary>
internal sealed class FlowBuilder(ReportData data, Audience audience)
{
    private static readonly LossReason[] Reasons = Enum.GetValues<LossReason>();

    /// <summary>The flow of some cohorts; cohorts and sites are named for staff only.</summary>
    public ReportFlow Build(IReadOnlySet<int> chosen)
    {
        var flows = chosen.Order().Select(c => data.Flows[c]).ToList();
        return new()
        {
            Enrolled = flows.Sum(f => f.Enrolled),
            MayBeAsked = chosen.Any(c => data.Cohorts[c].Plan is { ConsentNeeded: true }) ? Told(chosen, f => [f.MayBeAsked, f.Enrolled - f.MayBeAsked])[0] : null,
            Before = flows.Sum(f => f.Before),
            After = flows.Sum(f => f.After),
            Matched = flows.Sum(f => f.Matched),
            Unpaired = flows.Sum(f => f.Unpaired),
            Repaired = flows.Sum(f => f.Repaired),
            Losses = flows.Exists(f => f.ReasonsKnown)
                ? [.. Told(chosen, f => f.Losses).Zip(Reasons, (count, reason) => new ReportLoss(reason, count)).Where(l => l.Count.High > 0)]
                : [],
            Cohorts = audience == Audience.Inside && chosen.Count > 1 ? Rows(chosen, c => c.Name, c => c.Id.ToString()) : [],
            Sites = audience == Audience.Inside ? Rows(chosen, c => c.Site ?? "Online", c => c.SiteId?.ToString() ?? "") is { Count: > 1 } sites ? sites : [] : [],
        };
    }

    private IReadOnlyList<Told> Told(IReadOnlySet<int> chosen, Func<CohortFlow, int[]> counts)
    {
        var all = data.Flows.Select(counts).ToList();
        var table = new Table(all.Count, all[0].Length);
        foreach (var (cohort, row) in all.Index())
            foreach (var (option, count) in row.Index())
                for (var i = 0; i < count; i++) table.Add(cohort, 0, option);
        var tables = new Tables([table]);
        if (audience == Audience.Public) tables = tables.ForPublic();
        var sum = tables.Of(chosen);
        // Those of cohorts with few of them are counted in the bounds: how many are missing is no secret, why is.
        var more = chosen.Where(c => !sum.In.Contains(c)).Sum(c => all[c].Sum());
        return [.. sum.Rows[0].Cells.Select(c => new Told(c.Low, c.High + more))];
    }

    private List<FlowRow> Rows(IReadOnlySet<int> chosen, Func<ReportCohort, string> name, Func<ReportCohort, string> key) =>
        [.. chosen.OrderBy(c => data.Cohorts[c].Start).GroupBy(c => key(data.Cohorts[c])).Select(g => new FlowRow(name(data.Cohorts[g.First()]),
            g.Sum(c => data.Flows[c].Enrolled), g.Sum(c => data.Flows[c].Before), g.Sum(c => data.Flows[c].After), g.Sum(c => data.Flows[c].Matched)))];
}
