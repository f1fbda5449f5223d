namespace Engagement.Core.Surveys.Analysis;

/// <summary>Persons who chose the same option and belong to the same groups.</summary>
/// <param name="Option">The option, from 0.</param>
/// <param name="Groups">The group in each view, in the order of the views: a view parts all who answered, so nobody is in two groups of one view, and none in none.</param>
/// <param name="Count">How many.</param>
public sealed record Answered(int Option, IReadOnlyList<string> Groups, int Count = 1);

/// <summary>What an earlier report of the same people tells of a cell, and nothing can take back.</summary>
/// <param name="View">The view; null for all together.</param>
/// <param name="Group">The group; null for all together.</param>
/// <param name="Option">The option, from 0.</param>
/// <param name="Low">The least that it can be.</param>
/// <param name="High">The most that it can be; equal to <paramref name="Low"/> where the count was shown.</param>
public sealed record KnownCell(string? View, string? Group, int Option, int Low, int High);
