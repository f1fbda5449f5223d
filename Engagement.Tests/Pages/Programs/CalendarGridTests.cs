using Bunit;
using Engagement.Core.Programs;
using Engagement.Web.Components.Pages.Programs;

namespace Engagement.Tests.Pages.Programs;

public sealed class CalendarGridTests : BunitContext
{
    private static readonly DateOnly Monday = new(2026, 3, 2);

    private static CalendarItem Item(DateOnly date, CohortStatus status = CohortStatus.Published, bool cancelled = false) =>
        new(Guid.CreateVersion7(), 1, cancelled ? 0 : 3, date, new(18, 0), 60, "Streets", Guid.CreateVersion7(), "<b>Fall</b>", status, "Academy", "#0f4d90", "City Hall", cancelled);

    private IRenderedComponent<CalendarGrid> Render(CalendarView view, CalendarMode mode = CalendarMode.Month, bool mayMove = true, Action<CalendarItem>? onMove = null) =>
        Render<CalendarGrid>(p => p.Add(c => c.Range, new CalendarRange(mode, Monday)).Add(c => c.View, view).Add(c => c.Today, Monday)
            .Add(c => c.MayMove, mayMove).Add(c => c.OnMove, i => onMove?.Invoke(i)));

    [Fact]
    public void Month_March2026_IsATableOfFiveWeeks()
    {
        var grid = Render(new CalendarView([], []));
        grid.FindAll("tbody tr").Count.ShouldBe(5);
        grid.FindAll("thead th[scope=col]").Count.ShouldBe(7);
        grid.Find("caption").TextContent.ShouldBe("March 2026");
        grid.Find("td.today").GetAttribute("data-date").ShouldBe("2026-03-02");
        grid.Find("td[data-date='2026-04-01']").ClassList.ShouldContain("other");
    }

    [Fact]
    public void Session_OnItsDay_IsALinkWithEncodedNameAndAMoveButton()
    {
        CalendarItem? asked = null;
        var item = Item(Monday.AddDays(1));
        var grid = Render(new CalendarView([item], []), onMove: i => asked = i);
        var cell = grid.Find("td[data-date='2026-03-03']");
        cell.QuerySelector("a")!.GetAttribute("href").ShouldBe($"/staff/sessions/{item.Id}");
        cell.QuerySelector(".name")!.TextContent.ShouldBe("<b>Fall</b>");
        var button = cell.QuerySelector("button")!;
        button.GetAttribute("aria-label").ShouldBe("Move Session 3, <b>Fall</b>, Tue Mar 3…");
        grid.Find("button.move").Click();
        asked.ShouldBe(item);
    }

    [Theory]
    [InlineData(CohortStatus.Published, false, true, true)]
    [InlineData(CohortStatus.Draft, false, true, true)]
    [InlineData(CohortStatus.Closed, false, true, false)]
    [InlineData(CohortStatus.Published, true, true, false)]
    [InlineData(CohortStatus.Published, false, false, false)]
    public void Session_OnlyWhereItMayBeMoved_CanBeDragged(CohortStatus status, bool cancelled, bool mayMove, bool movable)
    {
        var grid = Render(new CalendarView([Item(Monday, status, cancelled)], []), mayMove: mayMove);
        grid.Find(".event").GetAttribute("draggable").ShouldBe(movable ? "true" : "false");
        grid.FindAll("button.move").Count.ShouldBe(movable ? 1 : 0);
    }

    [Fact]
    public void Closures_OnTheirDays_AreNamed()
    {
        var grid = Render(new CalendarView([], [new(new(2026, 2, 25), Monday, "Holiday", null), new(Monday, Monday, "Break", "School")]), CalendarMode.Week);
        grid.FindAll("tbody tr").Count.ShouldBe(1);
        grid.FindAll("td.closed").Select(c => c.GetAttribute("data-date")).ShouldBe(["2026-03-01", "2026-03-02"]);
        grid.FindAll("td.today .closure").Select(c => c.TextContent).ShouldBe(["Holiday", "Break (School closed)"]);
    }
}
