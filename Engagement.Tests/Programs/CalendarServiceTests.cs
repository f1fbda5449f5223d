using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Programs;
using Engagement.Tests.Builders;
using Engagement.Tests.Infrastructure;
using Engagement.Web.Components.Pages.Programs;

namespace Engagement.Tests.Programs;

public class CalendarServiceTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Show_RangeAndFilters_HoldInTwoQueries(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (academy, youth) = (new CityScene(), new CityScene(forMinors: true, "Youth"));
        academy.Cohort("Fall", new(2026, 2, 28), new(2026, 3, 1), new(2026, 3, 31), new(2026, 4, 1));
        var moved = youth.Cohort("Penn Treaty", new DateOnly(2026, 3, 5));
        moved.Sessions[0].SiteId = academy.Site.Id;
        await academy.SaveAsync(test);
        await youth.SaveAsync(test);
        await test.AddAsync(new Closure(null, new(2026, 2, 27), new(2026, 3, 1), "Holiday"), new Closure(youth.Site.Id, new(2026, 3, 31), new(2026, 4, 9), "Break"), new Closure(null, new(2026, 4, 1), new(2026, 4, 1), "Later"));
        var calendar = test.Get<CalendarService>();
        test.Queries.Reset();
        var all = await ShowAsync(new());
        test.Queries.Count.ShouldBe(2);
        all.Sessions.Select(s => (s.Cohort, s.Number)).ShouldBe([("Fall", 2), ("Penn Treaty", 1), ("Fall", 3)]);
        all.Closures.Select(c => (c.Reason, c.Site)).ShouldBe([("Holiday", null), ("Break", "Youth site")]);
        (await ShowAsync(new(ProgramId: youth.Program.Id))).Sessions.ShouldHaveSingleItem().Site.ShouldBe("Academy site");
        (await ShowAsync(new(SiteId: academy.Site.Id))).Sessions.Count.ShouldBe(3);
        (await ShowAsync(new(SiteId: youth.Site.Id))).Sessions.ShouldBeEmpty();
        (await ShowAsync(new(Status: CohortStatus.Draft))).Sessions.ShouldBeEmpty();
        (await calendar.ShowAsync(TestDb.Leader, new(2026, 1, 1), new(2027, 1, 1), new())).Error.ShouldBeOfType<Invalid>();
        (await calendar.ShowAsync(Actor.Anyone, new(2026, 3, 1), new(2026, 3, 2), new())).Error.ShouldBeOfType<Forbidden>();

        async Task<CalendarView> ShowAsync(CalendarFilter filter) => (await calendar.ShowAsync(TestDb.Leader, new(2026, 3, 1), new(2026, 3, 31), filter)).OrThrow();
    }

    [Theory]
    [InlineData(CalendarMode.Month, "2026-03-15", "2026-03-01", "2026-04-04")]
    [InlineData(CalendarMode.Month, "2026-02-28", "2026-02-01", "2026-02-28")]
    [InlineData(CalendarMode.Month, "2026-08-01", "2026-07-26", "2026-09-05")]
    [InlineData(CalendarMode.Week, "2026-03-02", "2026-03-01", "2026-03-07")]
    [InlineData(CalendarMode.Agenda, "2026-03-02", "2026-03-02", "2026-03-29")]
    public void Range_AroundADate_ShowsWholeWeeks(CalendarMode mode, string date, string from, string to)
    {
        var range = new CalendarRange(mode, Day(date));
        (range.From, range.To).ShouldBe((Day(from), Day(to)));
        (new CalendarRange(mode, range.Step(1)) is var next && next.From <= range.To.AddDays(1) && next.To > range.To).ShouldBeTrue();
        (range.To.DayNumber - range.From.DayNumber).ShouldBeLessThan(CalendarService.MostDays);
    }

    private static DateOnly Day(string day) => DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
}
