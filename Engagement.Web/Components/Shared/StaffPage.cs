using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Web.Setup;
using Microsoft.AspNetCore.Components;

namespace Engagement.Web.Components.Shared;

/// <summary>
/// Base of staff pages: knows the actor, loads when parameters change, keeps the error to show.
/// Write <c>@inherits StaffPage</c> and override <see cref="LoadAsync"/>.
/// </summary>
public abstract class StaffPage : ComponentBase
{
    [Inject] private CurrentActor Actors { get; set; } = default!;

    /// <summary>Navigation, as nearly every page needs it.</summary>
    [Inject] protected NavigationManager Navigation { get; set; } = default!;

    /// <summary>Who looks at the page.</summary>
    protected Actor Me { get; private set; } = Actor.Anyone;

    /// <summary>The last expected failure, for <c>&lt;Problem Error="Problem" /&gt;</c>.</summary>
    protected Error? Problem { get; set; }

    /// <summary>False until the first load has ended.</summary>
    protected bool Loaded { get; private set; }

    /// <summary>True once a save has led away from the page: the second of two quick submits must not save again.</summary>
    protected bool Leaving { get; private set; }

    /// <inheritdoc />
    protected sealed override async Task OnParametersSetAsync()
    {
        Leaving = false;
        Me = await Actors.GetAsync();
        await LoadAsync();
        Loaded = true;
    }

    /// <summary>Loads what the page shows; called again when its address changes.</summary>
    protected virtual Task LoadAsync() => Task.CompletedTask;

    /// <summary>Goes to another page after a save.</summary>
    protected void Leave(string address, bool replace = false)
    {
        Leaving = true;
        Navigation.NavigateTo(address, replace: replace);
    }

    /// <summary>The value of a result, or null with its error kept for showing.</summary>
    protected T? Take<T>(Result<T> result) where T : class
    {
        Problem = result.Error;
        return result.Value;
    }
}
