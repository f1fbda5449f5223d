using Bunit;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Web.Components.Shared;
using Microsoft.Data.Sqlite;

namespace Engagement.Tests.Pages;

public sealed class StorageBusyTests : BunitContext
{
    [Fact]
    public void Submit_WhileTheDiskIsFull_SaysSoAndKeepsTheForm()
    {
        var full = true;
        var form = Render<SaveForm>(p => p.Add(f => f.Problem, null).Add(f => f.Back, "/staff")
            .Add(f => f.OnSave, () => { if (full) throw new InvalidOperationException("save", new SqliteException("database or disk is full", 13)); })
            .AddChildContent("<input id=typed value=kept>"));
        form.Find("form").Submit();
        form.Find("[role=alert]").TextContent.ShouldContain(new StorageBusy().Message);
        form.Find("#typed").GetAttribute("value").ShouldBe("kept");
        form.Find("button[type=submit]").HasAttribute("disabled").ShouldBeFalse();
        full = false;
        form.Find("form").Submit();
        form.FindAll("[role=alert]").ShouldBeEmpty();
        form.Find("[role=status]").TextContent.ShouldBe("Saved.");
    }
}
