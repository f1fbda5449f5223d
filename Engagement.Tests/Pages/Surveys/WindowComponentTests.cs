using Bunit;
using Engagement.Core.Common;
using Engagement.Core.Surveys;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.Surveys.Windows;
using Engagement.Web.Components.Pages.Surveys.Windows;
using Microsoft.Extensions.DependencyInjection;

namespace Engagement.Tests.Pages.Surveys;

public sealed class WindowComponentTests : BunitContext
{
    private static WindowRow Row(WindowState state, Promise promise = Promise.Confidential, int? newer = null, int tickets = 0, string[]? warnings = null) =>
        new(Guid.NewGuid(), "City <b>survey</b>", 1, newer, WindowKind.Pre, "Session 1, Mon Mar 2", promise, state, new(2026, 3, 2, 18, 0, 0), new(2026, 3, 3), true, "ABCDEF", 2, 7, tickets, warnings ?? []);

    private IRenderedComponent<WindowCard> Card(WindowRow row)
    {
        // Nothing is clicked, so nothing is asked of it.
        Services.AddSingleton(new SurveyWindowService(null!, TimeProvider.System));
        return Render<WindowCard>(p => p.Add(c => c.Row, row).Add(c => c.Me, TestDb.Coordinator));
    }

    [Theory]
    [InlineData(WindowState.Ahead, "Open now", "Close now …")]
    [InlineData(WindowState.Open, "Close now …", "Open now")]
    [InlineData(WindowState.Closed, "Open again", "Close now …")]
    public void WindowCard_InEachState_OffersWhatFits(WindowState state, string offered, string not)
    {
        var card = Card(Row(state, newer: 2, warnings: ["Think of <i>this</i>."]));
        var buttons = card.FindAll("button").Select(b => b.TextContent.Trim()).ToList();
        buttons.ShouldContain(offered);
        buttons.ShouldNotContain(not);
        buttons.Contains("Use version 2 from now on").ShouldBe(state != WindowState.Closed);
        card.FindAll("a").Any(a => a.TextContent == "Type paper sheets").ShouldBe(state != WindowState.Ahead, "sheets are typed after closing, too");
        card.FindAll("a").Any(a => a.TextContent == "Live").ShouldBe(state == WindowState.Open);
        card.Find("h3").TextContent.ShouldBe("Pre-survey: City <b>survey</b>");
        card.Find(".notice.warn").TextContent.ShouldBe("Think of <i>this</i>.");
        card.Markup.ShouldContain("Follows its session");
    }

    [Theory]
    [InlineData(0, "make some")]
    [InlineData(30, "More tickets")]
    public void WindowCard_Anonymous_LeadsToTickets(int tickets, string link)
    {
        var card = Card(Row(WindowState.Open, Promise.Anonymous, tickets: tickets));
        card.FindAll("a").ShouldContain(a => a.TextContent == link);
        card.FindAll("a").Any(a => a.TextContent == "Tickets (PDF)").ShouldBe(tickets > 0);
    }

    [Fact]
    public void PlanForm_OnceAnswered_DoesNotOfferAnotherPromise()
    {
        var input = new PlanInput { Promise = Promise.Confidential, ConsentNeeded = true };
        var form = Render<PlanForm>(p => p.Add(c => c.Input, input).Add(c => c.ForMinors, true).Add(c => c.Answered, true));
        form.FindAll("input[type=radio]").Select(r => r.HasAttribute("disabled")).ShouldBe([false, true]);
        form.FindAll(".notice.warn").ShouldBeEmpty();
        form.Find("input[type=checkbox]").Change(false);
        form.Find(".notice.warn").TextContent.ShouldContain("for minors");
    }

    [Fact]
    public void PlanForm_Identified_AsksForNoDay()
    {
        var form = Render<PlanForm>(p => p.Add(c => c.Input, new PlanInput()).Add(c => c.Answered, false));
        form.FindAll("input[type=date]").Count.ShouldBe(1);
        form.FindAll("input[type=radio]")[1].Change(true);
        form.FindAll("input[type=date]").ShouldBeEmpty();
    }

    [Fact]
    public void PaperGrid_WrongDigit_IsSaidAtItsField()
    {
        var problem = new Invalid([new FieldProblem("call", "3 can be 1–4.")]);
        var grid = Render<PaperGrid>(p => p.Add(c => c.Content, WindowScene.Sample).Add(c => c.Language, "es").Add(c => c.Problem, problem));
        grid.Find("#q3").GetAttribute("aria-invalid").ShouldBe("true");
        grid.FindAll("[aria-invalid]").Count.ShouldBe(1);
        grid.Find("label[for=q1]").TextContent.ShouldContain("¿Habías oído");
        grid.Find("#q1-hint").TextContent.ShouldBe("1 Sí · 2 No · 3 No sé");
        grid.Find("#q4-hint").TextContent.ShouldContain("- rather not say");
    }

    [Fact]
    public void PaperGrid_Sent_HandsOverWhatWasTyped()
    {
        PaperInput? sent = null;
        var grid = Render<PaperGrid>(p => p.Add(c => c.Content, WindowScene.Sample).Add(c => c.Language, "en").Add(c => c.OnDone, (PaperInput i) => sent = i));
        grid.Find("#code").Change("abcd-efg");
        grid.Find("#q5b").Change("4");
        grid.Find("form").Submit();
        (sent!.Code, sent.Typed["feel.s2"], sent.Typed.Count).ShouldBe(("abcd-efg", "4", 1));
    }

    [Theory]
    [InlineData(0, false, "Build one")]
    [InlineData(1, false, "First say above")]
    [InlineData(1, true, "Pre-survey at the first session")]
    public void NextStep_WithoutWindows_SaysWhatComesNext(int surveys, bool plan, string says)
    {
        var view = new CohortSurveys(Guid.NewGuid(), "YEP", true, "America/New_York", plan ? new SurveyPlan(Guid.NewGuid(), Promise.Confidential, true) : null, false, [], [], 3, 0, surveys, Guid.NewGuid(), null, Guid.NewGuid());
        Render<NextStep>(p => p.Add(c => c.View, view)).Markup.ShouldContain(says);
    }
}
