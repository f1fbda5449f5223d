using Bunit;
using Engagement.Core.Common;
using Engagement.Core.Programs;
using Engagement.Web.Components.Pages.Programs;

namespace Engagement.Tests.Pages.Programs;

public class ProgramsComponentTests
{
    [Fact]
    public async Task SchedulePreview_WithASkippedDate_NumbersTheOthersAndSaysWhy()
    {
        await using var context = new BunitContext();
        var thanksgiving = new DateOnly(2026, 11, 26);
        var schedule = ScheduleGenerator.Propose(
            new SchedulePlan(thanksgiving.AddDays(-7), Weekdays.Thursday, new TimeOnly(18, 0), 60, "America/New_York", 2),
            new ClosedDays([new Closure(null, thanksgiving, thanksgiving, "Thanksgiving")])).OrThrow();
        var preview = context.Render<SchedulePreview>(p => p.Add(x => x.Schedule, schedule).Add(x => x.Start, new TimeOnly(18, 0)).Add(x => x.Minutes, 60).Add(x => x.Topics, ["Streets"]));
        preview.FindAll("li").Select(li => string.Join(' ', li.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).ShouldBe([
            "Session 1 Thu, Nov 19, 2026, 6:00–7:00 PM · Streets", "Thu Nov 26 skipped: Thanksgiving", "Session 2 Thu, Dec 3, 2026, 6:00–7:00 PM"]);
        preview.Find("[role=status]").TextContent.ShouldBe("2 sessions, the last on Thu, Dec 3, 2026; 1 date is skipped and made up for at the end.");
    }

    [Fact]
    public async Task SchedulePreview_IncompletePlan_SaysWhatIsMissing()
    {
        await using var context = new BunitContext();
        var preview = context.Render<SchedulePreview>(p => p.Add(x => x.Missing, "Choose at least one weekday."));
        preview.Find("[role=status]").TextContent.ShouldBe("Choose at least one weekday.");
        preview.FindAll("li").ShouldBeEmpty();
    }

    [Fact]
    public async Task PlanEditor_AddMoveRemove_KeepsOrderAndSum()
    {
        await using var context = new BunitContext();
        context.JSInterop.Mode = JSRuntimeMode.Loose;
        List<Activity> plan = [new() { Title = "Introduction", Minutes = 20 }, new() { Title = "Walk", Minutes = 30 }];
        var editor = context.Render<PlanEditor>(p => p.Add(x => x.Plan, plan).Add(x => x.Minutes, 60));
        editor.Find(".badge").TextContent.ShouldBe("50 of 60 minutes planned: 10 still free");

        editor.FindAll("button").Single(b => b.TextContent == "Add an activity").Click();
        editor.Find("#activity-2").Change("Recap");
        editor.Find(".badge").TextContent.ShouldBe("60 of 60 minutes planned");
        editor.Find("[aria-label='Move activity 3 up']").Click();
        plan.Select(a => a.Title).ShouldBe(["Introduction", "Recap", "Walk"]);
        editor.Find("[aria-label='Move activity 1 up']").HasAttribute("disabled").ShouldBeTrue();
        editor.Find("[aria-label='Move activity 3 down']").HasAttribute("disabled").ShouldBeTrue();
        editor.Find("[aria-label='Remove activity 1']").Click();
        plan.Select(a => a.Title).ShouldBe(["Recap", "Walk"]);
        editor.Find("#activity-0").GetAttribute("value").ShouldBe("Recap");
    }

    [Fact]
    public async Task PresenterPicker_YouthCohort_WarnsOfClearancesAtOnce()
    {
        await using var context = new BunitContext();
        var (pat, sam) = (new PresenterChoice(Guid.NewGuid(), "Pat", null, null), new PresenterChoice(Guid.NewGuid(), "Sam", "Streets", new DateOnly(2026, 3, 4)));
        HashSet<Guid> chosen = [pat.Id];
        var picker = context.Render<PresenterPicker>(p => p.Add(x => x.Presenters, [pat, sam]).Add(x => x.Chosen, chosen).Add(x => x.ForMinors, value: true).Add(x => x.Date, new DateOnly(2026, 3, 5)));
        picker.FindAll("input[type=checkbox]")[1].Change(true);
        picker.FindAll(".warn").Select(w => w.TextContent).ShouldBe(["Pat has no background clearance.", "Sam's background clearance ends on Wed, Mar 4, 2026, before this session."]);
        chosen.ShouldBe([pat.Id, sam.Id], ignoreOrder: true);
    }
}
