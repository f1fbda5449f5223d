using Engagement.Core.Data;
using Engagement.Core.Liaisons;
using Engagement.Tests.Infrastructure;

namespace Engagement.Tests.Liaisons;

public class LiaisonVerbsTests
{
    private static readonly DateTime Now = new(2026, 3, 2, 15, 0, 0, DateTimeKind.Utc);
    private static readonly DateOnly Today = LiaisonData.Today;

    [Fact]
    public void StandingOn_DatesAndSteps_TheStrongestCounts()
    {
        var liaison = New();
        liaison.StandingOn(Today).ShouldBe(Standing.Invited);
        liaison.Join(Guid.CreateVersion7(), Now).Ok.ShouldBeTrue();
        liaison.StandingOn(Today).ShouldBe(Standing.Active);
        liaison.StandingOn(liaison.ExpiresOn!.Value).ShouldBe(Standing.Active, "the last day counts");
        liaison.StandingOn(liaison.ExpiresOn!.Value.AddDays(1)).ShouldBe(Standing.Expired);
        liaison.Suspend("why", Now).Ok.ShouldBeTrue();
        liaison.StandingOn(liaison.ExpiresOn!.Value.AddDays(1)).ShouldBe(Standing.Suspended);
        liaison.Resign(Now).Ok.ShouldBeTrue();
        liaison.StandingOn(Today).ShouldBe(Standing.Resigned);
    }

    [Fact]
    public void Verbs_InAWrongStanding_SayWhy()
    {
        var liaison = New();
        liaison.Reinstate().Error.ShouldBeOfType<StandingForbids>().Message.ShouldContain("not suspended");
        liaison.Return().Error.ShouldBeOfType<StandingForbids>();
        liaison.Suspend("why", Now);
        liaison.Suspend("again", Now).Error.ShouldBeOfType<StandingForbids>();
        liaison.SuspendReason.ShouldBe("why");
        liaison.Join(Guid.CreateVersion7(), Now).Error.ShouldBeOfType<StandingForbids>();
        liaison.Reinstate().Ok.ShouldBeTrue();
        (liaison.SuspendedAt, liaison.SuspendReason).ShouldBe((null, null));
        liaison.Resign(Now);
        liaison.Resign(Now).Error.ShouldBeOfType<StandingForbids>();
        liaison.Suspend("too late", Now).Error.ShouldBeOfType<StandingForbids>();
        liaison.Return().Ok.ShouldBeTrue();
        liaison.Join(Guid.CreateVersion7(), Now).Ok.ShouldBeTrue();
        liaison.Join(Guid.CreateVersion7(), Now).Error.ShouldBeOfType<HasAccount>();
        liaison.PutUnder(Guid.CreateVersion7()).Error.ShouldBeOfType<HasAccount>();
    }

    [Theory]
    [InlineData("2028-03-02", "2028-03-02")]
    [InlineData("2026-06-01", "2027-03-02")]
    [InlineData(null, null)]
    public void Renew_Training_NeverShortens(string? until, string? expected)
    {
        var liaison = New();
        liaison.Suspend("stays", Now);
        liaison.Renew(Today, Day(until));
        (liaison.ExpiresOn, liaison.TrainedOn, liaison.Since).ShouldBe((Day(expected), Today, Today.AddYears(-1)));
        liaison.StandingOn(Today).ShouldBe(Standing.Suspended);
    }

    [Fact]
    public void Renew_AfterHavingResigned_IsBack()
    {
        var liaison = New();
        liaison.Resign(Now);
        liaison.Renew(Today.AddDays(-30), Today.AddYears(2));
        liaison.StandingOn(Today).ShouldBe(Standing.Resigned, "that training was before");
        liaison.Renew(Today.AddDays(30), Today.AddYears(2));
        liaison.StandingOn(Today.AddDays(30)).ShouldBe(Standing.Invited);
    }

    [Fact]
    public void Serve_NamesInAnyCase_EachOnceAndReplaced()
    {
        var liaison = New();
        liaison.Serve(["Fishtown", "FISHTOWN", "19125"]);
        liaison.Serve(["19125", "Olney"]);
        liaison.Areas.Select(a => a.Area).ShouldBe(["19125", "Olney"]);
        LiaisonArea.InOrder(["19125", "Olney", "Fishtown"]).ShouldBe(["Fishtown", "Olney", "19125"]);
    }

    [Theory]
    [InlineData("2025-03-02", "2026-03-02", 1)]
    [InlineData("2025-03-03", "2026-03-02", 0)]
    [InlineData("2024-02-29", "2025-02-28", 1)]
    [InlineData("2016-01-01", "2026-03-02", 10)]
    public void Years_Since_WholeOnes(string since, string day, int years) => Milestones.Years(Day(since)!.Value, Day(day)!.Value).ShouldBe(years);

    [Theory, OnSqlite, OnPostgres]
    public async Task Standings_InTheDatabase_AreTheSameAsInTheProgram(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var adult = await test.AddLiaisonAsync("An Adult");
        foreach (var (end, i) in new DateOnly?[] { null, Today, Today.AddDays(-1), Today.AddDays(30) }.Select((e, i) => (e, i)))
            foreach (var account in (bool[])[true, false])
                foreach (var step in (Action<Liaison>[])[_ => { }, l => l.Suspend("why", Now), l => l.Resign(Now), l => l.PutUnder(adult.UserId!.Value)])
                    await test.AddLiaisonAsync($"Given{Guid.NewGuid():n} {i}", account, more: l => { l.ExpiresOn = end; step(l); });
        await using var db = test.Open();
        var all = db.Liaisons.ToList();
        foreach (var standing in Enum.GetValues<Standing>())
        {
            var expected = all.Where(l => l.StandingOn(Today) == standing).Select(l => l.Id).Order().ToList();
            expected.ShouldNotBeEmpty();
            db.Liaisons.Standing(standing, Today).Select(l => l.Id).AsEnumerable().Order().ToList().ShouldBe(expected, standing.ToString());
        }
    }

    private static Liaison New() => new(Guid.CreateVersion7(), "NL-0001", Today.AddYears(-1), Today.AddYears(1), Now);

    private static DateOnly? Day(string? day) => day is null ? null : DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
}
