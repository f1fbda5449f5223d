using Engagement.Core.Common;

namespace Engagement.Core.Surveys;

/// <summary>How far a respondent is.</summary>
public enum Progress
{
    /// <summary>Has opened the survey and answered nothing.</summary>
    Joined,

    /// <summary>Has answered something.</summary>
    Answering,

    /// <summary>Has handed in.</summary>
    Done,
}

/// <summary>How answers came in.</summary>
public enum AnswerSource
{
    /// <summary>A device of one's own, or a shared one.</summary>
    Screen,

    /// <summary>Typed by staff from a paper sheet.</summary>
    Paper,
}

/// <summary>
/// One respondent's answers in one window. Ids are random, and times are dropped when it is handed in (unless the window is identified),
/// so that neither tells who it was. Not audited: the trail would be a second copy with times.
/// </summary>
public sealed class SurveyResponse : Entity
{
    private SurveyResponse() { }

    /// <summary>A response without answers.</summary>
    public SurveyResponse(Guid windowId, Guid versionId, Guid codeId, string language, AnswerSource source, DateTime utcNow) : base(Guid.NewGuid()) =>
        (WindowId, VersionId, CodeId, Language, Source, TouchedAt) = (windowId, versionId, codeId, language, source, utcNow);

    /// <summary>The window.</summary>
    public Guid WindowId { get; private init; }

    /// <summary>The version that was asked.</summary>
    public Guid VersionId { get; private init; }

    /// <summary>The pair, or the ticket while answering; null once an anonymous response is handed in. Unique within the window.</summary>
    public Guid? CodeId { get; internal set; }

    /// <summary>Language in which it was answered.</summary>
    public string Language { get; internal set; } = "en";

    /// <summary>How it came in.</summary>
    public AnswerSource Source { get; private init; }

    /// <summary>How far.</summary>
    public Progress Progress { get; internal set; }

    /// <summary>The page to continue on, from 0.</summary>
    public int Page { get; internal set; }

    /// <summary>The answers: see <see cref="AnswerSheet"/>.</summary>
    public string Answers { get; internal set; } = "{}";

    /// <summary>True when one mistyped character of the code was put right.</summary>
    public bool CodeRepaired { get; internal set; }

    /// <summary>True when paper was typed twice and the differences were settled.</summary>
    public bool EnteredTwice { get; internal set; }

    /// <summary>Last sign of life (UTC), for "stuck"; null once handed in or closed, but for identified windows.</summary>
    public DateTime? TouchedAt { get; internal set; }
}
