using Engagement.Core.Common;
using Microsoft.AspNetCore.Components;

namespace Engagement.Web.Components.Shared;

/// <summary>Base of lists that are searched and paged on the server; search and page live in the address.</summary>
public abstract class DirectoryListPage<TRow> : StaffPage
{
    /// <summary>Rows of a page.</summary>
    protected const int Size = 25;

    /// <summary>Words to look for.</summary>
    [SupplyParameterFromQuery] public string? Q { get; set; }

    /// <summary>Number of the page, from 1.</summary>
    [SupplyParameterFromQuery] public int? Page { get; set; }

    /// <summary>The page shown; null until it is loaded.</summary>
    protected Page<TRow>? Rows { get; private set; }

    /// <summary>Number of the page, from 1.</summary>
    protected int Number => Math.Clamp(Page ?? 1, 1, 1_000_000);

    /// <summary>Reads one page.</summary>
    protected abstract Task<Result<Page<TRow>>> ReadAsync(PageRequest request);

    /// <inheritdoc />
    protected override async Task LoadAsync() => Rows = Take(await ReadAsync(new PageRequest((Number - 1) * Size, Size, Q)));

    /// <summary>Address of another page of the same list.</summary>
    protected string HrefOf(int number) => Navigation.GetUriWithQueryParameter("page", number);
}
