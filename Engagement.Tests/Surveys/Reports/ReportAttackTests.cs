using Engagement.Core.Data;
using Engagement.Core.Surveys;
using Engagement.Core.Surveys.Analysis;
using Engagement.Core.Surveys.Reports;
using Engagement.Tests.Infrastructure;

namespace Engagement.Tests.Surveys.Reports;

/// <summary>
/// Everything that leadership and the public can get of three random classes from the services (each choice of cohorts, site and year; the public's reports),
/// and all classes of whole numbers that agree with it: every small count may still be five numbers.
/// </summary>
public class ReportAttackTests
{
    private static readonly SurveyContent Content = new()
    {
        Questions = [SurveyScene.YesNo("one", "One?"), SurveyScene.Choose("quiz", QuestionKind.Knowledge, 3), SurveyScene.Choose("choice", QuestionKind.OneChoice, 3)],
    };

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    public async Task EveryView_OfRandomClasses_LeavesSmallCountsOpen(int seed)
    {
        await using var test = await TestDb.CreateAsync(DatabaseProvider.Sqlite);
        var random = new Random(seed);
        var scene = new SurveyScene(Content);
        // Sizes of which no two choices have the same sum, so that the attacker knows who is in a row.
        int[] sizes = [9, 11, 13];
        var counts = new Dictionary<string, int[][]>();
        foreach (var (c, size) in sizes.Index())
        {
            var cohort = scene.Cohort($"Class {c}", startDay: c == 2 ? -365 : 0);
            var (lean, later) = (random.NextDouble(), random.NextDouble());
            for (var i = 0; i < size; i++) cohort.Answer(Answers(random, lean, counts, "before", c), Answers(random, later, counts, "after", c));
        }
        await scene.SaveAsync(test);
        var cohorts = (await test.Get<SurveyReportService>().MenuAsync(TestDb.Leader, scene.Program.Id)).OrThrow().Cohorts.OrderBy(c => c.Name, StringComparer.Ordinal).Select(c => c.Id).ToList();
        var views = new List<SurveyReport>();
        foreach (var set in CrowdViews.Subsets(3))
        {
            var choice = scene.Choice with { Cohorts = [.. set.Select(i => cohorts[i])] };
            views.Add(await SurveyScene.ReportAsync(test, choice, TestDb.Leader));
            views.Add(await SurveyScene.ReportAsync(test, choice, TestDb.Coordinator, Audience.Public));
        }
        views.Add(await SurveyScene.ReportAsync(test, scene.Choice with { SchoolYear = 2025 }, TestDb.Leader));

        foreach (var (key, options) in new[] { ("one", 2), ("quiz", 2), ("choice", 3) })
            foreach (var wave in new[] { "before", "after" })
            {
                var told = views.SelectMany(v => v.Items.Where(i => i.Key == key)).SelectMany(i => new[] { wave == "before" ? i.Before : i.After }
                    .Concat(i.Splits.SelectMany(s => s.Rows).Select(r => wave == "before" ? r.Before : r.After))).OfType<ReportSide>().Distinct().ToList();
                told.ShouldNotBeEmpty();
                Attack(counts[$"{key} {wave}"], sizes, options, told).ShouldBeEmpty($"seed {seed}, {key} {wave}: {string.Join(" / ", counts[$"{key} {wave}"].Select(c => string.Join(' ', c)))}");
            }
    }

    private static string Answers(Random random, double lean, Dictionary<string, int[][]> counts, string wave, int cohort)
    {
        int Draw(string key, int options)
        {
            var option = random.NextDouble() < lean ? 0 : random.Next(options == 2 ? 1 : 0, options);
            if (!counts.TryGetValue($"{key} {wave}", out var all)) counts[$"{key} {wave}"] = all = [new int[options], new int[options], new int[options]];
            all[cohort][option]++;
            return option;
        }
        return $"one={(Draw("one", 2) == 0 ? "yes" : "no")};quiz={(Draw("quiz", 2) == 0 ? "a" : "b")};choice={SurveyScene.Key(QuestionKind.OneChoice, Draw("choice", 3))}";
    }

    // All tables of whole numbers with the known sizes that agree with every row that is told.
    private static List<string> Attack(int[][] truth, int[] sizes, int options, List<ReportSide> told)
    {
        var rows = told.ConvertAll(r => (Row: r, Set: CrowdViews.Subsets(3).Single(s => s.Sum(i => sizes[i]) == r.N)));
        var values = new Dictionary<string, (int True, HashSet<int> Seen)>();
        var alone = sizes.Select((n, c) => Splits(n, options).Where(t => rows.Where(r => r.Set is [var one] && one == c).All(r => Fits(r.Row, t))).ToList()).ToList();
        foreach (var a in alone[0])
            foreach (var b in alone[1])
                foreach (var c in alone[2])
                {
                    int[][] guess = [a, b, c];
                    if (!rows.TrueForAll(r => r.Set.Length == 1 || Fits(r.Row, Sum(guess, r.Set)))) continue;
                    foreach (var set in CrowdViews.Subsets(3))
                        for (var o = 0; o < options; o++)
                        {
                            var key = $"{string.Join('+', set)} option {o}";
                            if (!values.TryGetValue(key, out var known)) values[key] = known = (Sum(truth, set)[o], []);
                            known.Seen.Add(Sum(guess, set)[o]);
                        }
                }
        values.ShouldNotBeEmpty("the truth itself agrees with what is told");
        // As many values as the threshold; no class here is smaller than that.
        return [.. values.Where(v => v.Value.True < SmallCells.Inside && v.Value.Seen.Count < SmallCells.Inside).Select(v => $"{v.Key} is one of {string.Join(' ', v.Value.Seen.Order())}")];
    }

    private static int[] Sum(int[][] tables, int[] set) => [.. Enumerable.Range(0, tables[0].Length).Select(o => set.Sum(i => tables[i][o]))];

    private static bool Fits(ReportSide row, int[] counts) => row.Cells.Zip(counts).All(c => c.Second >= c.First.Low && c.Second <= c.First.High);

    private static IEnumerable<int[]> Splits(int n, int options)
    {
        if (options == 1) return [[n]];
        return Enumerable.Range(0, n + 1).SelectMany(first => Splits(n - first, options - 1).Select(rest => (int[])[first, .. rest]));
    }
}
