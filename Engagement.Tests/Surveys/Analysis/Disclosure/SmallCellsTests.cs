using System.Globalization;
using Engagement.Core.Surveys.Analysis;

namespace Engagement.Tests.Surveys.Analysis;

public class SmallCellsTests
{
    [Theory]
    [InlineData("3 22", "few more>20")]
    [InlineData("24 1", "more>20 few")]
    [InlineData("25 0", "more>20 few")]
    [InlineData("12 13", "12 13")]
    [InlineData("2 3 9 8 3", "few few 9 8 few")]
    [InlineData("14 4 10", "14 few more>9")]
    [InlineData("24 1 0", "more>16 few few")]
    [InlineData("100 3 200", "more>98 few 200")]
    // "Few" and "the rest" of eight would leave four values only.
    [InlineData("3 5", "? ?")]
    public void Protect_OneClass_ShowsWhatItMay(string counts, string expected) => Show(Publish(5, counts).All).ShouldBe(expected);

    [Fact]
    public void Protect_FewerThanTheThreshold_DoesNotEvenSayHowMany()
    {
        var all = Publish(5, "3 1").All;
        (all.N, Show(all)).ShouldBe((null, "few few"));
    }

    [Fact]
    public void Protect_Cohorts_HidesOneMoreSoThatNoneIsTheRest()
    {
        var published = Publish(5, "12 13", "2 26", "6 16", "14 26");
        Show(published.All).ShouldBe("34 81");
        published.Views[0].Rows.Select(Show).ShouldBe(["12 13", "few more>23", "? ?", "14 26"]);
        published.Safe.ShouldBeTrue();
    }

    /// <summary>7 in all and "fewer than 5" in both would leave 3 and 4 only.</summary>
    [Fact]
    public void Protect_MarksThatWouldTell_AreLeftOut()
    {
        var published = Publish(5, "3 22", "4 21");
        Show(published.All).ShouldBe("7 43");
        published.Views[0].Rows.Select(Show).ShouldBe(["? ?", "few more>20"], ignoreOrder: true);
    }

    [Fact]
    public void Protect_YearsOfCohorts_LeaveNoCohortAsTheRestOfItsYear()
    {
        var people = new List<Answered>();
        foreach (var (cohort, year, yes, no) in new[] { ("A", "2025", 2, 20), ("B", "2025", 12, 9), ("C", "2026", 10, 11), ("D", "2026", 13, 8) })
            people.AddRange([new(0, [cohort, year], yes), new(1, [cohort, year], no)]);
        var published = SmallCells.Protect(people, 2, 5, ["cohort", "year"]);
        // A is hidden; B must be, or 2025 − B = A. C and D need not.
        published.Views[0].Rows.Select(r => r.Whole).ShouldBe([false, false, true, true]);
        published.Views[1].Rows.Select(Show).ShouldBe(["14 29", "23 19"]);
    }

    [Fact]
    public void Protect_EarlierReport_StaysShownOrTheNewOneIsRefused()
    {
        var first = SmallCells.Protect([new(0, ["A"], 12), new(1, ["A"], 13), new(0, ["B"], 9), new(1, ["B"], 8)], 2, 5, ["cohort"]);
        first.Whole.ShouldBeTrue();
        // The same people by attendance: three who came rarely are all in cohort A, and A − "often, A" would give them away.
        Answered[] people = [new(0, ["A", "often A"], 11), new(1, ["A", "often A"], 11), new(0, ["A", "rarely"], 1), new(1, ["A", "rarely"], 2),
            new(0, ["B", "often B"], 9), new(1, ["B", "often B"], 8)];
        var second = SmallCells.Protect(people, 2, 5, ["cohort", "attendance"], first.Known());
        second.Views[0].Rows.ShouldAllBe(r => r.Whole);
        second.Views[1].Rows.Single(r => r.Group == "rarely").N.ShouldBeNull();
        second.Views[1].Rows.Single(r => r.Group == "often A").Whole.ShouldBeFalse();
    }

    [Fact]
    public void Share_HiddenCount_HasNone()
    {
        var all = Publish(5, "2 3 9 8 3").All;
        all.Share(0).ShouldBeNull();
        all.Share(2).ShouldBe(Proportion.Of(9, 25));
        all.Whole.ShouldBeFalse();
    }

    [Fact]
    public void Protect_WrongInput_IsRefused()
    {
        Should.Throw<ArgumentException>(() => SmallCells.Protect([new(0, [])], 2, 5, ["cohort"]));
        Should.Throw<ArgumentOutOfRangeException>(() => SmallCells.Protect([new(2, [])], 2, 5, []));
        Should.Throw<ArgumentOutOfRangeException>(() => SmallCells.Protect([], 2, 1, []));
        Should.Throw<ArgumentException>(() => SmallCells.Protect([new(0, [], 9)], 1, 5, [], [new(null, null, 0, 12, 12)]));
        SmallCells.Protect([], 2, 5, ["cohort"]).All.N.ShouldBeNull();
    }

    /// <summary>One row for each cohort, counts in it.</summary>
    private static Publication Publish(int threshold, params string[] rows) => SmallCells.Protect(
        rows.SelectMany((row, g) => row.Split(' ').Select((count, option) => new Answered(option, rows.Length == 1 ? [] : [$"cohort {g}"], int.Parse(count, CultureInfo.InvariantCulture)))),
        rows[0].Split(' ').Length, threshold, rows.Length == 1 ? [] : ["cohort"]);

    private static string Show(PublishedRow row) => string.Join(' ', row.Cells.Select(c => c.Kind switch
    {
        CellKind.Shown => $"{c.Count}",
        CellKind.Few => "few",
        _ => c.Low == 0 ? "?" : $"more>{c.Low - 1}",
    }));
}
