using Bunit;
using Engagement.Core.Graduation;
using Engagement.Core.Liaisons;
using Engagement.Core.Programs;
using Engagement.Core.Reports;
using Engagement.Tests.Liaisons;
using Engagement.Web.Components.Pages.Graduation;
using Engagement.Web.Components.Pages.Liaisons;

namespace Engagement.Tests.Pages.Liaisons;

public sealed class LiaisonPartsTests : BunitContext
{
    [Fact]
    public void CoverageMap_Counts_ArePatternsAndNumbersAndTitles()
    {
        var map = new AreaMap("Somebody", AreaTests.City(2).Select(n => (n.Name, n.Outline)).ToList());
        var view = Render<CoverageMap>(p => p.Add(c => c.Map, map).Add(c => c.Rows, [new("Area 0-0", 1, 0, true), new("Area 0-1", 3, 0, true), new("Area 1-0", 12, 0, true), new("Old Name", 7, 0, false)]));
        view.FindAll("svg[role=img] > path").Select(p => (p.ClassName, p.QuerySelector("title")!.TextContent))
            .ShouldBe([("one", "Area 0-0: 1"), ("some", "Area 0-1: 3"), ("many", "Area 1-0: 12"), ("none", "Area 1-1: 0")]);
        view.FindAll("svg text").Select(t => t.TextContent).ShouldBe(["1", "3", "12"]);
        view.Find("svg[role=img]").GetAttribute("aria-label")!.ShouldContain("the table below has the same numbers");
        view.FindAll("figcaption li").Count.ShouldBe(4);
    }

    [Fact]
    public void CoverageTable_GapsAndUnknownNames_SaySo()
    {
        CoverageRow[] rows = [new("Fishtown", 2, 1, true), new("Olney", 0, 0, true), new("Old Name", 1, 0, false)];
        var table = Render<CoverageTable>(p => p.Add(c => c.Caption, "By neighborhood").Add(c => c.What, "Neighborhood").Add(c => c.Rows, rows).Add(c => c.Linked, true));
        table.FindAll("tbody tr").Select(r => r.TextContent.Contains("no active liaison", StringComparison.Ordinal)).ShouldBe([false, true, false]);
        table.FindAll("tbody a").Select(a => a.GetAttribute("href")).ShouldBe(["/staff/liaisons?area=Fishtown", "/staff/liaisons?area=Old%20Name"]);
        table.Markup.ShouldContain("not a name of the boundaries");
        Render<CoverageTable>(p => p.Add(c => c.Caption, "x").Add(c => c.What, "x").Add(c => c.Rows, rows)).FindAll("a").ShouldBeEmpty();
    }

    [Fact]
    public void RehearsalTable_WithAMinor_AsksForTheAdult()
    {
        var (minor, adults) = (Guid.CreateVersion7(), new Dictionary<Guid, string>());
        var view = Render<RehearsalTable>(p => p.Add(c => c.Rehearsal, Of(Grants.CertificateAndLiaisonAccount,
            Row(minor, "Ed Fox", new(LiaisonStep.Youth, "Youth liaison: no account of their own")), Row(Guid.CreateVersion7(), "Ana Byron", new(LiaisonStep.Mailed, "Account; the invitation goes to ana@example.org")))).Add(c => c.Adults, adults));
        view.FindAll("thead th").Select(h => h.TextContent).ShouldBe(["Name as printed", "Outcome and why", "Liaison"]);
        view.FindAll("input").Count.ShouldBe(1);
        view.Find("input").Change("NL-0007");
        adults.Single().ShouldBe(KeyValuePair.Create(minor, "NL-0007"));
        Render<RehearsalTable>(p => p.Add(c => c.Rehearsal, Of(Grants.Certificate, Row(minor, "Ed Fox", LiaisonPlan.None)))).FindAll("thead th").Count.ShouldBe(2);
    }

    [Fact]
    public void RollTable_Choosing_OnlyWhereSomethingCanBeDone()
    {
        var row = new RollRow { Id = Guid.CreateVersion7(), Name = "Ana Byron", Number = "NL-0001", Standing = Standing.Active, Minor = false, Since = LiaisonData.Today, Requests = 3, Done = 2 };
        Render<RollTable>(p => p.Add(c => c.Rows, [row]).Add(c => c.Total, 1)).FindAll("input").ShouldBeEmpty();
        var chosen = new HashSet<Guid>();
        var view = Render<RollTable>(p => p.Add(c => c.Rows, [row]).Add(c => c.Total, 1).Add(c => c.Chosen, chosen));
        view.Find("input").Change(true);
        chosen.ShouldBe([row.Id]);
        view.Markup.ShouldContain("66 %");
        view.Markup.ShouldContain("never");
    }

    private static Rehearsal Of(Grants grants, params RehearsalRow[] rows) => new(Guid.CreateVersion7(), "Fall", "Academy", CohortStatus.Published, "Certificate", grants, rows, [], []);

    private static RehearsalRow Row(Guid id, string name, LiaisonPlan plan) => new(id, Guid.CreateVersion7(), name, Outcome.Graduates, "Complete", CanGrant: false, Granted: false, "text", [], plan);
}
