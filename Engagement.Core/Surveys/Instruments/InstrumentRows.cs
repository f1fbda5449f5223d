namespace Engagement.Core.Surveys;

/// <summary>An instrument in a list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Name for staff.</param>
/// <param name="Program">The program it is made for; null: any.</param>
/// <param name="ForMinors">Minors are asked.</param>
/// <param name="Archived">Put away.</param>
/// <param name="Published">Number of the newest published version; null: none yet.</param>
/// <param name="Drafted">True when there is a draft.</param>
/// <param name="Windows">Windows that use it, of all times.</param>
public sealed record InstrumentRow(Guid Id, string Name, string? Program, bool ForMinors, bool Archived, int? Published, bool Drafted, int Windows);

/// <summary>A published instrument to choose for a window.</summary>
/// <param name="Id">Id of the survey.</param>
/// <param name="Name">Name for staff.</param>
/// <param name="ProgramId">The program it is made for; null: any.</param>
/// <param name="ForMinors">It is made for minors.</param>
/// <param name="VersionId">Its newest published version.</param>
/// <param name="Number">That version's number.</param>
/// <param name="MayAskMinors">False when it touches sensitive areas and nobody has given the word on prior written consent.</param>
public sealed record InstrumentChoice(Guid Id, string Name, Guid? ProgramId, bool ForMinors, Guid VersionId, int Number, bool MayAskMinors);

/// <summary>One version in the list of an instrument.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Number">Number, from 1.</param>
/// <param name="PublishedAt">UTC; null for the draft.</param>
/// <param name="Questions">Questions, sections not counted.</param>
/// <param name="Languages">Languages in which it is offered.</param>
/// <param name="Sensitive">Questions that touch sensitive areas.</param>
/// <param name="SensitiveReason">The administrator's word on them.</param>
/// <param name="Windows">Windows that hold it.</param>
/// <param name="Responses">Responses to it, begun ones included.</param>
public sealed record VersionRow(
    Guid Id, int Number, DateTime? PublishedAt, int Questions, IReadOnlyList<string> Languages, int Sensitive, string? SensitiveReason, int Windows, int Responses);

/// <summary>An instrument with its versions, newest first.</summary>
public sealed record InstrumentView(Guid Id, string Name, string? Notes, string? Program, bool ForMinors, bool Archived, IReadOnlyList<VersionRow> Versions)
{
    /// <summary>The draft; null when all is published.</summary>
    public VersionRow? Draft => Versions.FirstOrDefault(v => v.PublishedAt is null);

    /// <summary>The newest published version.</summary>
    public VersionRow? Newest => Versions.FirstOrDefault(v => v.PublishedAt is not null);
}

/// <summary>What is asked, as it is edited.</summary>
/// <param name="SurveyId">The instrument.</param>
/// <param name="Name">Its name for staff.</param>
/// <param name="ForMinors">Minors are asked.</param>
/// <param name="Number">Number of the draft: the existing one, or the one that the first change will make.</param>
/// <param name="Token">Version of the draft's row, to be handed back when saving; 0 while there is none.</param>
/// <param name="Content">What is asked.</param>
/// <param name="Published">The newest published version.</param>
/// <param name="Answered">True when the newest published version has answers, so that publishing makes a new one.</param>
public sealed record DraftView(Guid SurveyId, string Name, bool ForMinors, int Number, int Token, SurveyContent Content, PublishedContent? Published, bool Answered);

/// <summary>A published version and what it asks.</summary>
/// <param name="Id">Id of the version.</param>
/// <param name="Number">Number, from 1.</param>
/// <param name="Content">What it asks.</param>
/// <param name="SensitiveReason">The administrator's word on sensitive questions.</param>
public sealed record PublishedContent(Guid Id, int Number, SurveyContent Content, string? SensitiveReason);

/// <summary>What was stored of a draft.</summary>
/// <param name="Token">Version of its row, for the next save.</param>
/// <param name="Content">What is stored: tidied.</param>
public sealed record DraftSaved(int Token, SurveyContent Content);
