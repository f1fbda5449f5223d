using System.Text;
using Engagement.Core.Calendar;
using Engagement.Core.Common;
using FsCheck;
using FsCheck.Fluent;
using Ical.Net.DataTypes;

namespace Engagement.Tests.Calendar;

/// <summary>Calendar objects, read by a parser that is not ours.</summary>
public class CalendarTextTests
{
    private const string Philadelphia = "America/New_York";
    private static readonly DateTime Stamp = new(2026, 3, 2, 15, 0, 0, DateTimeKind.Utc);
    private static readonly CalendarParties Parties = new("The \"Office\", 311", "office@example.org", "ana@example.org");

    private static CalendarEvent Event(DateOnly date, TimeOnly start, int minutes = 60, string zone = Philadelphia)
    {
        var starts = LocalTime.ToUtc(date, start, zone);
        return new("one@engagement", 3, starts, starts.AddMinutes(minutes), "Academy: Streets; lights, signs");
    }

    private static Ical.Net.Calendar Parse(string text) => Ical.Net.Calendar.Load(text).ShouldNotBeNull();

    [Theory]
    [InlineData(CalendarMethod.Request, "REQUEST", "CONFIRMED")]
    [InlineData(CalendarMethod.Cancel, "CANCEL", "CANCELLED")]
    [InlineData(CalendarMethod.Remove, "CANCEL", null)]
    [InlineData(CalendarMethod.Publish, "PUBLISH", "CONFIRMED")]
    public void Write_EachMethod_IsReadByAnotherParser(CalendarMethod method, string expected, string? status)
    {
        var text = CalendarText.Write(method, [Event(new(2026, 3, 3), new(18, 0)) with { Location = "City Hall\nRoom 401, north", Link = "https://example.org/a?b=1" }], Philadelphia, Stamp, method == CalendarMethod.Publish ? null : Parties);
        var calendar = Parse(text);
        calendar.Method.ShouldBe(expected);
        var entry = calendar.Events.ShouldHaveSingleItem();
        (entry.Uid, entry.Sequence, entry.Status, entry.Summary, entry.Location).ShouldBe(("one@engagement", 3, status, "Academy: Streets; lights, signs", "City Hall\nRoom 401, north"));
        entry.DtStart!.TzId.ShouldBe(Philadelphia);
        entry.DtStart.AsUtc.ShouldBe(new DateTime(2026, 3, 3, 23, 0, 0));
        entry.DtEnd!.AsUtc.ShouldBe(new DateTime(2026, 3, 4, 0, 0, 0));
        entry.DtStamp!.AsUtc.ShouldBe(Stamp);
        if (method == CalendarMethod.Publish) return;
        entry.Organizer!.Value!.ToString().ShouldBe("mailto:office@example.org");
        entry.Attendees.ShouldHaveSingleItem().Value!.ToString().ShouldBe("mailto:ana@example.org");
    }

    // The offsets that hold on each day, taken from our own description of the zone and not from the parser's data of zones.
    [Theory]
    [InlineData("2026-03-07", "18:00", -5)]
    [InlineData("2026-03-08", "02:30", -4)]
    [InlineData("2026-03-08", "18:00", -4)]
    [InlineData("2026-10-31", "18:00", -4)]
    [InlineData("2026-11-01", "01:30", -4)]
    [InlineData("2026-11-01", "18:00", -5)]
    public void Write_AroundTheChangesOfClocks_ZoneSaysTheOffset(string date, string start, int hours)
    {
        var text = CalendarText.Write(CalendarMethod.Request, [Event(DateOnly.Parse(date, null), TimeOnly.Parse(start, null))], Philadelphia, Stamp, Parties);
        var wall = Parse(text).Events.Single().DtStart!.Value;
        var parts = Parse(text).TimeZones.Single().TimeZoneInfos.OrderBy(z => z.DtStart!.Value).ToList();
        parts.Count.ShouldBe(5, "the one from which it starts, and two changes in each of two years");
        parts.Last(z => z.DtStart!.Value <= wall).OffsetTo!.Offset.ShouldBe(TimeSpan.FromHours(hours));
        parts.Single(z => z.DtStart!.Value == new DateTime(2026, 3, 8, 2, 0, 0)).Name.ShouldBe("DAYLIGHT");
        parts.Single(z => z.DtStart!.Value == new DateTime(2026, 11, 1, 2, 0, 0)).Name.ShouldBe("STANDARD");
    }

    [Fact]
    public void Write_AZoneWithoutChanges_IsDescribedOnce()
    {
        var text = CalendarText.Write(CalendarMethod.Publish, [Event(new(2026, 7, 1), new(9, 0), zone: "America/Phoenix")], "America/Phoenix", Stamp, name: "Feed");
        Parse(text).TimeZones.Single().TimeZoneInfos.ShouldHaveSingleItem().OffsetTo!.Offset.ShouldBe(TimeSpan.FromHours(-7));
    }

    [Fact]
    public void Write_AnyText_IsFoldedAndComesBack() => Prop.ForAll(ArbMap.Default.ArbFor<string>(), ArbMap.Default.ArbFor<string>(), (first, second) =>
    {
        // What calendars can't hold at all, and halves of letters, are left out.
        static string Clean(string? s) => string.Concat((s ?? "").EnumerateRunes().Where(r => r.Value != 0xFFFD && !Rune.IsControl(r) && Rune.GetUnicodeCategory(r) != System.Globalization.UnicodeCategory.Format).Select(r => r.ToString()));
        var summary = $"x{Clean(first)}, {new string('é', 60)} 東京 👩‍👩‍👧 {Clean(second)}x";
        var text = CalendarText.Write(CalendarMethod.Publish, [Event(new(2026, 3, 3), new(18, 0)) with { Summary = summary, Description = $"a\r\nb\nc;{summary}\\" }], Philadelphia, Stamp);
        text.Split("\r\n").ShouldAllBe(l => Encoding.UTF8.GetByteCount(l) <= 75);
        text.Replace("\r\n", "").ShouldNotContain("\n");
        var entry = Parse(text).Events.Single();
        return entry.Summary == summary && entry.Description == $"a\nb\nc;{summary}\\";
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Write_LineBreaksAndQuotesInNames_InjectNothing()
    {
        var evil = new CalendarParties("A\"\r\nATTENDEE:mailto:evil@example.org", "office@example.org", "ana@example.org");
        var entry = Parse(CalendarText.Write(CalendarMethod.Request, [Event(new(2026, 3, 3), new(18, 0)) with { Summary = "x\r\nEND:VEVENT\r\nBEGIN:VEVENT", Location = "y\nATTENDEE:mailto:evil@example.org" }], Philadelphia, Stamp, evil)).Events.ShouldHaveSingleItem();
        entry.Attendees.ShouldHaveSingleItem();
    }
}
