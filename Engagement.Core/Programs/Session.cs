using Engagement.Core.Common;

namespace Engagement.Core.Programs;

/// <summary>One meeting of a cohort. Its truth is the local date, time and zone; the UTC times are for ordering and follow from it.</summary>
public sealed class Session : Entity, IAudited
{
    private readonly List<Presenter> presenters = [];

    private Session() { }

    internal Session(Cohort cohort, int number, DateOnly date)
    {
        (CohortId, Number) = (cohort.Id, number);
        SetTime(date, cohort.StartTime, cohort.Minutes, cohort.TimeZone);
    }

    /// <summary>Its cohort.</summary>
    public Guid CohortId { get; private set; }

    /// <summary>Number within the cohort, from 1; cancelled sessions keep theirs as 0.</summary>
    public int Number { get; internal set; }

    /// <summary>Local date.</summary>
    public DateOnly Date { get; private set; }

    /// <summary>Local start.</summary>
    public TimeOnly StartTime { get; private set; }

    /// <summary>Length in minutes.</summary>
    public int Minutes { get; private set; }

    /// <summary>IANA time zone of date and start.</summary>
    public string TimeZone { get; private set; } = "America/New_York";

    /// <summary>Start in UTC.</summary>
    public DateTime StartsUtc { get; private set; }

    /// <summary>End in UTC.</summary>
    public DateTime EndsUtc { get; private set; }

    /// <summary>A site other than the cohort's.</summary>
    public Guid? SiteId { get; internal set; }

    /// <summary>A room other than the cohort's.</summary>
    public Guid? RoomId { get; internal set; }

    /// <summary>Link for taking part online.</summary>
    public string? OnlineLink { get; internal set; }

    /// <summary>True when being there renews a liaison's standing.</summary>
    public bool Refresher { get; internal set; }

    /// <summary>What it is about.</summary>
    public string? Topic { get; internal set; }

    /// <summary>The department that teaches it.</summary>
    public Guid? DepartmentId { get; internal set; }

    /// <summary>The partner that gives it.</summary>
    public Guid? PartnerId { get; internal set; }

    /// <summary>Who presents.</summary>
    public IReadOnlyList<Presenter> Presenters => presenters;

    /// <summary>The plan: activities in order.</summary>
    public List<Activity> Plan { get; internal set; } = [];

    /// <summary>Links and files.</summary>
    public List<Material> Materials { get; internal set; } = [];

    /// <summary>Notes for staff.</summary>
    public string? Notes { get; internal set; }

    /// <summary>What happened, written afterwards.</summary>
    public string? Recap { get; internal set; }

    /// <summary>When it was cancelled (UTC); null while it stands.</summary>
    public DateTime? CancelledAt { get; internal set; }

    /// <summary>Why it was cancelled.</summary>
    public string? CancelReason { get; internal set; }

    /// <summary>Raised on every change of time, place or status, as calendar entries need it (RFC 5545, 3.8.7.4).</summary>
    [NotAudited]
    public int Sequence { get; internal set; }

    /// <summary>Random bytes from which the rotating check-in codes are derived; base64.</summary>
    [NotAudited]
    public string CheckInSecret { get; private init; } = Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(20));

    Guid IAudited.AuditSubject => CohortId;

    /// <summary>True once it is over and was not cancelled.</summary>
    public bool Held(DateTime utcNow) => CancelledAt is null && EndsUtc <= utcNow;

    /// <summary>Date, start and length as one.</summary>
    internal Slot Slot => new(Date, StartTime, Minutes);

    /// <summary>
    /// Where a session is really held: at its own site or room when it has one; online when it has a link and no place of its own;
    /// else where its cohort meets.
    /// </summary>
    internal static (Guid? SiteId, Guid? RoomId) Place(Guid? siteId, Guid? roomId, string? onlineLink, Guid? cohortSite, Guid? cohortRoom) =>
        siteId is not null || roomId is not null ? (siteId ?? cohortSite, roomId) : onlineLink is not null ? (null, null) : (cohortSite, cohortRoom);

    /// <inheritdoc cref="Place" />
    internal (Guid? SiteId, Guid? RoomId) PlaceIn(Cohort cohort) => Place(SiteId, RoomId, OnlineLink, cohort.SiteId, cohort.RoomId);

    /// <summary>True while it was not cancelled.</summary>
    public bool Stands => CancelledAt is null;

    /// <summary>Gives it another date, start or length; calendar entries follow.</summary>
    internal void Move(DateOnly date, TimeOnly start, int minutes)
    {
        if ((date, start, minutes) == (Date, StartTime, Minutes)) return;
        SetTime(date, start, minutes, TimeZone);
        Sequence++;
    }

    /// <summary>Gives it another place; calendar entries follow.</summary>
    internal void Move(Guid? siteId, Guid? roomId, string? onlineLink)
    {
        if ((siteId, roomId, onlineLink) == (SiteId, RoomId, OnlineLink)) return;
        (SiteId, RoomId, OnlineLink) = (siteId, roomId, onlineLink);
        Sequence++;
    }

    /// <summary>Calls it off; the cohort renumbers the others.</summary>
    internal Result Cancel(string? reason, DateTime utcNow)
    {
        if (!Stands) return new SessionIsCancelled();
        (CancelledAt, CancelReason, Number) = (utcNow, reason, 0);
        Sequence++;
        return Result.Success;
    }

    /// <summary>Takes back a cancellation; the cohort renumbers.</summary>
    internal Result PutBack()
    {
        if (Stands) return new SessionStands();
        (CancelledAt, CancelReason) = (null, null);
        Sequence++;
        return Result.Success;
    }

    /// <summary>Its cohort moved, was cancelled or reopened, so calendar entries must be renewed.</summary>
    internal void RaiseSequence() => Sequence++;

    /// <summary>Takes over what a checked form says, except time, place and presenters.</summary>
    internal void Take(SessionInput input)
    {
        (Topic, DepartmentId, PartnerId, Refresher) = (Text.Clean(input.Topic), input.DepartmentId, input.PartnerId, input.Refresher);
        (Notes, Recap) = (Text.CleanLines(input.Notes), Text.CleanLines(input.Recap));
        Plan = [.. input.Plan.Select(a => new Activity { Title = Text.Clean(a.Title)!, Minutes = a.Minutes })];
        Materials = [.. input.Materials.Select(m => new Material { Title = Text.Clean(m.Title)!, Link = m.FileId is null ? Text.Clean(m.Link) : null, FileId = m.FileId })];
    }

    /// <summary>Takes over what a session of an earlier cohort was about: topic, givers, plan and materials.</summary>
    internal void TakeAfter(Session pattern, bool keepPlace)
    {
        (Topic, DepartmentId, PartnerId, Refresher) = (pattern.Topic, pattern.DepartmentId, pattern.PartnerId, pattern.Refresher);
        if (keepPlace) (SiteId, RoomId) = (pattern.SiteId, pattern.RoomId);
        Plan = [.. pattern.Plan.Select(a => new Activity { Title = a.Title, Minutes = a.Minutes })];
        Materials = [.. pattern.Materials.Select(m => new Material { Title = m.Title, Link = m.Link, FileId = m.FileId })];
    }

    /// <summary>Presenters, plan and materials in a line, for the audit trail.</summary>
    internal string Content() => string.Join("; ", (string[])[
        .. presenters.Select(p => p.Name).Order(StringComparer.Ordinal), .. Plan.Select(a => $"{a.Title} ({a.Minutes} min)"), .. Materials.Select(m => $"{m.Title} {m.Link}".TrimEnd())]);

    /// <summary>Presenters are replaced as a whole.</summary>
    internal void SetPresenters(IEnumerable<Presenter> all)
    {
        presenters.Clear();
        presenters.AddRange(all);
    }

    /// <summary>
    /// Sets local date, start and length. A start that the zone skips in spring moves forward by the skipped time;
    /// one that occurs twice in autumn means the first occurrence.
    /// </summary>
    internal void SetTime(DateOnly date, TimeOnly start, int minutes, string timeZone)
    {
        (Date, StartTime, Minutes, TimeZone) = (date, start, minutes, timeZone);
        StartsUtc = LocalTime.ToUtc(date, start, timeZone);
        EndsUtc = StartsUtc.AddMinutes(minutes);
    }
}

/// <summary>One step of a session's plan.</summary>
public sealed class Activity
{
    /// <summary>What is done.</summary>
    public string Title { get; set; } = "";

    /// <summary>How long, in minutes.</summary>
    public int Minutes { get; set; }
}

/// <summary>A link or an uploaded file of a session.</summary>
public sealed class Material
{
    /// <summary>Title.</summary>
    public string Title { get; set; } = "";

    /// <summary>Web address, when it is a link.</summary>
    public string? Link { get; set; }

    /// <summary>The <c>StoredFile</c>, when it is a file.</summary>
    public Guid? FileId { get; set; }
}
