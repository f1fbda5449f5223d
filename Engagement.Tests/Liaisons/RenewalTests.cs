using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Liaisons;
using Engagement.Core.Participation;
using Engagement.Core.Programs;
using Engagement.Core.Reports;
using Engagement.Tests.Builders;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.People;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.Liaisons;

public class RenewalTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Run_AttendanceAtARefresher_MovesTheEndOnce(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var yesterday = LiaisonData.Today.AddDays(-1);
        var scene = new CityScene(name: "Liaisons");
        (scene.Program.Grants, scene.Program.LiaisonMonths) = (Grants.CertificateAndLiaisonAccount, 12);
        var cohort = scene.Cohort("Refresher", yesterday, yesterday.AddDays(7));
        foreach (var session in cohort.Sessions) session.Refresher = true;
        await scene.SaveAsync(test);

        var came = await test.AddLiaisonAsync("Ca Me", more: l => l.ExpiresOn = LiaisonData.Today.AddDays(-30));
        var missed = await test.AddLiaisonAsync("Mis Sed", more: l => l.ExpiresOn = LiaisonData.Today.AddDays(30));
        var endless = await test.AddLiaisonAsync("End Less", more: l => l.ExpiresOn = null);
        var resigned = await test.AddLiaisonAsync("Re Signed", more: l => l.Resign(test.Now().AddDays(-60)));
        foreach (var (liaison, mark, i) in new[] { (came, AttendanceMark.Late, 1), (missed, AttendanceMark.Absent, 2), (endless, AttendanceMark.Present, 3), (resigned, AttendanceMark.Present, 4) })
        {
            var enrollment = await test.EnrollAsync(cohort, liaison.PersonId, Stage.Enrolled, seat: i);
            await test.AddAsync(new Attendance(cohort.Sessions[0].Id, enrollment.Id, mark, null, MarkSource.Staff, "Test", test.Now()));
            // A mark in advance for a session that is still to come counts for nothing yet.
            await test.AddAsync(new Attendance(cohort.Sessions[1].Id, enrollment.Id, AttendanceMark.Present, null, MarkSource.Staff, "Test", test.Now()));
        }
        var renewals = test.Get<RenewalService>();
        (await renewals.RunAsync(TestDb.Leader)).Error.ShouldBeOfType<Forbidden>();
        (await renewals.RunAsync(Actor.System)).OrThrow().ShouldBe(2);
        (await renewals.RunAsync(Actor.System)).OrThrow().ShouldBe(0);
        await using var db = test.Open();
        var now = await db.Liaisons.ToDictionaryAsync(l => l.Id);
        (now[came.Id].ExpiresOn, now[came.Id].TrainedOn, now[came.Id].StandingOn(LiaisonData.Today)).ShouldBe((yesterday.AddMonths(12), yesterday, Standing.Active));
        now[missed.Id].ExpiresOn.ShouldBe(LiaisonData.Today.AddDays(30));
        (now[endless.Id].ExpiresOn, now[endless.Id].TrainedOn).ShouldBe((null, yesterday));
        now[resigned.Id].ResignedAt.ShouldNotBeNull();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task RunningOut_WithinSixtyDays_IsOnTheListAndOnToday(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        foreach (var (name, days) in new[] { ("Yester Day", -1), ("To Day", 0), ("Sixty Days", 60), ("Sixty One", 61) })
            await test.AddLiaisonAsync(name, more: l => l.ExpiresOn = LiaisonData.Today.AddDays(days));
        await test.AddLiaisonAsync("Is Suspended", more: l => { l.ExpiresOn = LiaisonData.Today; l.Suspend("why", test.Now()); });
        var list = (await test.Get<LiaisonRollService>().ListAsync(TestDb.Coordinator, new RollFilter(Show: RollShow.Ending, Days: RenewalService.SoonDays), new PageRequest(Sort: "ends"))).OrThrow();
        list.Items.Select(r => r.Name).ShouldBe(["To Day", "Sixty Days"]);
        (await test.Get<TodayService>().ShowAsync(TestDb.Leader)).OrThrow().LiaisonsEnding.ShouldBe(2);
        var mine = await test.AddLiaisonAsync("My Self", more: l => l.ExpiresOn = LiaisonData.Today.AddDays(20));
        (await test.Get<MyLiaisonService>().GetAsync(mine.Actor())).OrThrow().EndsSoon.ShouldBeTrue();
    }
}
