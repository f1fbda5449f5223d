using Bunit;
using Engagement.Core.Surveys;
using Engagement.Core.Surveys.Reports;
using Engagement.Web.Components.Pages.Surveys.Reports;

namespace Engagement.Tests.Pages.Surveys;

public sealed class ReportComponentTests : BunitContext
{
    private static readonly ReportItem Item = new()
    {
        Key = "knows",
        Kind = QuestionKind.YesNo,
        Text = Words.Both("Do you know it?", "¿Lo conoces?"),
        Basis = Basis.Matched,
        Options = ReportLabels.YesNo,
        Before = new(28, [new(0, 4), new(24, 28)]),
        After = new(28, [Told.Of(20), Told.Of(8)]),
        Change = new() { Difference = new(16 / 28d, 20 / 28d), P = new(0.00001, 0.0002), Holm = new(0.00001, 0.0002) },
        Leavers = new(6, [new(0, 6), new(0, 6)]),
    };

    private static readonly SurveyReport Report = new()
    {
        Audience = Audience.Inside,
        Kind = ReportKind.BeforeAfter,
        Threshold = 5,
        Program = "Youth Engagement Program",
        Students = true,
        Cohorts = [new(Guid.NewGuid(), "Fall", "School", new(2025, 10, 1))],
        Whole = true,
        MadeOn = new(2026, 3, 2),
        Versions = [new("YEP", 1, true, []), new("YEP", 2, false, ["knows"])],
        Flow = new() { Enrolled = 30, Before = 29, After = 28, Matched = 28, Unpaired = 0, Repaired = 1, Losses = [new(LossReason.Left, new(5, 7))] },
        Items = [Item],
    };

    private IRenderedComponent<DrawnTable> Draw(BarTable table) => Render<DrawnTable>(p => p.Add(c => c.Table, table).Add(c => c.Words, ReportWords.English));

    [Fact]
    public void DrawnTable_ExactAndHiddenCounts_SayInWordsWhatIsDrawn()
    {
        var table = Draw(ReportBars.Of(Item, ReportWords.English)[0]);
        table.Find("caption").TextContent.ShouldBe("Distribution");
        table.FindAll("thead th").Select(h => h.TextContent.Trim()).ShouldBe(["Answer", "Before, n = 28", "After, n = 28"]);
        table.FindAll("tbody tr").Select(r => string.Join(" | ", r.Children.Select(c => c.TextContent.Trim()))).ShouldBe(["Yes | fewer than 5 | 20 (71%)", "No, or don't know | 24 or more | 8 (29%)"]);
        var drawing = table.Find("svg");
        drawing.GetAttribute("aria-hidden").ShouldBe("true");
        // Before: nothing is sure, up to four of 28 may be; after: twenty of 28.
        drawing.QuerySelectorAll("rect.was").Select(r => (r.GetAttribute("x"), r.GetAttribute("width"))).ShouldBe([("0", "14.29")]);
        drawing.QuerySelector("rect.was")!.ClassList.ShouldContain("maybe");
        drawing.QuerySelectorAll("rect.now").Select(r => r.GetAttribute("width")).ShouldBe(["71.43"]);
    }

    [Fact]
    public void DrawnTable_OnlyAfter_HasOneColumn()
    {
        var once = Item with { Basis = Basis.Once, Before = null, Change = null, Leavers = null };
        var table = Draw(ReportBars.Of(once, ReportWords.English)[0]);
        table.FindAll("thead th").Count.ShouldBe(2);
        table.FindAll("rect.was").ShouldBeEmpty();
    }

    [Fact]
    public void View_English_SaysWhatCanBeSaidAndNoCause()
    {
        var view = Render<ReportView>(p => p.Add(c => c.Report, Report).Add(c => c.Words, ReportWords.English));
        view.Find(".finding").TextContent.ShouldBe("Of 28 students who answered both times, 20 said yes afterwards, and fewer than 5 before.");
        view.Markup.ShouldContain("28 students handed in both surveys, of 30 who had a seat.");
        view.Markup.ShouldContain("+57 to +71 points");
        view.Markup.ShouldContain("YEP, version 2, after: all but “Do you know it?”.");
        view.FindAll("table").Count.ShouldBe(4, "who took part, why some are missing, the question, stayers and leavers");
        foreach (var word in (string[])["because of", "thanks to", "caused", "led to", "effect of", "impact"]) view.Markup.ShouldNotContain(word, Case.Insensitive);
        view.FindAll("[id]").Select(e => e.Id).ShouldBeUnique();
    }

    [Fact]
    public void View_Spanish_HasNoEnglishLeft()
    {
        var view = Render<ReportView>(p => p.Add(c => c.Report, Report).Add(c => c.Words, ReportWords.Spanish));
        view.Find(".report").GetAttribute("lang").ShouldBe("es");
        view.Find(".finding").TextContent.ShouldBe("De 28 estudiantes que respondieron ambas veces, 20 dijeron que sí después y menos de 5 antes.");
        foreach (var word in (string[])["Before", "Afterwards", "Answer", "fewer", "between", "students", "question", "points"]) view.Find(".report").TextContent.ShouldNotContain(word, Case.Sensitive);
    }

    [Fact]
    public void Scale_Figures_AreDrawnAsAverages()
    {
        var scale = Item with { Kind = QuestionKind.Scale, Options = [.. Enumerable.Range(1, 5).Select(i => Words.Of("en", $"point {i}"))], Before = new(28, [], ToldNumber.Of(3), 1.1), After = new(28, [], new(3.5, 4)), Change = null };
        var table = ReportBars.Of(scale, ReportWords.English).ShouldHaveSingleItem();
        table.Rows.ShouldBe([new BarRow("1 – 5", new(0.5, 0.5, "3.0"), new(0.625, 0.75, "between 3.5 and 4.0"))]);
        Findings.Of(Report, scale, ReportWords.English).ShouldBe("Of 28 students who answered both times, the average answer was 3.0 before and between 3.5 and 4.0 afterwards, on a scale from 1 (“point 1”) to 5 (“point 5”).");
    }
}
