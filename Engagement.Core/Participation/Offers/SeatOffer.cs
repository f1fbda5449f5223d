using Engagement.Core.Common;

namespace Engagement.Core.Participation;

/// <summary>How an offer ended.</summary>
public enum OfferAnswer
{
    /// <summary>The seat was taken.</summary>
    Accepted,

    /// <summary>It was declined; the person has left the waitlist.</summary>
    Declined,

    /// <summary>Nobody answered in time; the person waits on, at the end of the line.</summary>
    Lapsed,

    /// <summary>Staff decided otherwise meanwhile.</summary>
    Withdrawn,
}

/// <summary>A seat held for somebody on the waitlist until a deadline. While it is open, the seat counts as taken.</summary>
public sealed class SeatOffer : Entity
{
    private SeatOffer() { }

    internal SeatOffer(Enrollment enrollment, string tokenHash, DateTime utcNow, DateTime deadline) =>
        (CohortId, EnrollmentId, TokenHash, OfferedAt, Deadline) = (enrollment.CohortId, enrollment.Id, tokenHash, utcNow, deadline);

    /// <summary>The cohort.</summary>
    public Guid CohortId { get; private init; }

    /// <summary>The enrollment that waits.</summary>
    public Guid EnrollmentId { get; private init; }

    /// <summary>Hash of the secret in the link.</summary>
    public string TokenHash { get; private init; } = "";

    /// <summary>When it was made (UTC).</summary>
    public DateTime OfferedAt { get; private init; }

    /// <summary>Until when it counts (UTC).</summary>
    public DateTime Deadline { get; private init; }

    /// <summary>How it ended; null while it is open.</summary>
    public OfferAnswer? Answer { get; private set; }

    /// <summary>When it ended (UTC).</summary>
    public DateTime? AnsweredAt { get; private set; }

    /// <summary>True while it can be answered.</summary>
    public bool IsOpen(DateTime utcNow) => Answer is null && utcNow < Deadline;

    internal void End(OfferAnswer answer, DateTime utcNow) => (Answer, AnsweredAt) = (answer, utcNow);
}
