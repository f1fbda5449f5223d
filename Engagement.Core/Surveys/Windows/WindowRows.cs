using Engagement.Core.Common;

namespace Engagement.Core.Surveys;

/// <summary>The surveys of a cohort, as its tab shows them.</summary>
/// <param name="CohortId">The cohort.</param>
/// <param name="Cohort">Its name.</param>
/// <param name="ForMinors">True when its program is for minors.</param>
/// <param name="TimeZone">Its IANA zone.</param>
/// <param name="Plan">What is promised; null as long as nothing is.</param>
/// <param name="Answered">True once somebody has answered with a pairing code.</param>
/// <param name="Windows">Its windows, the first to open first.</param>
/// <param name="Warnings">What to think about.</param>
/// <param name="Enrolled">People with a seat.</param>
/// <param name="ConsentMissing">How many of them may not be asked.</param>
/// <param name="Surveys">How many surveys could be asked.</param>
/// <param name="First">The first standing session.</param>
/// <param name="Last">The last standing session.</param>
/// <param name="ProgramId">Its program.</param>
public sealed record CohortSurveys(
    Guid CohortId, string Cohort, bool ForMinors, string TimeZone, SurveyPlan? Plan, bool Answered, IReadOnlyList<WindowRow> Windows,
    IReadOnlyList<string> Warnings, int Enrolled, int ConsentMissing, int Surveys, Guid? First, Guid? Last, Guid ProgramId);

/// <summary>A window as lists show it.</summary>
/// <param name="Id">The window.</param>
/// <param name="Survey">Name of the survey.</param>
/// <param name="Number">Number of its version.</param>
/// <param name="Newer">Number of a newer published version.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Session">The session that it belongs to.</param>
/// <param name="Promise">What is promised in it.</param>
/// <param name="State">Whether it takes answers.</param>
/// <param name="Opens">Opens, local time of the cohort.</param>
/// <param name="Closes">Closes, local time of the cohort.</param>
/// <param name="WithSession">True when it follows its session.</param>
/// <param name="ClassCode">Code for the class.</param>
/// <param name="Begun">Responses that are not handed in.</param>
/// <param name="Done">Responses that are.</param>
/// <param name="Tickets">Tickets of an anonymous window.</param>
/// <param name="Warnings">What to think about.</param>
public sealed record WindowRow(
    Guid Id, string Survey, int Number, int? Newer, WindowKind Kind, string? Session, Promise Promise, WindowState State, DateTime? Opens, DateTime? Closes,
    bool WithSession, string ClassCode, int Begun, int Done, int Tickets, IReadOnlyList<string> Warnings)
{
    /// <summary>"Pre-survey", "Feedback on session 3" …</summary>
    public string Title => $"{Kind switch { WindowKind.Pre => "Pre-survey", WindowKind.Post => "Post-survey", WindowKind.Feedback => "Feedback", _ => "Follow-up" }}: {Survey}";
}

/// <summary>A window that takes answers at this moment.</summary>
/// <param name="Id">The window.</param>
/// <param name="CohortId">Its cohort.</param>
/// <param name="Cohort">The cohort's name.</param>
/// <param name="Survey">Name of the survey.</param>
/// <param name="Done">How many have handed in.</param>
public sealed record OpenWindow(Guid Id, Guid CohortId, string Cohort, string Survey, int Done);

/// <summary>A window with its cohort.</summary>
/// <param name="Cohort">The cohort's surveys.</param>
/// <param name="Row">The window.</param>
/// <param name="Languages">Languages in which its version is offered.</param>
public sealed record WindowView(CohortSurveys Cohort, WindowRow Row, IReadOnlyList<string> Languages);

/// <summary>What the form of a window offers.</summary>
/// <param name="Cohort">The cohort's name.</param>
/// <param name="HasPlan">False as long as only anonymous windows can be made.</param>
/// <param name="Surveys">Surveys with a published version.</param>
/// <param name="Versions">Their published versions, the newest first.</param>
/// <param name="Sessions">Standing sessions.</param>
public sealed record WindowChoices(
    string Cohort, bool HasPlan, IReadOnlyList<(Guid Id, string Name)> Surveys, IReadOnlyList<(Guid SurveyId, Guid Id, int Number)> Versions, IReadOnlyList<(Guid Id, string Name)> Sessions);
