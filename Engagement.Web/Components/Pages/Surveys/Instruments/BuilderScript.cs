using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Engagement.Web.Components.Pages.Surveys.Instruments;

/// <summary>The script of pages on which drafts are edited (wwwroot/js/builder.js).</summary>
internal sealed class BuilderScript(IJSRuntime js, string address) : IAsyncDisposable
{
    private IJSObjectReference? module;

    /// <summary>Warns when the page is closed while a text is being typed.</summary>
    public async Task WatchAsync()
    {
        module = await js.InvokeAsync<IJSObjectReference>("import", "./" + address);
        if (module is not null) await module.InvokeVoidAsync("watch");
    }

    /// <summary>Warns, and tells <paramref name="list"/> of questions that are dropped beside others.</summary>
    public async Task StartAsync<T>(ElementReference root, DotNetObjectReference<T> list) where T : class
    {
        module = await js.InvokeAsync<IJSObjectReference>("import", "./" + address);
        if (module is not null) await module.InvokeVoidAsync("start", root, list);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (module is null) return;
            await module.InvokeVoidAsync("stop");
            await module.DisposeAsync();
        }
        catch (JSDisconnectedException) { module = null; }
    }
}
