using Engagement.Core.Surveys.Analysis;
using FsCheck;
using FsCheck.Fluent;

namespace Engagement.Tests.Surveys.Analysis;

public class AttackTests
{
    [Fact]
    public void Protect_AnyCrowd_LeavesEverySmallCellEnoughValues() =>
        Prop.ForAll(Crowd.Small, crowd => Given(crowd, crowd.Publish())).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Protect_AfterAnEarlierReport_IsSafeOrSaysSo() =>
        Prop.ForAll(Crowd.Small, crowd =>
        {
            var first = (crowd with { Views = ["cohort"], People = [.. crowd.People.Select(p => p with { Groups = [p.Groups[0]] })] }).Publish();
            var second = crowd.Publish(first.Shown());
            return !second.Safe || Given(crowd, second, first);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    /// <summary>The attack can succeed: small cells alone hidden, it finds them.</summary>
    [Fact]
    public void Attack_OnSmallCellsAloneHidden_FindsThem()
    {
        Answered[] people = [new(0, ["A"], 1), new(1, ["A"], 9), new(0, ["B"], 6), new(1, ["B"], 5), new(0, ["C"], 4), new(1, ["C"], 3)];
        var crowd = new Crowd(2, 3, ["cohort"], people);
        Given(crowd, OnlySmallHidden(crowd)).ShouldBeFalse();
        Given(crowd, crowd.Publish()).ShouldBeTrue();
    }

    internal static Publication OnlySmallHidden(Crowd crowd)
    {
        var pattern = new Pattern(new Population(crowd.People, crowd.Options, crowd.Views.Count), crowd.Threshold);
        Subtractions.HideSmall(pattern);
        return Reading.Of(pattern, crowd.Views, true);
    }

    /// <summary>Whether the attacker is left with enough values for each small cell and at least two for each small sum of groups.</summary>
    private static bool Given(Crowd crowd, params Publication[] published)
    {
        var attacker = new Attacker(crowd.Options, crowd.People, published);
        var small = new List<(int View, string? Group, int Option, int Needed)>();
        foreach (var (view, group) in crowd.Views.SelectMany((_, v) => crowd.People.Select(p => (v, (string?)p.Groups[v]))).Append((-1, null)).Distinct())
            for (var o = 0; o < crowd.Options; o++)
                if (crowd.Count(view, group, o) < crowd.Threshold)
                {
                    var size = crowd.Count(view, group);
                    var rest = view < 0 ? int.MaxValue - 1 : crowd.Count(-1, null) - size;
                    small.Add((view, group, o, Math.Min(crowd.Threshold, 1 + Math.Min(size, rest))));
                }
        attacker.Attack(() => small.TrueForAll(c => attacker.Values[(c.View, c.Group, c.Option)].Count >= c.Needed));
        return small.TrueForAll(c => attacker.Values[(c.View, c.Group, c.Option)].Count >= c.Needed);
    }
}
