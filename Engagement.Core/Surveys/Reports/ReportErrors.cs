using Engagement.Core.Common;

namespace Engagement.Core.Surveys.Reports;

/// <summary>Nothing of what was chosen can be reported yet.</summary>
public sealed record NothingToReport() : Error("There is nothing to report yet: a cohort comes into reports when its surveys are closed.");

/// <summary>Fewer people than the rule for small counts asks for.</summary>
public sealed record TooFewToExport(int Threshold) : Error($"Fewer than {Threshold} people answered, so rows of single people are not given out.");
