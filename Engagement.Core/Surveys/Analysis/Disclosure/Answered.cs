namespace Engagement.Core.Surveys.Analysis;

/// <summary>Persons who chose the same option and belong to the same groups.</summary>
/// <param name="Option">The option, from 0.</param>
/// <param name="Groups">The group in each view, in the order of the views: a view parts all who answered, so nobody is in two groups of one view, and none in none.</param>
/// <param name="Count">How many.</param>
public sealed record Answered(int Option, IReadOnlyList<string> Groups, int Count = 1);

/// <summary>A cell that earlier reports show and that nothing can hide any more.</summary>
/// <param name="View">The view; null for all together.</param>
/// <param name="Group">The group; null for all together.</param>
/// <param name="Option">The option, from 0.</param>
public sealed record ShownCell(string? View, string? Group, int Option);
