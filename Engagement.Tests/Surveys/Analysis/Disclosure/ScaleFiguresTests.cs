using Engagement.Core.Surveys.Analysis;
using FsCheck;
using FsCheck.Fluent;

namespace Engagement.Tests.Surveys.Analysis;

public class ScaleFiguresTests
{
    private static readonly Arbitrary<int[]> Scales = (
        from options in Gen.Choose(3, 5)
        from size in Gen.Choose(1, 18)
        from answers in Gen.Choose(0, options - 1).ListOf(size)
        select Distribution.Of(answers, options)).ToArbitrary();

    /// <summary>An attacker tries every distribution with the figures shown: each small count could be at least as many numbers as the threshold.</summary>
    [Fact]
    public void Of_AnyScale_LeavesEverySmallCountEnoughValues() => Prop.ForAll(Scales, counts =>
    {
        if (ScaleFigures.Of(counts, 3, 1) is not { } shown) return true;
        var values = counts.Select(_ => new HashSet<int>()).ToArray();
        foreach (var other in All(counts.Sum(), counts.Length))
            if (Same(other, shown))
                for (var o = 0; o < other.Length; o++) values[o].Add(other[o]);
        return counts.Index().All(c => c.Item >= 3 || values[c.Index].Count >= 3);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void Of_WhatTellsTooMuch_IsNotShown()
    {
        ScaleFigures.Of([0, 0, 0, 0, 25], 5, 1).ShouldBeNull();
        ScaleFigures.Of([0, 0, 0, 2, 23], 5, 1).ShouldBeNull();
        ScaleFigures.Of([2, 1, 1, 0, 0], 5, 1).ShouldBeNull();
        ScaleFigures.Of([2, 3, 9, 8, 3], 5, 1).ShouldBe(new(25, 3.3, null));
        ScaleFigures.Of([10, 30, 60, 70, 30], 5, 1).ShouldBe(new(200, 3.4, 1.1));
    }

    [Fact]
    public void GroupFigures_SmallRest_HidesTheSmallestGroupToo()
    {
        Answered[] people = [new(0, ["A"], 20), new(1, ["B"], 12), new(0, ["C"], 3)];
        GroupFigures.Shown(people, 5, ["cohort"]).ShouldBe([(null, null), ("cohort", "A")], ignoreOrder: true);
        GroupFigures.Shown(people[..2], 5, ["cohort"]).Count.ShouldBe(3);
    }

    /// <summary>A hidden year whose only cohort were shown would not be hidden.</summary>
    [Fact]
    public void GroupFigures_HiddenYear_HidesItsCohorts()
    {
        Answered[] people = [new(0, ["A", "2024"], 20), new(0, ["B", "2024"], 2), new(0, ["C", "2025"], 12), new(0, ["D", "2026"], 4)];
        GroupFigures.Shown(people, 5, ["cohort", "year"]).ShouldBe([(null, null), ("year", "2024")], ignoreOrder: true);
    }

    private static bool Same(int[] counts, ScaleFigures shown)
    {
        var values = counts.SelectMany((count, o) => Enumerable.Repeat(o + 1d, count)).ToArray();
        var summary = Summary.Of(values);
        return Round(summary.Mean!.Value) == shown.Mean && (shown.Sd is null || Round(summary.Sd!.Value) == shown.Sd);

        static double Round(double value) => Math.Round(value, 1, MidpointRounding.AwayFromZero);
    }

    private static IEnumerable<int[]> All(int n, int options)
    {
        if (options == 1) return [[n]];
        return Enumerable.Range(0, n + 1).SelectMany(first => All(n - first, options - 1).Select(rest => (int[])[first, .. rest]));
    }
}
