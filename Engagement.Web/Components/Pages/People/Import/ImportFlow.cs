using Engagement.Core.People;
using Engagement.Web.Components.Shared;

namespace Engagement.Web.Components.Pages.People.Import;

/// <summary>Base of pages that check and import a list: one long step at a time, with its progress.</summary>
public abstract class ImportFlow : StaffPage
{
    /// <summary>What runs now; null while nothing does.</summary>
    protected string? Busy { get; private set; }

    /// <summary>How far it is.</summary>
    protected ImportProgress? Progress { get; private set; }

    /// <summary>Runs a step off the circuit's thread, so that progress can be drawn; it comes once per thousand rows.</summary>
    protected async Task RunAsync(string what, Func<IProgress<ImportProgress>, Task> work)
    {
        if (Busy is not null) return;
        (Busy, Progress, Problem) = (what, null, null);
        var report = new Progress<ImportProgress>(p =>
        {
            Progress = p;
            StateHasChanged();
        });
        try
        {
            await Task.Run(() => work(report));
        }
        finally
        {
            Busy = null;
        }
    }
}
