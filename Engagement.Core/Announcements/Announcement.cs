using Engagement.Core.Common;
using Engagement.Core.Mail;

namespace Engagement.Core.Announcements;

/// <summary>To whom an announcement goes.</summary>
public enum Audience
{
    /// <summary>People with a seat in a cohort; of minors, their guardians.</summary>
    Cohort,

    /// <summary>People with a seat in the cohort of a session.</summary>
    Session,

    /// <summary>Liaisons whose areas hold a zip code, or all of them.</summary>
    Liaisons,

    /// <summary>Presenters of the sessions to come, or of one cohort.</summary>
    Presenters,

    /// <summary>Guardians of all minors with a seat in an announced cohort.</summary>
    Guardians,
}

/// <summary>A text by staff to many: written, rehearsed, sent once.</summary>
public sealed class Announcement : Entity, IAudited
{
    private Announcement() { }

    internal Announcement(string by, DateTime utcNow) => (WrittenBy, CreatedAt) = (by, utcNow);

    /// <summary>To whom.</summary>
    public Audience Audience { get; internal set; }

    /// <summary>The cohort, for the audiences that have one.</summary>
    public Guid? CohortId { get; internal set; }

    /// <summary>The session, for the audience of one.</summary>
    public Guid? SessionId { get; internal set; }

    /// <summary>The zip code, for liaisons; null: all.</summary>
    public string? Zip { get; internal set; }

    /// <summary>Subject in English.</summary>
    public string Subject { get; internal set; } = "";

    /// <summary>Text in English, Markdown.</summary>
    public string Markdown { get; internal set; } = "";

    /// <summary>Subject in Spanish; null: those who read Spanish get the English text.</summary>
    public string? SubjectEs { get; internal set; }

    /// <summary>Text in Spanish, Markdown.</summary>
    public string? MarkdownEs { get; internal set; }

    /// <summary>Who wrote it.</summary>
    public string WrittenBy { get; private init; } = "";

    /// <summary>When it was begun (UTC).</summary>
    public DateTime CreatedAt { get; private init; }

    /// <summary>When it was sent (UTC); null while it is a draft.</summary>
    public DateTime? SentAt { get; private set; }

    /// <summary>True while sending is held.</summary>
    public bool Paused { get; private set; }

    Guid IAudited.AuditSubject => Id;

    /// <summary>Goes out; once.</summary>
    internal Result Send(DateTime utcNow)
    {
        if (SentAt is not null) return new WrongMailState("This announcement has been sent already.");
        SentAt = utcNow;
        return Result.Success;
    }

    /// <summary>Holds what has not gone yet, or lets it go on.</summary>
    internal Result Pause(bool paused)
    {
        if (SentAt is null) return new WrongMailState("This announcement has not been sent yet.");
        Paused = paused;
        return Result.Success;
    }
}
