namespace Engagement.Core.Common;

/// <summary>Between wall clocks and UTC.</summary>
public static class LocalTime
{
    /// <summary>
    /// UTC of a wall-clock time. A time that the zone skips in spring moves forward by the skipped hour;
    /// one that occurs twice in autumn means the first occurrence.
    /// </summary>
    public static DateTime ToUtc(DateOnly date, TimeOnly time, string timeZone)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(timeZone);
        var local = date.ToDateTime(time);
        if (zone.IsInvalidTime(local)) local += zone.GetUtcOffset(local.AddHours(3)) - zone.GetUtcOffset(local.AddHours(-3));
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return DateTime.SpecifyKind(local - offset, DateTimeKind.Utc);
    }

    /// <summary>The wall clock of a UTC time.</summary>
    public static DateTime FromUtc(DateTime utc, string timeZone) =>
        TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), TimeZoneInfo.FindSystemTimeZoneById(timeZone));

    /// <summary>Today's date on the wall.</summary>
    public static DateOnly Today(this TimeProvider clock, string timeZone) =>
        DateOnly.FromDateTime(FromUtc(clock.GetUtcNow().UtcDateTime, timeZone));
}
