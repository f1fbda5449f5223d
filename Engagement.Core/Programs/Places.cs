using Engagement.Core.Common;

namespace Engagement.Core.Programs;

/// <summary>A place where sessions are held: a school, a library, an office at City Hall.</summary>
public sealed class Site : Entity, IAudited
{
    private readonly List<Room> rooms = [];

    private Site() { }

    /// <summary>A new site.</summary>
    public Site(string name) => Name = name;

    /// <summary>Name.</summary>
    public string Name { get; internal set; } = "";

    /// <summary>Street address.</summary>
    public string? Address { get; internal set; }

    /// <summary>Neighborhood.</summary>
    public string? Neighborhood { get; internal set; }

    /// <summary>ZIP code.</summary>
    public string? Zip { get; internal set; }

    /// <summary>The site coordinator.</summary>
    public string? ContactName { get; internal set; }

    /// <summary>E-mail of the contact.</summary>
    public string? ContactEmail { get; internal set; }

    /// <summary>Telephone of the contact.</summary>
    public string? ContactPhone { get; internal set; }

    /// <summary>Computers that participants can share.</summary>
    public int Computers { get; internal set; }

    /// <summary>Notes for staff: entrance, alarm code holder, parking.</summary>
    public string? Notes { get; internal set; }

    /// <summary>False hides the site where new cohorts are made.</summary>
    public bool Active { get; internal set; } = true;

    /// <summary>Rooms.</summary>
    public IReadOnlyList<Room> Rooms => rooms;

    Guid IAudited.AuditSubject => Id;

    /// <summary>Adds a room.</summary>
    public Room AddRoom(string name, int capacity)
    {
        var room = new Room(Id, name, capacity);
        rooms.Add(room);
        return room;
    }
}

/// <summary>A room of a site.</summary>
public sealed class Room : Entity, IAudited
{
    private Room() { }

    internal Room(Guid siteId, string name, int capacity) => (SiteId, Name, Capacity) = (siteId, name, capacity);

    /// <summary>Its site.</summary>
    public Guid SiteId { get; private set; }

    /// <summary>Name or number on the door.</summary>
    public string Name { get; internal set; } = "";

    /// <summary>Seats.</summary>
    public int Capacity { get; internal set; }

    Guid IAudited.AuditSubject => SiteId;
}

/// <summary>Dates on which no session can be held: at one site, or (without a site) anywhere, as on a holiday.</summary>
public sealed class Closure : Entity, IAudited
{
    private Closure() { }

    /// <summary>A closure from <paramref name="from"/> to <paramref name="to"/>, both included.</summary>
    public Closure(Guid? siteId, DateOnly from, DateOnly to, string reason) => (SiteId, From, To, Reason) = (siteId, from, to, reason);

    /// <summary>The closed site; null for a holiday of the city.</summary>
    public Guid? SiteId { get; private set; }

    /// <summary>First closed day.</summary>
    public DateOnly From { get; internal set; }

    /// <summary>Last closed day.</summary>
    public DateOnly To { get; internal set; }

    /// <summary>Why, as shown beside the skipped date.</summary>
    public string Reason { get; internal set; } = "";

    Guid IAudited.AuditSubject => SiteId ?? Id;

    /// <summary>True when <paramref name="date"/> at <paramref name="siteId"/> is closed.</summary>
    public bool Covers(DateOnly date, Guid? siteId) => From <= date && date <= To && (SiteId is null || SiteId == siteId);
}
