using Engagement.Core.Common;
using Engagement.Core.Programs;

namespace Engagement.Tests.Programs;

public class ScheduleGeneratorTests
{
    private static readonly DateOnly Monday = new(2026, 3, 2);

    private static SchedulePlan Plan(Weekdays days, int sessions, DateOnly? start = null, TimeOnly? time = null, Guid? site = null) =>
        new(start ?? Monday, days, time ?? new TimeOnly(18, 0), 60, "America/New_York", sessions, site);

    private static Schedule Propose(SchedulePlan plan, params Closure[] closures) => ScheduleGenerator.Propose(plan, new ClosedDays(closures)).OrThrow();

    [Fact]
    public void Propose_TuesdayAndWednesdayForFourWeeks_MakesEight()
    {
        var days = Weekdays.Tuesday | Weekdays.Wednesday;
        var input = new CohortInput { StartDate = Monday, Weekdays = days, By = PlanBy.Weeks, Weeks = 4 };
        var schedule = Propose(input.Plan("America/New_York"));
        schedule.Sessions.Select(s => (s.Number!.Value, s.Date.DayOfWeek)).ShouldBe(Enumerable.Range(1, 8).Select(n => (n, n % 2 == 1 ? DayOfWeek.Tuesday : DayOfWeek.Wednesday)));
        schedule.Lines[^1].Date.ShouldBe(new DateOnly(2026, 3, 25));
    }

    [Fact]
    public void Propose_Thanksgiving_IsSkippedWithItsReasonAndMadeUpFor()
    {
        var thanksgiving = new DateOnly(2026, 11, 26);
        var schedule = Propose(Plan(Weekdays.Thursday, 3, new DateOnly(2026, 11, 19)), new Closure(null, thanksgiving, thanksgiving.AddDays(1), "Thanksgiving"));
        schedule.Lines.Select(l => (When.Day(l.Date), l.Number, l.Note)).ShouldBe(
            [("Thu Nov 19", 1, null), ("Thu Nov 26", null, "Thanksgiving"), ("Thu Dec 3", 2, null), ("Thu Dec 10", 3, null)]);
    }

    [Fact]
    public void Propose_ClosuresAtTheEnd_GoOnBehindThem()
    {
        var schedule = Propose(Plan(Weekdays.Monday, 2), new Closure(null, Monday.AddDays(7), Monday.AddDays(20), "Spring break"));
        schedule.Sessions.Select(s => s.Date).ShouldBe([Monday, Monday.AddDays(21)]);
        schedule.Lines.Count(l => l.Skipped).ShouldBe(2);
    }

    [Fact]
    public void Propose_ClosureOfAnotherSite_DoesNotCount()
    {
        var (here, there) = (Guid.NewGuid(), Guid.NewGuid());
        Closure[] closures = [new(here, Monday, Monday, "Boiler"), new(there, Monday.AddDays(7), Monday.AddDays(7), "Election")];
        Propose(Plan(Weekdays.Monday, 2, site: here), closures).Sessions.Select(s => s.Date).ShouldBe([Monday.AddDays(7), Monday.AddDays(14)]);
        Propose(Plan(Weekdays.Monday, 2), closures).Sessions.Select(s => s.Date).ShouldBe([Monday, Monday.AddDays(7)]);
    }

    [Theory]
    [InlineData(2026, 3, 1, 23, 22)]
    [InlineData(2026, 10, 25, 22, 23)]
    public void Propose_OverAClockChange_KeepsTheWallClock(int year, int month, int day, int before, int after)
    {
        var schedule = Propose(Plan(Weekdays.Sunday, 2, new DateOnly(year, month, day)));
        schedule.Sessions.Select(s => s.StartsUtc.Hour).ShouldBe([before, after]);
        schedule.Sessions.ShouldAllBe(s => LocalTime.FromUtc(s.StartsUtc, "America/New_York").Hour == 18);
    }

    [Fact]
    public void Propose_TimeThatDoesNotExistInSpring_SaysWhenItStarts()
    {
        var line = Propose(Plan(Weekdays.Sunday, 1, new DateOnly(2026, 3, 8), new TimeOnly(2, 30))).Lines.ShouldHaveSingleItem();
        line.Note.ShouldNotBeNull().ShouldContain("starts at 3:30 AM");
        line.StartsUtc.ShouldBe(new DateTime(2026, 3, 8, 7, 30, 0, DateTimeKind.Utc));
    }

    [Fact]
    public void Propose_TimeThatOccursTwiceInAutumn_IsTheFirst() =>
        Propose(Plan(Weekdays.Sunday, 1, new DateOnly(2026, 11, 1), new TimeOnly(1, 30))).Lines[0].StartsUtc.ShouldBe(new DateTime(2026, 11, 1, 5, 30, 0, DateTimeKind.Utc));

    [Fact]
    public void Propose_NoWeekday_AsksForOne() =>
        ScheduleGenerator.Propose(Plan(Weekdays.None, 3), ClosedDays.None).Error.ShouldBeOfType<Invalid>().Problems.ShouldHaveSingleItem().Field.ShouldBe("Weekdays");

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(121)]
    [InlineData(int.MaxValue)]
    public void Propose_TooFewOrTooMany_IsRefused(int sessions) =>
        ScheduleGenerator.Propose(Plan(Weekdays.Monday, sessions), ClosedDays.None).Error.ShouldBeOfType<Invalid>().Problems.ShouldHaveSingleItem().Field.ShouldBe("Sessions");

    [Fact]
    public void Propose_ClosedForEver_EndsAtTheHorizon()
    {
        var closed = new ClosedDays([new Closure(null, Monday.AddDays(1), new DateOnly(9999, 12, 31), "Closed for good")]);
        ScheduleGenerator.Propose(Plan(Weekdays.Monday, 5), closed).Error.ShouldNotBeNull().Message.ShouldStartWith("Only 1 of 5 sessions fit within 3 years");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9999)]
    public void Propose_StartBeyondReason_IsRefused(int year) =>
        ScheduleGenerator.Propose(Plan(Weekdays.Monday, 1, new DateOnly(year, 12, 31)), ClosedDays.None).Error.ShouldBeOfType<Invalid>().Problems.ShouldHaveSingleItem().Field.ShouldBe("StartDate");

    [Fact]
    public void Propose_MostSessionsOnOneWeekday_FitTheHorizon() => Propose(Plan(Weekdays.Friday, ScheduleGenerator.Most)).Sessions.Count().ShouldBe(120);
}
