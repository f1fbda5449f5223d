using Bunit;
using Engagement.Core.Common;
using Engagement.Core.People;
using Engagement.Web.Components.Pages.People;
using Engagement.Web.Components.Pages.People.Consents;
using Engagement.Web.Components.Pages.People.Import;
using Engagement.Web.Components.Shared;

namespace Engagement.Tests.Pages.People;

public sealed class PeopleComponentTests : BunitContext
{
    private static readonly Guid Ana = Guid.CreateVersion7();

    [Fact]
    public void ConsentGrid_TickAll_LeavesOutWhatIsHeld()
    {
        var luis = Guid.CreateVersion7();
        var state = new ConsentState("YEP", ForMinors: true, new(2026, 3, 2),
            [new(Ana, "Ana <b>", Minor: true, null, new HashSet<ConsentPurpose> { ConsentPurpose.Photo }), new(luis, "Luis", Minor: false, null, new HashSet<ConsentPurpose>())]);
        var ticked = new HashSet<(Guid, ConsentPurpose)>();
        var grid = Render<ConsentGrid>(p => p.Add(c => c.State, state).Add(c => c.Ticked, ticked).Add(c => c.MayTick, true));
        grid.FindAll("input[type=checkbox]").Count.ShouldBe(11);
        grid.Find("input[aria-label='Ana <b>: Surveys']").Change(true);
        grid.FindAll("button").Single(b => b.TextContent.EndsWith("Photos", StringComparison.Ordinal)).Click();
        ticked.ShouldBe([(Ana, ConsentPurpose.Survey), (luis, ConsentPurpose.Photo)], ignoreOrder: true);
    }

    [Fact]
    public void ConsentGrid_WithoutTheRight_ShowsWhatIsMissing()
    {
        var state = new ConsentState("YEP", ForMinors: true, new(2026, 3, 2), [new(Ana, "Ana", Minor: true, null, new HashSet<ConsentPurpose>())]);
        var grid = Render<ConsentGrid>(p => p.Add(c => c.State, state).Add(c => c.Ticked, []).Add(c => c.MayTick, false));
        grid.FindAll("input").ShouldBeEmpty();
        grid.FindAll("tbody .badge.warn").Count.ShouldBe(6);
    }

    [Fact]
    public void ImportColumns_HostileHeading_IsTextAndCanBeMapped()
    {
        var sheet = SheetReader.Read("Name,<script>alert(1)</script>\nAna Ruiz,=cmd\n").OrThrow();
        var mapping = ImportMapping.For(sheet);
        var page = Render<ImportColumns>(p => p.Add(c => c.Sheet, sheet).Add(c => c.Mapping, mapping));
        page.FindAll("script").ShouldBeEmpty();
        page.Find("#column-1").TextContent.ShouldBe("<script>alert(1)</script>");
        page.Find("select[aria-labelledby=column-1]").Change(nameof(ImportField.Zip));
        mapping.Fields.ShouldBe([ImportField.FullName, ImportField.Zip]);
    }

    [Fact]
    public void ImportRows_RowThatRepeatsSomebody_CanBeDecided()
    {
        var row = new ImportRow(7, new PersonInput { GivenName = "Ana" }, [], new ImportMatch(Ana, 0, "Ana, ana@example.org", Certain: true));
        var wrong = new ImportRow(8, new PersonInput(), ["Given name is missing."], null);
        var rows = Render<ImportRows>(p => p.Add(c => c.Rows, [row, wrong]));
        rows.Find("label[for=row-7]").TextContent.ShouldBe("Same as Ana, ana@example.org");
        rows.Find("#row-7").Change(nameof(ImportDecision.Skip));
        row.Decision.ShouldBe(ImportDecision.Skip);
        rows.Find("p.error").TextContent.ShouldBe("Given name is missing.");
    }

    [Fact]
    public void PersonFields_Problem_IsTiedToItsField()
    {
        var input = new PersonInput { GivenName = "", Email = "x" };
        var page = Render<PersonFields>(p => p.Add(c => c.Input, input).Add(c => c.Problem, input.Problems()));
        page.Find("#given").GetAttribute("aria-invalid").ShouldBe("true");
        page.Find("#given-error").TextContent.ShouldBe("Given name is missing.");
        page.Find("#family").HasAttribute("aria-invalid").ShouldBeFalse();
    }

    [Theory]
    [InlineData(1, 25, 30, "1–25 of 30", "Next")]
    [InlineData(2, 25, 30, "26–30 of 30", "Previous")]
    public void PageLinks_SomePage_LinksToItsNeighbors(int number, int size, int total, string text, string link)
    {
        var pager = Render<PageLinks>(p => p.Add(c => c.Number, number).Add(c => c.Size, size).Add(c => c.Total, total).Add(c => c.Href, n => $"?page={n}"));
        pager.Find("span.soft").TextContent.ShouldBe(text);
        pager.FindAll("a").Select(a => a.TextContent).ShouldBe([link]);
    }
}
