using Engagement.Core.Common;
using Engagement.Core.Programs;

namespace Engagement.Core.Participation;

/// <summary>What a presenter answered.</summary>
public enum PresenterAnswer
{
    /// <summary>Comes.</summary>
    Yes,

    /// <summary>Can't come.</summary>
    No,

    /// <summary>Could at another time.</summary>
    AnotherTime,
}

/// <summary>A presenter is asked whether a session stands for them. Asked again when the session moves.</summary>
public sealed class PresenterRequest : Entity
{
    private PresenterRequest() { }

    internal PresenterRequest(Session session, Guid presenterId, string tokenHash, DateTime utcNow)
    {
        (SessionId, CohortId, PresenterId, Sequence, TokenHash, AskedAt) = (session.Id, session.CohortId, presenterId, session.Sequence, tokenHash, utcNow);
        (StartsUtc, Minutes, Topic) = (session.StartsUtc, session.Minutes, session.Topic);
    }

    /// <summary>The session; it may be removed for good.</summary>
    public Guid SessionId { get; private init; }

    /// <summary>Its cohort.</summary>
    public Guid CohortId { get; private init; }

    /// <summary>When the session begins, as the presenter was told (UTC).</summary>
    public DateTime StartsUtc { get; private init; }

    /// <summary>Its length as told, in minutes.</summary>
    public int Minutes { get; private init; }

    /// <summary>Its topic as told.</summary>
    public string? Topic { get; private init; }

    /// <summary>The presenter.</summary>
    public Guid PresenterId { get; private init; }

    /// <summary>The session's sequence when they were asked.</summary>
    public int Sequence { get; private init; }

    /// <summary>Hash of the secret in the link.</summary>
    public string TokenHash { get; private init; } = "";

    /// <summary>When they were asked (UTC).</summary>
    public DateTime AskedAt { get; private init; }

    /// <summary>The answer; null while there is none.</summary>
    public PresenterAnswer? Answer { get; private set; }

    /// <summary>Their words, such as another time.</summary>
    public string? Note { get; private set; }

    /// <summary>When they answered (UTC).</summary>
    public DateTime? AnsweredAt { get; private set; }

    internal void Take(PresenterAnswer answer, string? note, DateTime utcNow) => (Answer, Note, AnsweredAt) = (answer, note, utcNow);
}
