using Engagement.Core.Common;

namespace Engagement.Core.Surveys;

/// <summary>A survey that windows use can't be deleted.</summary>
public sealed record SurveyInUse() : Error("This survey has been used, and its answers need it. Put it away instead: then it is no longer offered for new windows.");

/// <summary>There is no draft to publish or to throw away.</summary>
public sealed record NoDraft() : Error("There is no draft: every change is published already.");

/// <summary>The first version can't be thrown away alone.</summary>
public sealed record OnlyDraft() : Error("This survey has no published version to go back to. Delete the survey if you don’t need it.");

/// <summary>Sensitive questions for minors wait for an administrator's word.</summary>
/// <param name="Questions">Their names.</param>
public sealed record SensitiveItems(IReadOnlyList<string> Questions) : Error(
    $"This survey is for minors and touches areas for which U.S. law (PPRA, 20 U.S.C. § 1232h) asks for the parents’ prior written consent: {string.Join("; ", Questions)}. "
    + "An administrator must confirm that it was obtained, with a reason; or take these questions out.");

/// <summary>Somebody answered in the very moment in which the version was to be replaced.</summary>
public sealed record AnsweredMeanwhile() : Error("Somebody has just begun to answer the published version. Publish again: your draft then becomes a version of its own.");

/// <summary>A file can't be read as a survey.</summary>
public sealed record SurveyFileProblem(string Why) : Error(Why);
