using Engagement.Core.Programs;

namespace Engagement.Tests.Programs;

public class ClashFinderTests
{
    private static readonly DateOnly Day = new(2026, 3, 5);
    private static readonly BusyPresenter Pat = new(Guid.NewGuid(), "Pat", null);

    private static BusySession At(int hour, string cohort = "A", int minutes = 60, Guid? room = null, BusyPresenter? presenter = null, Guid? cohortId = null, DateOnly? date = null)
    {
        var starts = (date ?? Day).ToDateTime(new TimeOnly(hour, 0), DateTimeKind.Utc);
        return new BusySession
        {
            Id = Guid.NewGuid(),
            CohortId = cohortId ?? Guid.NewGuid(),
            Cohort = cohort,
            Number = 1,
            Slot = new Slot(date ?? Day, new TimeOnly(hour, 0), minutes),
            StartsUtc = starts,
            EndsUtc = starts.AddMinutes(minutes),
            RoomId = room,
            Room = room is null ? null : "Room 1",
            Site = "City Hall",
            Presenters = presenter is null ? [] : [presenter],
            From = Day.AddDays(-30),
        };
    }

    private static IReadOnlyList<Clash> Find(params BusySession[] sessions) => ClashFinder.Find(sessions, ClosedDays.None, []);

    [Fact]
    public void Find_PresenterTwice_NamesBothSides()
    {
        var clash = Find(At(18, "A", presenter: Pat), At(18, "B", presenter: Pat)).ShouldHaveSingleItem();
        (clash.Kind, clash.What).ShouldBe((ClashKind.Presenter, "Pat also presents “B, session 1”, Thu Mar 5, 6:00–7:00 PM."));
    }

    [Fact]
    public void Find_OneEndsAsTheOtherBegins_IsNoClash() => Find(At(17, presenter: Pat), At(18, presenter: Pat)).ShouldBeEmpty();

    [Fact]
    public void Find_LongSessionOverTwoShort_FindsBothPairs()
    {
        var room = Guid.NewGuid();
        Find(At(9, "Long", minutes: 240, room: room), At(10, "B", room: room), At(11, "C", room: room)).Select(c => (c.Kind, c.Session.Cohort, c.Other!.Cohort))
            .ShouldBe([(ClashKind.Room, "Long", "B"), (ClashKind.Room, "Long", "C")]);
    }

    [Fact]
    public void Find_SameTimeElsewhere_IsNoClash() => Find(At(18, room: Guid.NewGuid()), At(18, room: Guid.NewGuid())).ShouldBeEmpty();

    [Fact]
    public void Find_OnlyTheAskedSession_IsNamedFirst()
    {
        var (mine, other) = (At(18, "Mine", presenter: Pat), At(17, "Other", minutes: 90, presenter: Pat));
        var clash = ClashFinder.Find([mine, other, At(17, "Third", presenter: Pat)], ClosedDays.None, [], s => s == mine).ShouldHaveSingleItem();
        (clash.Session.Cohort, clash.Other!.Cohort).ShouldBe(("Mine", "Other"));
    }

    [Fact]
    public void Find_ClosedOutsideAndWithoutClearance_AreFound()
    {
        var session = At(18, presenter: new BusyPresenter(Guid.NewGuid(), "Sam", Day.AddDays(-1))) with { ForMinors = true, From = Day.AddDays(1), To = Day.AddDays(-1) };
        var found = ClashFinder.Find([session], new ClosedDays([new Closure(null, Day, Day, "Holiday")]), []);
        found.Select(c => c.Kind).ShouldBe([ClashKind.Closed, ClashKind.OutsideWindow, ClashKind.OutsideWindow, ClashKind.Clearance]);
        found[^1].What.ShouldBe("Sam's background clearance ends on Wed, Mar 4, 2026, before this session.");
        ClashFinder.Find([session with { Presenters = [new(Guid.NewGuid(), "Kim", Day)], From = Day, To = Day }], ClosedDays.None, []).ShouldBeEmpty();
    }

    [Fact]
    public void Find_SharedParticipants_OnlyWhereTheSessionsOverlap()
    {
        var (a, b) = (Guid.NewGuid(), Guid.NewGuid());
        BusySession[] sessions = [At(18, "A", cohortId: a), At(18, "B", cohortId: b), At(18, "A", cohortId: a, date: Day.AddDays(7))];
        var clash = ClashFinder.Find(sessions, ClosedDays.None, [new SharedParticipants(a, b, 2, ["Ada", "Bo"])]).ShouldHaveSingleItem();
        clash.What.ShouldBe("2 participants are also enrolled in “B, session 1”, Thu Mar 5, 6:00–7:00 PM.");
        clash.Names.ShouldBe(["Ada", "Bo"]);
    }

    [Fact]
    public void Find_TwoSessionsOfOneCohort_Overlap()
    {
        var cohort = Guid.NewGuid();
        Find(At(18, cohortId: cohort), At(18, cohortId: cohort) with { Number = 2 }).ShouldHaveSingleItem().Kind.ShouldBe(ClashKind.Overlap);
    }
}
