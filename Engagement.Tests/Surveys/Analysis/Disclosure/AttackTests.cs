using Engagement.Core.Surveys.Analysis;
using FsCheck;
using FsCheck.Fluent;

namespace Engagement.Tests.Surveys.Analysis;

public class AttackTests
{
    [Fact]
    public void Protect_AnyCrowd_LeavesEverySmallCellEnoughValues() =>
        Prop.ForAll(Crowd.Small, crowd => Given(crowd, crowd.Publish())).Check(Config.QuickThrowOnFailure.WithMaxTest(400));

    /// <summary>Two cohorts together, three without the fourth: a small sum of them is not told exactly either.</summary>
    [Fact]
    public void Protect_AnyCrowd_TellsNoSmallSumOfGroups() =>
        Prop.ForAll(Crowd.Small, crowd =>
        {
            var attacker = new Attacker(crowd.Options, crowd.People, crowd.Publish());
            attacker.Unions.AddRange(crowd.SmallSums());
            attacker.Attack(() => attacker.Unions.TrueForAll(u => u.Values.Count > 1));
            return attacker.Unions.TrueForAll(u => u.Values.Count > 1);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400).WithReplay(20151015, 2015));

    [Fact]
    public void Protect_AfterAnEarlierReport_IsSafeOrSaysSo() =>
        Prop.ForAll(Crowd.Small, crowd =>
        {
            var first = (crowd with { Views = ["cohort"], People = [.. crowd.People.Select(p => p with { Groups = [p.Groups[0]] })] }).Publish();
            var second = crowd.Publish(first.Known());
            return !second.Safe || Given(crowd, second, first);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400));

    [Fact]
    public void Protect_ForStaffAfterThePublic_LeavesEverySmallCellEnoughValues() =>
        Prop.ForAll(Crowd.Small, crowd =>
        {
            var outside = (crowd with { Threshold = crowd.Threshold + 2 }).Publish();
            var inside = crowd.Publish(outside.Known());
            return !inside.Safe || Given(crowd, inside, outside);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400));

    /// <summary>The attack can succeed: where small cells alone are hidden it finds them, and so it does in most crowds.</summary>
    [Fact]
    public void Attack_OnSmallCellsAloneHidden_FindsThem()
    {
        Answered[] people = [new(0, ["A"], 1), new(1, ["A"], 9), new(0, ["B"], 6), new(1, ["B"], 5), new(0, ["C"], 4), new(1, ["C"], 3)];
        var crowd = new Crowd(2, 3, ["cohort"], people);
        Given(crowd, OnlySmallHidden(crowd)).ShouldBeFalse();
        Given(crowd, crowd.Publish()).ShouldBeTrue();
        Crowd.Small.Generator.Sample(100, 50).Count(c => !Given(c, OnlySmallHidden(c))).ShouldBeGreaterThan(50);
    }

    /// <summary>Each report by itself is safe, and both together are not, when the second one does not know of the first.</summary>
    [Fact]
    public void Attack_OnTwoReportsThatKnowNothingOfEachOther_FindsCells() =>
        Crowd.Small.Generator.Sample(300, 50).Any(c => !Given(c, c.Publish(), (c with { Threshold = c.Threshold + 2 }).Publish())).ShouldBeTrue();

    private static Publication OnlySmallHidden(Crowd crowd)
    {
        var pattern = new Pattern(new Population(crowd.People, crowd.Options, crowd.Views.Count), crowd.Threshold);
        Subtractions.HideSmall(pattern);
        return Reading.Of(pattern, crowd.Views, true);
    }

    /// <summary>
    /// Whether the attacker is left with enough values for each small cell: the threshold, where that many persons are in the group and beside it; two where only all together are told of.
    /// </summary>
    private static bool Given(Crowd crowd, params Publication[] published)
    {
        var attacker = new Attacker(crowd.Options, crowd.People, published);
        var tells = published.Any(p => p.Views.Any(v => v.Rows.Any(r => r.Cells.Any(c => c.Kind == CellKind.Shown || (c.Kind == CellKind.Few && r.N is not null)))));
        var small = crowd.Cells().Where(c => crowd.Count(c.View, c.Group, c.Option) < crowd.Threshold)
            .Select(c => (Cell: c, Needed: Needed(crowd, c.View, c.Group, tells))).ToList();
        attacker.Attack(Beaten);
        return Beaten();

        bool Beaten() => small.TrueForAll(s => attacker.Values[s.Cell].Count >= s.Needed);
    }

    private static int Needed(Crowd crowd, int view, string? group, bool tells)
    {
        if (view < 0) return crowd.Threshold;
        var size = crowd.Count(view, group);
        return Math.Min(tells ? crowd.Threshold : 2, 1 + Math.Min(size, crowd.Count(-1, null) - size));
    }
}
