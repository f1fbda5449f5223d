using Engagement.Core.Surveys;

namespace Engagement.Tests.Surveys.Windows;

public class WindowRulesTests
{
    private static readonly SurveyVersion Version = WindowScene.Ask("x", WindowScene.Sample).Versions[0];
    private static readonly DateTime Start = new(2026, 3, 2, 18, 0, 0, DateTimeKind.Utc);

    // An hour each, a week apart.
    private static List<(DateTime, DateTime)> Sessions(int count) => [.. Enumerable.Range(0, count).Select(i => (Start.AddDays(7 * i), Start.AddDays(7 * i).AddHours(1)))];

    private static bool Warns(WindowKind kind, int sessions, double opensAfterDays, double? closesAfterDays = null, double nowAfterDays = -10)
    {
        var window = new SurveyWindow(Guid.NewGuid(), Version, kind) { OpensAt = Start.AddDays(opensAfterDays), ClosesAt = closesAfterDays is { } c ? Start.AddDays(c) : null };
        return WindowWarnings.Of(window, Sessions(sessions), null, Start.AddDays(nowAfterDays)).Any(w => w.Contains("quarter", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(8, 0, 0.5, false)] // at the first session
    [InlineData(8, 0, 13, false)] // two of eight are over
    [InlineData(8, 0, 15, true)] // three of eight
    [InlineData(4, 0, 6, false)]
    [InlineData(4, 0, 8, true)]
    [InlineData(3, 0, 0.5, false)] // the first session may always be over
    [InlineData(1, 0, 0.5, false)]
    [InlineData(0, 0, 5, false)]
    public void Pre_OpenAfterAQuarter_Warns(int sessions, double opens, double closes, bool warns) => Warns(WindowKind.Pre, sessions, opens, closes).ShouldBe(warns);

    [Theory]
    [InlineData(20, true)]
    [InlineData(5, false)]
    public void Pre_OpenWithoutAnEnd_WarnsWhenTheQuarterHasPassed(double now, bool warns) => Warns(WindowKind.Pre, 8, 0, null, now).ShouldBe(warns);

    [Theory]
    [InlineData(8, 35, false)] // the sixth of eight begins
    [InlineData(8, 34, true)]
    [InlineData(4, 14, false)]
    [InlineData(4, 13, true)]
    [InlineData(3, 13, false)] // on the eve of the last session
    [InlineData(1, -1, false)]
    public void Post_BeforeThreeQuarters_Warns(int sessions, double opens, bool warns) => Warns(WindowKind.Post, sessions, opens).ShouldBe(warns);

    [Fact]
    public void Closed_Window_WarnsOfNothing() => Warns(WindowKind.Pre, 4, 0, 20, 21).ShouldBeFalse();

    [Fact]
    public void AnonymousPost_WhereASurveyIsRequired_Warns()
    {
        var anonymous = new SurveyWindow(Guid.NewGuid(), Version, WindowKind.Post) { Anonymous = true };
        var paired = new SurveyWindow(Guid.NewGuid(), Version, WindowKind.Post);
        WindowWarnings.OfAll(null, [anonymous], surveyRequired: true, Start).ShouldHaveSingleItem().ShouldContain("nobody can complete");
        WindowWarnings.OfAll(null, [anonymous], surveyRequired: false, Start).ShouldBeEmpty();
        WindowWarnings.OfAll(null, [anonymous, paired], surveyRequired: true, Start).ShouldBeEmpty();
        WindowWarnings.OfAll(null, [new SurveyWindow(Guid.NewGuid(), Version, WindowKind.Pre)], surveyRequired: true, Start).ShouldHaveSingleItem().ShouldContain("no post window yet");
        WindowWarnings.OfAll(null, [], surveyRequired: true, Start).ShouldBeEmpty("there is nothing to compare with yet");
    }

    [Theory]
    [InlineData(true, "nobody can be asked")]
    [InlineData(false, "no lost card")]
    public void ListDestroyedBeforeTheLastWindowCloses_Warns(bool consent, string what)
    {
        var plan = new SurveyPlan(Guid.NewGuid(), Promise.Confidential, consent) { ListUntil = new(2026, 4, 1) };
        var late = new SurveyWindow(plan.CohortId, Version, WindowKind.Post) { OpensAt = new(2026, 3, 31, 0, 0, 0, DateTimeKind.Utc), ClosesAt = new(2026, 4, 2, 0, 0, 0, DateTimeKind.Utc) };
        WindowWarnings.OfAll(plan, [late], surveyRequired: false, Start).ShouldHaveSingleItem().ShouldContain(what);
        late.ClosesAt = new(2026, 3, 31, 12, 0, 0, DateTimeKind.Utc);
        WindowWarnings.OfAll(plan, [late], surveyRequired: false, Start).ShouldBeEmpty();
    }

    [Fact]
    public void SetTimes_ByDate_AreTheCohortsClock()
    {
        const string zone = "America/New_York";
        var window = new SurveyWindow(Guid.NewGuid(), Version, WindowKind.Pre);
        // Clocks go forward in the night to March 8.
        var input = new WindowInput { SurveyId = Version.SurveyId, Timing = WindowTiming.ByDate, OpensOn = new(2026, 3, 7), ClosesOn = new(2026, 3, 8) };
        input.SetTimes(window, null, zone, Start);
        (window.OpensAt, window.ClosesAt).ShouldBe((new DateTime(2026, 3, 7, 13, 0, 0, DateTimeKind.Utc), new DateTime(2026, 3, 9, 0, 0, 0, DateTimeKind.Utc)));
        var read = WindowInput.From(window, zone);
        (read.Timing, read.OpensOn, read.OpensTime, read.ClosesOn, read.ClosesTime).ShouldBe((WindowTiming.ByDate, input.OpensOn, input.OpensTime, input.ClosesOn, input.ClosesTime));
        // By hand: what is open stays so until somebody closes it; what is ahead waits.
        var byHand = new WindowInput { Timing = WindowTiming.ByHand };
        byHand.SetTimes(window, null, zone, window.OpensAt!.Value.AddHours(1));
        (window.OpensAt is not null, window.ClosesAt).ShouldBe((true, null));
        byHand.SetTimes(window, null, zone, window.OpensAt!.Value.AddHours(-1));
        window.OpensAt.ShouldBeNull();
    }

    [Fact]
    public void Pooled_AnyAttendance_LeavesNobodyAlone()
    {
        var random = new Random(311);
        for (var round = 0; round < 300; round++)
        {
            var attended = Enumerable.Range(0, random.Next(0, 40)).Select(_ => random.Next(0, 9)).ToList();
            var pooled = Dosage.Pooled(attended);
            foreach (var pool in attended.GroupBy(n => pooled[n]))
            {
                if (pool.Key is null) attended.Count.ShouldBeLessThan(Dosage.Least);
                else pool.Count().ShouldBeGreaterThanOrEqualTo(Dosage.Least);
            }
            // More sessions never come out as fewer.
            attended.Distinct().Order().Select(n => pooled[n] ?? -1).ShouldBe(attended.Distinct().Order().Select(n => pooled[n] ?? -1).Order());
        }
        Dosage.Pooled([8, 8, 8, 8, 8, 3]).ShouldBe(new Dictionary<int, int?> { [3] = 7, [8] = 7 }, "the one who came three times is not seen");
        Dosage.Pooled([1, 1, 1, 1, 1, 8, 8, 8, 8, 8])[8].ShouldBe(8);
    }
}
