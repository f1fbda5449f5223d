using Engagement.Core.Programs;

namespace Engagement.Core.Participation;

/// <summary>What is new about a session since people were last told.</summary>
public enum SessionNews
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Another topic or link.</summary>
    Changed,

    /// <summary>Another time or place.</summary>
    Moved,

    /// <summary>It is called off.</summary>
    Cancelled,

    /// <summary>It is new, or takes place after all.</summary>
    Added,

    /// <summary>Materials came.</summary>
    Materials,
}

/// <summary>
/// What people last knew of a session that has changed since: written with the first change, removed when everyone is told (<see cref="TellService"/>).
/// A session without one is as people know it.
/// </summary>
public sealed class ToldSession
{
    private ToldSession() { }

    internal ToldSession(Guid cohortId, Guid sessionId) => (CohortId, SessionId) = (cohortId, sessionId);

    /// <summary>The session; it may be removed for good.</summary>
    public Guid SessionId { get; private init; }

    /// <summary>Its cohort.</summary>
    public Guid CohortId { get; private init; }

    /// <summary>Local date.</summary>
    public DateOnly Date { get; internal set; }

    /// <summary>Local start.</summary>
    public TimeOnly StartTime { get; internal set; }

    /// <summary>Length in minutes.</summary>
    public int Minutes { get; internal set; }

    /// <summary>Where it was to be held; null for online.</summary>
    public Guid? SiteId { get; internal set; }

    /// <summary>Room.</summary>
    public Guid? RoomId { get; internal set; }

    /// <summary>Link for taking part online.</summary>
    public string? OnlineLink { get; internal set; }

    /// <summary>Topic.</summary>
    public string? Topic { get; internal set; }

    /// <summary>False when people do not know of it, or believe it cancelled.</summary>
    public bool Stands { get; internal set; }

    /// <summary>Titles of materials that came.</summary>
    public List<string> NewMaterials { get; internal set; } = [];

    /// <summary>When it was as far as people know; null when they know of none.</summary>
    public Slot? Slot => Stands ? new Slot(Date, StartTime, Minutes) : null;

    /// <summary>What is new, comparing with the session as it is; null: it was removed.</summary>
    public SessionNews News(Session? session, Cohort cohort)
    {
        if (session is null || !session.Stands || cohort.Status == CohortStatus.Cancelled) return Stands ? SessionNews.Cancelled : SessionNews.None;
        if (!Stands) return SessionNews.Added;
        return Slot != session.Slot || (SiteId, RoomId) != session.PlaceIn(cohort) ? SessionNews.Moved
            : (Topic, OnlineLink) != (session.Topic, session.OnlineLink) ? SessionNews.Changed
            : NewMaterials.Exists(t => session.Materials.Exists(m => m.Title == t)) ? SessionNews.Materials : SessionNews.None;
    }
}
