using System.Globalization;
using Engagement.Core.Programs;

namespace Engagement.Tests.Programs;

public class DirectoryHolidaysTests
{
    // As published by the Office of Personnel Management; days in lieu as observed.
    [Theory]
    [InlineData(2025, "01-01 01-20 02-17 05-26 06-19 07-04 09-01 10-13 11-11 11-27 12-25")]
    [InlineData(2026, "01-01 01-19 02-16 05-25 06-19 07-03 09-07 10-12 11-11 11-26 12-25")]
    [InlineData(2027, "01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24")]
    public void OfYear_PublishedDates_AreObserved(int year, string published) =>
        string.Join(' ', Holidays.OfYear(year).Select(h => h.Observed.ToString("MM-dd", CultureInfo.InvariantCulture))).ShouldBe(published);

    [Fact]
    public void OfYear_HolidayOnAWeekend_ClosesTheDayAndItsObservation()
    {
        var fourth = Holidays.OfYear(2026).Single(h => h.Name == "Independence Day");
        (fourth.From, fourth.To).ShouldBe((new DateOnly(2026, 7, 3), new DateOnly(2026, 7, 4)));
        var sunday = Holidays.OfYear(2027).Single(h => h.Name == "Independence Day");
        (sunday.From, sunday.To).ShouldBe((new DateOnly(2027, 7, 4), new DateOnly(2027, 7, 5)));
    }

    [Fact]
    public void Between_NewYearOnASaturday_IsObservedInTheOldYear()
    {
        var last = Holidays.Between(2025, 2027)[^1];
        (last.Name, last.From, last.To).ShouldBe(("New Year's Day", new DateOnly(2027, 12, 31), new DateOnly(2028, 1, 1)));
        Holidays.Between(2025, 2026).Count.ShouldBe(22);
    }
}
