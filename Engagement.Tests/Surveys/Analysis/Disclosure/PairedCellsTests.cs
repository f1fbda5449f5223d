using Engagement.Core.Surveys.Analysis;

namespace Engagement.Tests.Surveys.Analysis;

public class PairedCellsTests
{
    /// <summary>25 answered twice; 3 had heard of it before, 24 after.</summary>
    [Fact]
    public void Protect_NearlyAllLearned_SaysItWithoutTheSmallCounts()
    {
        var published = PairedCells.Protect([new(true, true, [], 3), new(false, true, [], 21), new(false, false, [], 1)], SmallCells.Inside, []);
        PublishedCell before = published.Before.All.Cells[0], after = published.After.All.Cells[0];
        (before.Kind, after.Low, published.Changes).ShouldBe((CellKind.Few, 21, null));
        var bounds = ChangeBounds.Of(before, after, 25);
        (bounds.Least, bounds.Most).ShouldBe((17, 25));
        bounds.LargestP.ShouldBeNear(McNemar.Of(21, 4).P!.Value);
        bounds.LargestP.ShouldBeLessThan(.001);
    }

    [Fact]
    public void Protect_ManyOfEachChange_ShowsTheChanges()
    {
        AnsweredTwice[] people = [new(true, true, ["A"], 20), new(false, true, ["A"], 31), new(true, false, ["A"], 12), new(false, false, ["A"], 40)];
        var published = PairedCells.Protect(people, SmallCells.Public, ["cohort"]);
        published.Changes.ShouldNotBeNull().All.Cells.Select(c => c.Count).ShouldBe([20, 31, 12, 40]);
        (published.Before.Whole, published.After.Whole).ShouldBe((true, true));
    }

    /// <summary>Whatever the hidden counts are, p is no larger.</summary>
    [Theory]
    [InlineData(0, 4, 8, 12, 12)]
    [InlineData(5, 9, 6, 6, 15)]
    [InlineData(10, 12, 0, 3, 14)]
    public void LargestP_EveryTableWithinTheBounds_HasNoLargerOne(int low, int high, int low2, int high2, int n)
    {
        var largest = 0d;
        for (var pre = low; pre <= high; pre++)
            for (var post = low2; post <= high2; post++)
                for (var lost = Math.Max(0, pre - post); lost <= Math.Min(pre, n - post); lost++)
                    largest = Math.Max(largest, McNemar.Of(post - pre + lost, lost).P ?? 1);
        // Equal numbers before and after may come from nobody's change; that counts as p = 1.
        var overlap = low <= high2 && low2 <= high;
        Cells().LargestP.ShouldBe(overlap ? 1 : largest, 1e-12);

        ChangeBounds Cells() => ChangeBounds.Of(new(CellKind.Hidden, null, low, high), new(CellKind.Hidden, null, low2, high2), n);
    }
}
