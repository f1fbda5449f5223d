using Engagement.Core.Common;

namespace Engagement.Core.Surveys;

/// <summary>One version of an instrument. A draft is edited; a published one is used by windows and never changes once it has answers.</summary>
public sealed class SurveyVersion : Entity, IAudited
{
    private SurveyVersion() { }

    internal SurveyVersion(Guid surveyId, int number, SurveyContent content) => (SurveyId, Number, Content) = (surveyId, number, content);

    /// <summary>The instrument.</summary>
    public Guid SurveyId { get; private init; }

    /// <summary>Number, from 1.</summary>
    public int Number { get; internal set; }

    /// <summary>What is asked.</summary>
    [NotAudited]
    public SurveyContent Content { get; internal set; } = new();

    /// <summary>When it was published (UTC); null for a draft.</summary>
    public DateTime? PublishedAt { get; internal set; }

    /// <summary>Why sensitive items may be asked of minors: the administrator's word on prior written consent; null when it has none.</summary>
    public string? SensitiveReason { get; internal set; }

    Guid IAudited.AuditSubject => SurveyId;

    /// <summary>False when it touches sensitive areas and nobody has given the word on prior written consent.</summary>
    public bool MayAskMinors => SensitiveReason is not null || PublishRules.Sensitive(Content).Count == 0;

    /// <summary>True when windows can use it.</summary>
    public bool Published => PublishedAt is not null;
}
