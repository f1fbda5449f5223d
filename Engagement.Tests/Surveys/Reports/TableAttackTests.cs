using Engagement.Core.Surveys.Analysis;
using Engagement.Core.Surveys.Reports;

namespace Engagement.Tests.Surveys.Reports;

/// <summary>
/// An attacker who knows every report of every choice of cohorts, for staff and for the public, and how many answered, looks for classes that agree with all of them.
/// From the true classes he changes one person's answer, or swaps two people's, again and again; what he finds is what a small count may be.
/// </summary>
public class TableAttackTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Shares_AnyClasses_LeaveEverySmallCountAsManyValuesAsTheThreshold(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 12; round++)
        {
            var crowd = Crowd.Random(random, cohorts: 3, options: 2, least: 6, most: 16);
            crowd.Attack(Shares(crowd), needed: SmallCells.Inside).ShouldBeEmpty($"seed {seed}, round {round}: {crowd}");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Choices_AnyClasses_LeaveEverySmallCountAsManyValuesAsTheThreshold(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 8; round++)
        {
            var crowd = Crowd.Random(random, cohorts: 3, options: 3, least: 6, most: 18);
            crowd.Attack(Choices(crowd), needed: SmallCells.Inside).ShouldBeEmpty($"seed {seed}, round {round}: {crowd}");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Scales_AnyClasses_TellNoSmallCount(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 8; round++)
        {
            var crowd = Crowd.Random(random, cohorts: 3, options: 4, least: 6, most: 18);
            crowd.Attack(Scales(crowd), needed: 2).ShouldBeEmpty($"seed {seed}, round {round}: {crowd}");
        }
    }

    /// <summary>The attack can succeed: where sums are told exactly beside rows with small counts hidden, it finds them.</summary>
    [Fact]
    public void Attack_OnSumsToldBesideHiddenRows_Succeeds()
    {
        var crowd = Crowd.Of([[(0, 0, 3), (1, 0, 8), (1, 1, 5)], [(0, 0, 6), (0, 1, 6), (1, 0, 5), (1, 1, 5)]]);
        var shares = Shares(crowd);
        crowd.Attack(shares, needed: SmallCells.Inside).ShouldBeEmpty();
        crowd.Attack(c => shares(c) && c.Before.Of(0)[0] + c.Before.Of(1)[0] == 15, needed: 2).ShouldNotBeEmpty();
    }

    [Fact]
    public void Groups_OfManyClassesLikeTheOneOf2015_AreToldExactly()
    {
        var random = new Random(2015);
        var crowd = Crowd.Of([.. Enumerable.Range(0, 12).Select(_ => ((int, int, int)[])[(0, 0, 2), (1, 0, 24 - random.Next(3)), (1, 1, 1 + random.Next(2))])]);
        var tables = new Tables([crowd.Before, crowd.After]);
        tables.Groups.Sum(g => g.Length).ShouldBeGreaterThanOrEqualTo(8);
        var all = tables.Of(Enumerable.Range(0, 12).ToHashSet());
        // What is left over widens the sum by a few people out of three hundred.
        all.Rows.ShouldAllBe(r => r.Cells[0].High - r.Cells[0].Low <= 16);
        all.Rows[0].Cells[0].Low.ShouldBeLessThanOrEqualTo(24);
        all.Rows[0].Cells[0].High.ShouldBeGreaterThanOrEqualTo(24);
    }

    [Fact]
    public void Cut_WhenACohortComes_EarlierGroupsStay()
    {
        var random = new Random(7);
        var crowd = Crowd.Random(random, cohorts: 14, options: 2, least: 20, most: 30, share: 0.06);
        var before = new Tables([crowd.First(10).Before, crowd.First(10).After]).Groups;
        var after = new Tables([crowd.Before, crowd.After]).Groups;
        before.Count.ShouldBeGreaterThan(0);
        after.Take(before.Count).Select(g => string.Join(',', g)).ShouldBe(before.Select(g => string.Join(',', g)));
    }

    private static Func<Crowd, bool> Shares(Crowd crowd)
    {
        var inside = new Tables([crowd.Before, crowd.After]);
        var joint = new JointGroups(crowd.After, inside.Groups);
        var open = inside.ForPublic();
        var jointOpen = joint.ForPublic(open.Groups);
        var told = CrowdViews.Subsets(crowd.Cohorts).Select(s => s.ToHashSet()).SelectMany(s => new[] { (Sum: inside.Of(s), Joint: joint), (Sum: open.Of(s), Joint: jointOpen) })
            .Select(t => (t.Sum, Joint: t.Joint.Of(t.Sum.In))).ToList();
        return other => told.TrueForAll(t => CrowdViews.Agree(t.Sum, other) && (t.Joint is null || t.Joint.SequenceEqual(
            [Both(other, t.Sum, 0, 0), Both(other, t.Sum, 1, 0), Both(other, t.Sum, 0, 1), Both(other, t.Sum, 1, 1)])));

        static int Both(Crowd crowd, Sum sum, int before, int after) => sum.In.Sum(c => crowd.After.Part(c, before)[after]);
    }

    private static Func<Crowd, bool> Choices(Crowd crowd)
    {
        var inside = new Tables([crowd.Plain(crowd.Before), crowd.Plain(crowd.After)]);
        var open = inside.ForPublic();
        var told = CrowdViews.Subsets(crowd.Cohorts).Select(s => s.ToHashSet()).SelectMany(s => new[] { inside.Of(s), open.Of(s) }).ToList();
        return other => told.TrueForAll(t => CrowdViews.Agree(t, other));
    }

    private static Func<Crowd, bool> Scales(Crowd crowd)
    {
        var inside = new ScaleTables(crowd.Plain(crowd.Before), crowd.Plain(crowd.After));
        var open = inside.ForPublic();
        var told = CrowdViews.Subsets(crowd.Cohorts).Select(s => s.ToHashSet())
            .SelectMany(s => new[] { (Sum: inside.Of(s), Exact: inside.Groups.Within(s)), (Sum: open.Of(s), Exact: open.Groups.Within(s)) }).Where(t => t.Sum.Sides.Count > 0).ToList();
        return other => told.TrueForAll(t => CrowdViews.Agree(t.Sum, t.Exact, other));
    }
}
