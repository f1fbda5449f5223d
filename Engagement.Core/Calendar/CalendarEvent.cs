namespace Engagement.Core.Calendar;

/// <summary>What a calendar object is sent for (RFC 5546).</summary>
public enum CalendarMethod
{
    /// <summary>A list to look at: feeds, and the sessions of a cohort as a file.</summary>
    Publish,

    /// <summary>An invitation, or a newer one of the same entry.</summary>
    Request,

    /// <summary>The entry is called off for everybody.</summary>
    Cancel,

    /// <summary>The entry goes on without this one person.</summary>
    Remove,
}

/// <summary>An entry as calendars show it. It names nobody: calendars are synchronized to places we don't know.</summary>
/// <param name="Uid">Stable for life, unique in the world.</param>
/// <param name="Sequence">Raised with every change of time, place or status; calendars take the highest.</param>
/// <param name="Starts">Start (UTC).</param>
/// <param name="Ends">End (UTC).</param>
/// <param name="Summary">The line in the calendar.</param>
public sealed record CalendarEvent(string Uid, int Sequence, DateTime Starts, DateTime Ends, string Summary)
{
    /// <summary>Where.</summary>
    public string? Location { get; init; }

    /// <summary>More words.</summary>
    public string? Description { get; init; }

    /// <summary>A link.</summary>
    public string? Link { get; init; }

    /// <summary>How it repeats; null: it is once.</summary>
    public CalendarRepeat? Repeat { get; init; }

    /// <summary>The time, on the wall clock, at which a series has it by its rule; null: it is no exception of a series.</summary>
    public DateTime? Instance { get; init; }

    /// <summary>It is called off.</summary>
    public bool Cancelled { get; init; }
}

/// <summary>Who invites whom.</summary>
/// <param name="OfficeName">Name of the office.</param>
/// <param name="OfficeAddress">Its address.</param>
/// <param name="GuestAddress">Address of the one guest: nobody sees another's.</param>
public sealed record CalendarParties(string OfficeName, string OfficeAddress, string GuestAddress);
