using Bunit;
using Engagement.Core.Common;
using Engagement.Core.Office;
using Engagement.Core.Programs;
using Engagement.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.Data.Sqlite;

namespace Engagement.Tests.Pages;

public sealed class SaveFormTests : BunitContext
{
    public SaveFormTests() => JSInterop.Mode = JSRuntimeMode.Loose;

    [Fact]
    public async Task Submit_DatabaseLocked_SaysSoKeepsTheFormAndSavesWhenAskedAgain()
    {
        var locked = true;
        var form = Render<SaveForm>(p => p.AddChildContent("<input id=\"name\" value=\"typed\" />")
            .Add(f => f.OnSave, EventCallback.Factory.Create(this, () => { if (locked) throw new SqliteException("busy", 5); })));
        await form.Find("form").SubmitAsync();
        form.Find("[role=alert]").TextContent.ShouldContain("What you typed is still here");
        form.Find("#name").GetAttribute("value").ShouldBe("typed");
        locked = false;
        await form.Find("form").SubmitAsync();
        form.FindAll("[role=alert]").ShouldBeEmpty();
        form.Find("[role=status]").TextContent.ShouldBe("Saved.");
    }

    [Fact]
    public async Task Submit_OtherFailure_IsNotHidden()
    {
        var form = Render<SaveForm>(p => p.Add(f => f.OnSave, EventCallback.Factory.Create(this, () => throw new InvalidOperationException("a defect"))));
        await Should.ThrowAsync<InvalidOperationException>(() => form.Find("form").SubmitAsync());
    }

    [Fact]
    public void Differences_OfForms_AreReadable()
    {
        var (mine, theirs) = (new SiteInput { Name = "Library", Rooms = [new() { Name = "A", Capacity = 10 }] }, new SiteInput { Name = "Library", Active = false, Rooms = [new() { Name = "B", Capacity = 20 }], Version = 3 });
        Differences.Between(theirs, mine).ShouldBe([("Active", "no"), ("Rooms", "B (20 seats)")], ignoreOrder: true);
        var office = new OfficeInput { LogoFileId = Guid.NewGuid(), Signatories = [new() { Name = "Ada", Title = "Director" }] };
        Differences.Between(office, new OfficeInput()).ShouldBe([("Logo file", "another choice"), ("Signatories", "Ada, Director")], ignoreOrder: true);
    }
}
