using Engagement.Core.Common;

namespace Engagement.Core.Surveys.Reports;

/// <summary>Nothing of what was chosen can be reported yet.</summary>
public sealed record NothingToReport() : Error("There is nothing to report yet: a cohort comes into reports when its surveys are closed.");

/// <summary>A tag would tell whose answer it is.</summary>
public sealed record TagNamesSomebody() : Error("A tag says what an answer is about, not who wrote it. This one is the name of somebody in the cohort.");

/// <summary>The tag is there.</summary>
public sealed record TaggedAlready() : Error("This answer has this tag already.");

/// <summary>Fewer people with answers that may be told than the rule for small counts asks for.</summary>
public sealed record TooFewToExport(int Threshold) : Error($"There are not {Threshold} people here whose answers may be given out: too few answered, or the report gives their counts only as ranges. Choosing more classes may help.");
