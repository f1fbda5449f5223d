namespace Engagement.Core.Common;

/// <summary>Which part of a list is wanted. <paramref name="Take"/> is held between 1 and 200.</summary>
/// <param name="Skip">Rows to pass over, from 0.</param>
/// <param name="Take">Rows wanted.</param>
/// <param name="Search">Words to look for, or nothing.</param>
/// <param name="Sort">The list's own name of a column, or nothing for its natural order.</param>
/// <param name="Descending">True for the reverse of <paramref name="Sort"/>.</param>
public sealed record PageRequest(int Skip = 0, int Take = 25, string? Search = null, string? Sort = null, bool Descending = false)
{
    /// <summary>Rows wanted, within bounds.</summary>
    public int Take { get; } = Math.Clamp(Take, 1, 200);

    /// <summary>Rows to pass over, never negative.</summary>
    public int Skip { get; } = Math.Max(0, Skip);
}

/// <summary>One page of a list and how many rows there are in all.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, int Total);
