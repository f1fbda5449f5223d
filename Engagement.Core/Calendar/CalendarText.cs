using System.Globalization;
using System.Text;

namespace Engagement.Core.Calendar;

/// <summary>Writes iCalendar objects (RFC 5545; methods: RFC 5546).</summary>
public static class CalendarText
{
    private const string Product = "-//Engagement//Community programs//EN";

    /// <summary>
    /// The object, lines ended with CRLF. Local times carry the zone, which is described for the years of the entries. A request and a cancellation hold entries of one UID
    /// (RFC 5546, 3.2.2 and 3.2.5): a meeting, or a series with its exceptions.
    /// </summary>
    /// <param name="method">What it is sent for.</param>
    /// <param name="events">The entries.</param>
    /// <param name="timeZone">IANA name of the zone in which they are read.</param>
    /// <param name="stamp">When it is written (UTC).</param>
    /// <param name="parties">Who invites whom; null for lists.</param>
    /// <param name="name">Name of the whole calendar, for lists.</param>
    public static string Write(CalendarMethod method, IReadOnlyList<CalendarEvent> events, string timeZone, DateTime stamp, CalendarParties? parties = null, string? name = null)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(timeZone);
        var text = new StringBuilder();
        Line(text, "BEGIN", "VCALENDAR");
        Line(text, "VERSION", "2.0");
        Line(text, "PRODID", Product);
        Line(text, "CALSCALE", "GREGORIAN");
        Line(text, "METHOD", method switch { CalendarMethod.Publish => "PUBLISH", CalendarMethod.Request => "REQUEST", _ => "CANCEL" });
        if (name is not null)
        {
            Line(text, "NAME", Escaped(name));
            // What Google and Apple read.
            Line(text, "X-WR-CALNAME", Escaped(name));
            Line(text, "REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
        }
        if (events.Count > 0) CalendarZone.Write(text, zone, events.Min(e => e.Starts), events.Max(e => e.Repeat?.Last ?? e.Ends));
        foreach (var e in events) Write(text, method, e, zone, stamp, parties);
        Line(text, "END", "VCALENDAR");
        return text.ToString();
    }

    private static void Write(StringBuilder text, CalendarMethod method, CalendarEvent e, TimeZoneInfo zone, DateTime stamp, CalendarParties? parties)
    {
        Line(text, "BEGIN", "VEVENT");
        Line(text, "UID", e.Uid);
        Line(text, "DTSTAMP", Utc(stamp));
        Line(text, "SEQUENCE", e.Sequence.ToString(CultureInfo.InvariantCulture));
        if (e.Instance is { } instance) Line(text, $"RECURRENCE-ID;TZID={zone.Id}", Wall(instance));
        Line(text, $"DTSTART;TZID={zone.Id}", Local(e.Starts, zone));
        Line(text, $"DTEND;TZID={zone.Id}", Local(e.Ends, zone));
        if (e.Repeat is { } repeat)
        {
            if (repeat.Rule is not null) Line(text, "RRULE", repeat.Rule);
            // A line each: some servers read only the last of a list.
            foreach (var time in repeat.Without) Line(text, $"EXDATE;TZID={zone.Id}", Wall(time));
            foreach (var time in repeat.Also) Line(text, $"RDATE;TZID={zone.Id}", Wall(time));
        }
        Line(text, "SUMMARY", Escaped(e.Summary));
        if (e.Location is not null) Line(text, "LOCATION", Escaped(e.Location));
        if (e.Description is not null) Line(text, "DESCRIPTION", Escaped(e.Description));
        if (e.Link is not null && Uri.TryCreate(e.Link, UriKind.Absolute, out var link)) Line(text, "URL", link.AbsoluteUri);
        // One person taken out gets a cancellation that says nothing of the entry's own status.
        if (method != CalendarMethod.Remove) Line(text, "STATUS", e.Cancelled || method == CalendarMethod.Cancel ? "CANCELLED" : "CONFIRMED");
        if (parties is not null)
        {
            Line(text, $"ORGANIZER;CN={Quoted(parties.OfficeName)}", $"mailto:{parties.OfficeAddress}");
            Line(text, "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE", $"mailto:{parties.GuestAddress}");
        }
        Line(text, "END", "VEVENT");
    }

    /// <summary>One content line, folded at 75 octets; a letter of several octets is never cut.</summary>
    internal static void Line(StringBuilder text, string name, string value)
    {
        var octets = 0;
        foreach (var rune in $"{name}:{value}".EnumerateRunes())
        {
            // The line break does not count, the blank of the next line does.
            if (octets + rune.Utf8SequenceLength > 75)
            {
                text.Append("\r\n ");
                octets = 1;
            }
            text.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }
        text.Append("\r\n");
    }

    /// <summary>A UTC time: 20260302T150000Z.</summary>
    internal static string Utc(DateTime utc) => utc.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A time on a wall: 20260302T100000.</summary>
    internal static string Wall(DateTime local) => local.ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture);

    private static string Local(DateTime utc, TimeZoneInfo zone) => Wall(TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), zone));

    // RFC 5545, 3.3.11; control characters but the tab are not allowed at all.
    private static string Escaped(string value)
    {
        var text = new StringBuilder(value.Length);
        foreach (var c in value.ReplaceLineEndings("\n"))
        {
            if (c == '\n') text.Append("\\n");
            else if (c is '\\' or ';' or ',') text.Append('\\').Append(c);
            else if (!char.IsControl(c) || c == '\t') text.Append(c);
        }
        return text.ToString();
    }

    // A parameter's value can hold neither quotation marks nor control characters.
    private static string Quoted(string value) => $"\"{string.Concat(value.Where(c => c != '"' && !char.IsControl(c)))}\"";
}
