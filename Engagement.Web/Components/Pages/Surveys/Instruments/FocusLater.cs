using Microsoft.JSInterop;

namespace Engagement.Web.Components.Pages.Surveys.Instruments;

/// <summary>
/// Puts the focus on a control by its id once it is drawn in its new place: after the change has come back from the parent,
/// which may take one or two more renderings.
/// </summary>
internal sealed class FocusLater
{
    private string? wanted;
    private object? old;

    /// <summary>Asks for the focus, once <paramref name="changing"/> has been replaced by something else.</summary>
    public void On(string id, object? changing = null) => (wanted, old) = (id, changing);

    /// <summary>To be called after each rendering with what is shown now.</summary>
    public async Task TryAsync(IJSRuntime js, object? shown = null)
    {
        if (wanted is not { } id || old is not null && ReferenceEquals(old, shown)) return;
        // Asked once: on a slow line a second call would take the focus away from where the person has gone meanwhile.
        wanted = null;
        if (!await js.InvokeAsync<bool>("engagement.focus", id)) wanted ??= id;
    }
}
