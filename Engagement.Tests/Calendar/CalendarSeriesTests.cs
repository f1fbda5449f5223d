using Engagement.Core.Calendar;
using Engagement.Core.Common;
using FsCheck;
using FsCheck.Fluent;
using Ical.Net.DataTypes;

namespace Engagement.Tests.Calendar;

/// <summary>Several meetings as one entry that repeats, read by a parser that is not ours.</summary>
public class CalendarSeriesTests
{
    private const string Philadelphia = "America/New_York";
    private static readonly DateTime Stamp = new(2026, 3, 2, 15, 0, 0, DateTimeKind.Utc);
    private static readonly CalendarParties Parties = new("The office", "office@example.org", "ana@example.org");

    private static CalendarEvent Meeting(DateTime wall, int minutes = 60, string? topic = null, string? place = "City Hall")
    {
        var starts = LocalTime.ToUtc(DateOnly.FromDateTime(wall), TimeOnly.FromDateTime(wall), Philadelphia);
        return new($"{wall:yyyyMMddHHmm}@own", 0, starts, starts.AddMinutes(minutes), topic is null ? "Academy" : $"Academy: {topic}") { Location = place };
    }

    private static Ical.Net.Calendar Series(params CalendarEvent[] meetings) =>
        Parse(CalendarText.Write(CalendarMethod.Request, new CalendarSeries("one@engagement", 7, "Academy", meetings, Philadelphia).All(), Philadelphia, Stamp, Parties));

    private static Ical.Net.Calendar Parse(string text) => Ical.Net.Calendar.Load(text).ShouldNotBeNull();

    private static List<(DateTime Start, double Minutes, string? What, string? Where)> Read(Ical.Net.Calendar calendar) =>
        [.. calendar.GetOccurrences<Ical.Net.CalendarComponents.CalendarEvent>().Select(o => (Event: (Ical.Net.CalendarComponents.CalendarEvent)o.Source, o.Period))
            .Select(o => (o.Period.StartTime.Value, (o.Event.DtEnd!.Value - o.Event.DtStart!.Value).TotalMinutes, o.Event.Summary, o.Event.Location)).OrderBy(o => o.Value)];

    [Fact]
    public void All_WeeklyOverTheChangeOfClocksWithAGap_KeepsTheWallClock()
    {
        var calendar = Series([.. new[] { 0, 1, 3, 4 }.Select(w => Meeting(new DateTime(2026, 3, 3, 18, 0, 0).AddDays(7 * w)))]);
        var entry = calendar.Events.ShouldHaveSingleItem("all are alike");
        (entry.Uid, entry.Sequence, entry.ExceptionDates.GetAllDates().Single().Value).ShouldBe(("one@engagement", 7, new DateTime(2026, 3, 17, 18, 0, 0)));
        Read(calendar).Select(o => o.Start).ShouldBe([new(2026, 3, 3, 18, 0, 0), new(2026, 3, 10, 18, 0, 0), new(2026, 3, 24, 18, 0, 0), new(2026, 3, 31, 18, 0, 0)]);
        calendar.GetOccurrences().Select(o => o.Period.StartTime.AsUtc.Hour).ShouldBe([23, 22, 22, 22]);
    }

    [Fact]
    public void All_OneMeeting_DoesNotRepeat() => Series(Meeting(new(2026, 3, 3, 18, 0, 0), topic: "Streets")).Events.Single().ShouldSatisfyAllConditions(e => e.RecurrenceRule.ShouldBeNull(), e => e.Summary.ShouldBe("Academy: Streets"));

    [Fact]
    public void All_EverySecondWeek_NeedsNoExceptions()
    {
        var entry = Series(Meeting(new(2026, 3, 3, 18, 0, 0)), Meeting(new(2026, 3, 17, 18, 0, 0)), Meeting(new(2026, 3, 31, 18, 0, 0))).Events.Single();
        (entry.RecurrenceRule!.Interval, entry.ExceptionDates.GetAllDates().Count()).ShouldBe((2, 0));
    }

    [Fact]
    public void Only_SomeOrAll_NamesThemByTheirTimeInTheRule()
    {
        var series = new CalendarSeries("one@engagement", 7, "Academy", [Meeting(new(2026, 3, 3, 18, 0, 0)), Meeting(new(2026, 3, 10, 18, 0, 0)), Meeting(new(2026, 3, 17, 9, 30, 0))], Philadelphia);
        var one = Parse(CalendarText.Write(CalendarMethod.Cancel, series.Only(new HashSet<string> { "202603170930@own" }), Philadelphia, Stamp, Parties)).Events.ShouldHaveSingleItem();
        (one.Uid, one.Status, one.RecurrenceIdentifier!.StartTime.Value, one.DtStart!.Value).ShouldBe(("one@engagement", "CANCELLED", new DateTime(2026, 3, 17, 18, 0, 0), new DateTime(2026, 3, 17, 9, 30, 0)));
        var all = Parse(CalendarText.Write(CalendarMethod.Remove, series.Only(new HashSet<string> { "202603031800@own", "202603101800@own", "202603170930@own" }), Philadelphia, Stamp, Parties)).Events.ShouldHaveSingleItem();
        (all.Status, all.RecurrenceIdentifier).ShouldBe((null, null));
    }

    // Whatever a plan looks like, a calendar shows exactly its meetings.
    [Fact]
    public void All_AnyPlan_IsReadAsItIs() => Prop.ForAll(Gen.Choose(0, 300).NonEmptyListOf().ToArbitrary(), ArbMap.Default.ArbFor<int>(), (days, seed) =>
    {
        var random = new Random(seed);
        var meetings = days.Distinct().Take(12).Select(d => Meeting(
            new DateTime(2026, 1, 5).AddDays(d).AddHours(random.Next(4) == 0 ? random.Next(8, 20) : 18), random.Next(4) == 0 ? 90 : 60,
            random.Next(2) == 0 ? null : $"Topic {d}", random.Next(5) == 0 ? null : "City Hall")).ToList();
        // Sometimes two on one day.
        if (random.Next(3) == 0) meetings.Add(Meeting(LocalTime.FromUtc(meetings[0].Starts, Philadelphia).AddHours(2)));
        var expected = meetings.Select(m => (LocalTime.FromUtc(m.Starts, Philadelphia), (m.Ends - m.Starts).TotalMinutes, (string?)m.Summary, m.Location)).OrderBy(m => m.Item1);
        Read(Series([.. meetings])).ShouldBe(expected);
    }).QuickCheckThrowOnFailure();
}
