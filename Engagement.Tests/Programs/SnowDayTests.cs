using Engagement.Core.Common;
using Engagement.Core.Programs;

namespace Engagement.Tests.Programs;

public class SnowDayTests
{
    private static readonly DateOnly Start = new(2026, 1, 8);

    private static List<SessionState> Weekly(int count, params int[] offsets) =>
        [.. Enumerable.Range(0, count).Select(i => new SessionState(Guid.CreateVersion7(), 1, i + 1, $"Topic {i + 1}", new Slot(Start.AddDays(offsets.Length == 0 ? 7 * i : offsets[i]), new TimeOnly(18, 0), 60), null))];

    private static SnowDayInput Move(SessionState session, DateOnly date, bool shift = true) =>
        new() { SessionId = session.Id, Date = date, Start = session.Slot.Start, ShiftLater = shift };

    private static PlanChange Plan(List<SessionState> sessions, SnowDayInput input, params Closure[] closures) => SnowDay.Plan(sessions, input, new ClosedDays(closures)).OrThrow();

    [Fact]
    public void Plan_MoveByAWeekAndShift_MovesAllLaterOnesAndKeepsNumbers()
    {
        var sessions = Weekly(4);
        var change = Plan(sessions, Move(sessions[1], Start.AddDays(14)));
        change.Sessions.Select(c => (c.Number, c.After!.Date, c.Changed)).ShouldBe(
            [(1, Start, false), (2, Start.AddDays(14), true), (3, Start.AddDays(21), true), (4, Start.AddDays(28), true)]);
        change.Sessions.Select(c => c.Session.Topic).ShouldBe(["Topic 1", "Topic 2", "Topic 3", "Topic 4"]);
    }

    [Fact]
    public void Plan_ShiftOntoAHoliday_PassesItOverAndSaysSo()
    {
        var sessions = Weekly(3);
        var holiday = Start.AddDays(21);
        var change = Plan(sessions, Move(sessions[0], Start.AddDays(7)), new Closure(null, holiday, holiday, "Holiday"));
        change.Sessions.Select(c => c.After!.Date).ShouldBe([Start.AddDays(7), Start.AddDays(14), Start.AddDays(28)]);
        change.Sessions[2].Note.ShouldBe("Thu Jan 29 skipped: Holiday");
    }

    [Fact]
    public void Plan_TwoDaysAWeekAndAHoliday_NoSessionOvertakesAnother()
    {
        // Thursday, Friday, Thursday, Friday; the Thursday to which the third would move is closed.
        var sessions = Weekly(4, 0, 1, 7, 8);
        var closed = Start.AddDays(14);
        var change = Plan(sessions, Move(sessions[0], Start.AddDays(7)), new Closure(null, closed, closed, "Closed"));
        change.Sessions.Select(c => c.Session.Number).ShouldBe([1, 2, 3, 4]);
        change.Sessions.Select(c => c.After!.Date).ShouldBe([Start.AddDays(7), Start.AddDays(8), Start.AddDays(21), Start.AddDays(22)]);
    }

    [Fact]
    public void Plan_CancelWithoutShift_RenumbersTheLaterOnes()
    {
        var sessions = Weekly(3);
        var change = Plan(sessions, new SnowDayInput { SessionId = sessions[1].Id, Action = SnowDayAction.Cancel });
        change.Sessions.Select(c => (c.Session.Number, c.Number, c.After is null)).ShouldBe([(1, 1, false), (2, 0, true), (3, 2, false)]);
    }

    [Fact]
    public void Plan_MoveToTheEnd_TakesTheLastNumber()
    {
        var sessions = Weekly(3);
        var change = Plan(sessions, Move(sessions[0], Start.AddDays(21), shift: false));
        change.Sessions.Select(c => (c.Session.Number, c.Number)).ShouldBe([(2, 1), (3, 2), (1, 3)]);
    }

    [Fact]
    public void Plan_ShiftWouldLandOnTheMovedSession_GoesOnAWeek()
    {
        var sessions = Weekly(2);
        var change = Plan(sessions, Move(sessions[0], Start.AddDays(14)));
        change.Sessions.Select(c => (c.Session.Number, c.After!.Date)).ShouldBe([(1, Start.AddDays(14)), (2, Start.AddDays(21))]);
    }

    [Fact]
    public void Plan_ToTheSameTime_AsksForAnother()
    {
        var sessions = Weekly(2);
        SnowDay.Plan(sessions, Move(sessions[0], Start), ClosedDays.None).Error.ShouldBeOfType<Invalid>();
        SnowDay.Plan(sessions, Move(sessions[0], new DateOnly(9999, 12, 31)), ClosedDays.None).Error.ShouldBeOfType<Invalid>();
    }

    [Fact]
    public void Plan_NoOpenDateWithinAYear_SaysWhichSession()
    {
        var sessions = Weekly(2);
        var closed = new ClosedDays([new Closure(null, Start.AddDays(8), Start.AddYears(3), "Renovation")]);
        SnowDay.Plan(sessions, Move(sessions[0], Start.AddDays(1)), closed).Error.ShouldNotBeNull().Message.ShouldContain("session 2");
    }

    [Fact]
    public void Plan_OverTheSpringClockChange_KeepsTheWallClock()
    {
        var sessions = Weekly(1);
        var change = Plan(sessions, Move(sessions[0], new DateOnly(2026, 3, 12)));
        change.Sessions[0].After.ShouldBe(new Slot(new DateOnly(2026, 3, 12), new TimeOnly(18, 0), 60));
    }

    [Fact]
    public void Replan_AfterTwoWereHeld_MovesOnlyTheOthers()
    {
        var sessions = Weekly(4);
        var plan = new SchedulePlan(Start, Weekdays.Tuesday, new TimeOnly(9, 0), 90, "America/New_York", 4);
        var change = Replan.Plan(sessions, 60, plan, Start.AddDays(8).ToDateTime(new TimeOnly(12, 0)), ClosedDays.None).OrThrow();
        change.Sessions.Select(c => (c.Number, c.After)).ShouldBe([
            (1, sessions[0].Slot), (2, sessions[1].Slot),
            (3, new Slot(new DateOnly(2026, 1, 20), new TimeOnly(9, 0), 90)), (4, new Slot(new DateOnly(2026, 1, 27), new TimeOnly(9, 0), 90))]);
    }
}
