using Engagement.Core.Common;
using Microsoft.AspNetCore.Components;

namespace Engagement.Web.Components.Shared;

/// <summary>
/// Base of pages that make or change one thing of a directory: <c>/new</c> shows an empty form, <c>/{id}</c> a filled one.
/// Nothing that was typed is lost when saving fails.
/// </summary>
public abstract class EditPage<TInput> : StaffPage where TInput : class, new()
{
    private Guid? loaded;

    /// <summary>The thing; null for a new one.</summary>
    [Parameter] public Guid? Id { get; set; }

    /// <summary>What the form holds; null when it could not be found.</summary>
    protected TInput? Input { get; private set; }

    /// <summary>After a stale edit: what the other person saved, field by field.</summary>
    protected IReadOnlyList<(string Label, string Value)> Theirs { get; private set; } = [];

    /// <summary>Address under which things of this kind lie.</summary>
    protected abstract string List { get; }

    /// <summary>Address of the page that lists them, where it is another one.</summary>
    protected virtual string Home => List;

    /// <summary>Reads the thing.</summary>
    protected abstract Task<Result<TInput>> ReadAsync(Guid id);

    /// <summary>Makes the thing.</summary>
    protected abstract Task<Result<Guid>> CreateAsync(TInput input);

    /// <summary>Changes the thing.</summary>
    protected abstract Task<Result> UpdateAsync(Guid id, TInput input);

    /// <summary>Deletes the thing.</summary>
    protected abstract Task<Result> RemoveAsync(Guid id);

    /// <inheritdoc />
    protected override async Task LoadAsync()
    {
        if (Input is not null && loaded == Id) return;
        Input = Id is { } id ? Take(await ReadAsync(id)) : new TInput();
        loaded = Id;
    }

    /// <summary>Saves what is in the form; <see cref="StaffPage.Problem"/> says why it could not.</summary>
    protected async Task SaveAsync()
    {
        if (Leaving || Input is not { } input) return;
        Theirs = [];
        if (Id is not { } id)
        {
            var made = await CreateAsync(input);
            Problem = made.Error;
            if (made.Ok) Leave($"{List}/{made.Value}", replace: true);
            return;
        }
        Problem = (await UpdateAsync(id, input)).Error;
        if (Problem is null) Input = Take(await ReadAsync(id));
        else if (Problem is Stale) await CompareAsync(id, input);
    }

    /// <summary>Deletes and goes back to the list.</summary>
    protected async Task DeleteAsync()
    {
        if (Id is not { } id) return;
        Problem = (await RemoveAsync(id)).Error;
        if (Problem is null) Leave(Home);
    }

    // The other's version is taken over, so that saving again is a decision and not an accident.
    private async Task CompareAsync(Guid id, TInput mine)
    {
        if ((await ReadAsync(id)).Value is not { } theirs) return;
        Theirs = Differences.Between(theirs, mine);
        var version = typeof(TInput).GetProperty(nameof(Entity.Version))!;
        version.SetValue(mine, version.GetValue(theirs));
    }
}
