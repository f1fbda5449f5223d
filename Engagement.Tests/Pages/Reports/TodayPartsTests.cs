using Bunit;
using Engagement.Core.Accounts;
using Engagement.Core.Reports;
using Engagement.Tests.Infrastructure;
using Engagement.Web.Components.Pages.Reports;

namespace Engagement.Tests.Pages.Reports;

public sealed class TodayPartsTests : BunitContext
{
    private static readonly DateOnly Day = new(2026, 3, 2);

    private static Today Of(int clearances = 0, IReadOnlyList<TodayMarks>? marks = null, IReadOnlyList<TodaySession>? week = null, bool names = true) => new()
    {
        Date = Day,
        Week = week ?? [],
        Filling = [],
        Unmarked = marks ?? [],
        Done = [],
        Consents = [],
        ClearanceCount = clearances,
        Clearances = names ? [.. Enumerable.Range(1, clearances).Select(i => new TodayClearance(Guid.CreateVersion7(), $"Presenter {i}", Day.AddDays(i - 2)))] : [],
    };

    [Fact]
    public void FirstSteps_Coordinator_SeesWhatIsDone()
    {
        var steps = new FirstSteps(Settings: true, Colleagues: false, Sites: true, Presenters: false, Holidays: false, People: false);
        var list = Render<FirstStepsList>(p => p.Add(c => c.Steps, steps).Add(c => c.MayManage, true));
        list.FindAll("li a").Select(a => a.GetAttribute("href")).ShouldBe(["/staff/sites/new", "/staff/closures", "/staff/presenters/new", "/staff/cohorts/new", "/staff/people/import"]);
        list.FindAll(".badge").Count.ShouldBe(1);
        Render<FirstStepsList>(p => p.Add(c => c.Steps, steps)).FindAll("a").ShouldBeEmpty();
        var administrator = Render<FirstStepsList>(p => p.Add(c => c.Steps, steps).Add(c => c.MayManage, true).Add(c => c.MaySetUp, true));
        administrator.FindAll("li a").Take(2).Select(a => a.GetAttribute("href")).ShouldBe(["/staff/settings", "/staff/users"]);
        administrator.FindAll(".badge").Count.ShouldBe(2);
    }

    [Fact]
    public void Cohorts_Seats_AreTextAndABar()
    {
        var part = Render<TodayCohorts>(p => p.Add(c => c.Cohorts, [new(Guid.NewGuid(), "Fall", "Academy", "#0f4d90", 12, 10, 2, 3)]));
        part.Find("li").TextContent.ShouldContain("12 of 10 seats");
        part.Find("li").TextContent.ShouldContain("2 to decide · 3 on the waitlist");
        part.Find(".seats span").GetAttribute("style").ShouldBe("--part:100%; --program:#0f4d90");
        part.Find(".seats").GetAttribute("aria-hidden").ShouldBe("true");
    }

    [Fact]
    public void Tasks_Leadership_HasNoLinksItMayNotOpenAndNoNames()
    {
        var marks = new TodayMarks(Guid.NewGuid(), 2, Day.AddDays(-3), Guid.NewGuid(), "Fall", 4, 4);
        var leader = Render<TodayTasks>(p => p.Add(c => c.Today, Of(2, [marks], names: false)).Add(c => c.Actor, TestDb.Leader));
        leader.FindAll("a").ShouldBeEmpty();
        leader.Markup.ShouldContain("2 presenters' clearances have expired or will within 30 days.");
        var coordinator = Render<TodayTasks>(p => p.Add(c => c.Today, Of(2, [marks])).Add(c => c.Actor, TestDb.Coordinator));
        coordinator.FindAll("a").Select(a => a.TextContent).ShouldBe(["Fall, session 2", "Presenter 1", "Presenter 2"]);
        coordinator.Markup.ShouldContain("nobody of 4 marked");
    }

    [Fact]
    public void Tasks_Nothing_SaysSo() =>
        Render<TodayTasks>(p => p.Add(c => c.Today, Of()).Add(c => c.Actor, Actor.Anyone)).Markup.ShouldContain("Nothing waits.");

    [Fact]
    public void Sessions_OfToday_LinkToAttendance()
    {
        TodaySession On(DateOnly date, bool cancelled = false) => new(Guid.NewGuid(), cancelled ? 0 : 1, date, new(15, 30), 60, null, Guid.NewGuid(), "Youth", null, cancelled, Over: false);
        var part = Render<TodaySessions>(p => p.Add(c => c.Today, Of(week: [On(Day), On(Day, cancelled: true), On(Day.AddDays(1))])).Add(c => c.MayMark, true));
        part.FindAll("h3").Select(h => h.TextContent).ShouldBe(["Today", "Tomorrow, Tue Mar 3"]);
        part.FindAll("a.button").ShouldHaveSingleItem().GetAttribute("aria-label").ShouldBe("Attendance of Youth, session 1");
        part.Markup.ShouldContain("3:30–4:30 PM");
    }
}
