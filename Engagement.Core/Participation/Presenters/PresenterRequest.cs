using Engagement.Core.Common;

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

    internal PresenterRequest(Guid sessionId, Guid presenterId, int sequence, string tokenHash, DateTime utcNow) =>
        (SessionId, PresenterId, Sequence, TokenHash, AskedAt) = (sessionId, presenterId, sequence, tokenHash, utcNow);

    /// <summary>The session.</summary>
    public Guid SessionId { get; private init; }

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
