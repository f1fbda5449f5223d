using Engagement.Core.Surveys;
using Engagement.Core.Surveys.Analysis;
using Engagement.Core.Surveys.Reports;

namespace Engagement.Tests.Surveys.Reports;

public class FigureTests
{
    [Fact]
    public void ShareBounds_AnyPairs_HoldTheTruth()
    {
        var random = new Random(5);
        for (var i = 0; i < 300; i++)
        {
            int[] joint = [random.Next(12), random.Next(12), random.Next(12), random.Next(12)];
            var n = joint.Sum();
            if (n < 5) continue;
            var (before, after) = (CohortRow.Inside([joint[0] + joint[2], joint[1] + joint[3]]), CohortRow.Inside([joint[0] + joint[1], joint[2] + joint[3]]));
            var told = ShareFigures.Matched(new(n, before.Cells), new(n, after.Cells), null);
            var exact = ShareFigures.Matched(new(n, before.Cells), new(n, after.Cells), joint);
            exact.Difference.Low.ShouldBeInRange(told.Difference.Low - 1e-12, told.Difference.High + 1e-12);
            (exact.P?.Low ?? 1).ShouldBeInRange(told.P!.Value.Low - 1e-12, told.P.Value.High + 1e-12);
            told.Interval!.Value.Low.ShouldBeLessThanOrEqualTo(exact.Interval!.Value.Low + 1e-12);
            told.Interval.Value.High.ShouldBeGreaterThanOrEqualTo(exact.Interval.Value.High - 1e-12);
        }
    }

    [Fact]
    public void Matched_AllFourCountsTold_IsMcNemar()
    {
        var change = ShareFigures.Matched(new(40, [Told.Of(13), Told.Of(27)]), new(40, [Told.Of(22), Told.Of(18)]), [8, 14, 5, 13]);
        change.McNemar.ShouldBe(new ReportMcNemar(14, 5, 64 / 19d, ChiSquared.Tail(64 / 19d)));
        change.P!.Value.Low.ShouldBe(McNemar.Of(14, 5).P!.Value);
        change.Difference.ShouldBe(ToldNumber.Of(9 / 40d));
    }

    [Fact]
    public void Scale_WholeRows_AreMeanSdAndTests()
    {
        // Points 1 to 3 of thirty before and after; everybody one point higher but five at the top.
        var (before, after, pairs) = (new Table(1, 3), new Table(1, 3), new Table(1, 3, 3));
        foreach (var (was, now, count) in ((int, int, int)[])[(0, 0, 5), (0, 1, 5), (1, 2, 10), (1, 1, 5), (2, 2, 5)])
            for (var i = 0; i < count; i++)
            {
                before.Add(0, 0, was);
                after.Add(0, 0, now);
                pairs.Add(0, was, now);
            }
        var sum = new ScaleTables(before, after).Of(new HashSet<int> { 0 });
        sum.Counted.ShouldBeTrue();
        sum.Sides[0].Mean.ShouldBe(ToldNumber.Of(55 / 30d));
        sum.Sides[1].Mean.ShouldBe(ToldNumber.Of(70 / 30d));
        var change = ScaleFiguresOf.Matched(sum, pairs);
        change.Difference.Low.ShouldBe(0.5, 1e-12);
        // Fifteen of thirty differ by one: SD = √(15·½·… )/…: s² = (15 − 30·.25)/29, t = .5/(s/√30).
        var s = Math.Sqrt((15 - 30 * 0.25) / 29);
        change.T!.T.ShouldBe(0.5 / (s / Math.Sqrt(30)), 1e-9);
        change.T.Dz.ShouldBe(0.5 / s, 1e-9);
        change.Wilcoxon!.V.ShouldBe(15 * 16 / 2d);
    }

    [Fact]
    public void Scale_SmallCounts_IsRoundedFiguresWithoutCounts()
    {
        var (before, after) = (new Table(1, 5), new Table(1, 5));
        foreach (var (table, counts) in new[] { (before, (int[])[2, 5, 9, 8, 4]), (after, [1, 2, 6, 12, 7]) })
            foreach (var (option, count) in counts.Index())
                for (var i = 0; i < count; i++) table.Add(0, 0, option);
        var sum = new ScaleTables(before, after).Of(new HashSet<int> { 0 });
        sum.Sides.ShouldAllBe(s => s.Cells.Count == 0);
        sum.Sides.Select(s => (s.N, s.Mean!.Value.Low)).ShouldBe([(28, 3.3), (28, 3.8)]);
        // The second SD would say too much beside its mean.
        sum.Sides.Select(s => s.Sd).ShouldBe([1.1, null]);
    }

    [Fact]
    public void Public_AnyRow_IsMadeOfWhatStaffAreToldAndKeepsTen()
    {
        var random = new Random(9);
        for (var i = 0; i < 500; i++)
        {
            var counts = Enumerable.Range(0, random.Next(2, 6)).Select(_ => random.Next(0, random.Next(2, 25))).ToArray();
            var inside = CohortRow.Inside(counts);
            var open = CohortRow.Public(inside);
            foreach (var (told, staff, count) in open.Cells.Zip(inside.Cells, counts))
            {
                count.ShouldBeInRange(told.Low, told.High);
                if (told.Exact) staff.Exact.ShouldBeTrue();
                if (told.Exact && counts.Sum() > 0) count.ShouldBeGreaterThanOrEqualTo(SmallCells.Public);
            }
            var hidden = Enumerable.Range(0, counts.Length).Where(open.Hides).ToList();
            if (counts.Sum() >= SmallCells.Public && hidden.Count > 0)
            {
                hidden.Count.ShouldBeGreaterThan(1);
                hidden.Sum(o => counts[o]).ShouldBeGreaterThanOrEqualTo(SmallCells.Public);
            }
        }
    }

    [Theory]
    [InlineData(27, 27, 28, "27 (96%)", "27")]
    [InlineData(0, 4, 28, "fewer than 5", "fewer than 5")]
    [InlineData(24, 28, 28, "24 or more", "at least 24")]
    [InlineData(5, 9, 28, "5–9", "between 5 and 9")]
    [InlineData(0, 28, 28, "hidden", "a number that is hidden")]
    public void Told_Count_InWords(int low, int high, int n, string cell, string sentence)
    {
        ReportWords.English.Cell(new(low, high), n).ShouldBe(cell);
        ReportWords.English.Count(new(low, high), n).ShouldBe(sentence);
    }

    [Theory]
    [InlineData(0.03, 0.03, "p = 0.030")]
    [InlineData(0.00001, 0.0004, "p < 0.001")]
    [InlineData(0.00001, 0.003, "p at most 0.003")]
    [InlineData(0.25, 0.65, "p at least 0.25")]
    [InlineData(0.01, 0.6, "p between 0.010 and 0.60")]
    [InlineData(0.0001, 0.6, "p at most 0.60")]
    public void Told_P_InWords(double low, double high, string text) => ReportWords.English.P(new(low, high)).ShouldBe(text);

    [Fact]
    public void Score_HiddenShares_IsASpanThatHoldsTheTruth()
    {
        ReportItem Quiz(Told before, Told after) => new()
        {
            Key = "q",
            Kind = QuestionKind.Knowledge,
            Text = Words.Of("en", "Q"),
            Basis = Basis.Matched,
            Options = ReportLabels.Knowledge,
            Before = new(20, [before, Told.Of(20 - before.Low)]),
            After = new(20, [after, Told.Of(20 - after.Low)]),
        };
        var score = ReportBuilder.Score([Quiz(Told.Of(5), Told.Of(15)), Quiz(new(0, 4), Told.Of(10))])!;
        score.Before.ShouldBe(new ToldNumber(0.125, 0.225));
        score.After.ShouldBe(ToldNumber.Of(0.625));
        score.Gain!.Value.Low.ShouldBe((62.5 - 22.5) / 77.5, 1e-12);
        score.Gain.Value.High.ShouldBe((62.5 - 12.5) / 87.5, 1e-12);
    }

    [Theory]
    [InlineData("2015-07-01", 2015, "2015–16")]
    [InlineData("2016-06-30", 2015, "2015–16")]
    [InlineData("1999-09-01", 1999, "1999–00")]
    public void SchoolYear_OfADay(string day, int year, string name)
    {
        SchoolYears.Of(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(year);
        SchoolYears.Name(year).ShouldBe(name);
    }

    [Fact]
    public void NameMask_NamesOfTheCohort_AreMasked() =>
        new NameMask(["Ana María Peña", "Li Bo"]).Masked("PEÑA helped me; ana was nice. Bo too, and Mariana.").ShouldBe("[name] helped me; [name] was nice. Bo too, and Mariana.");
}
