using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Engagement.Core.Liaisons;
using Engagement.Tests.Builders;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.Mail;
using Engagement.Tests.People;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.Liaisons;

public class RenewalMailTests
{
    private readonly Postbox box = new();

    private static DateOnly Soon => LiaisonData.Today.AddDays(20);

    [Theory, OnSqlite, OnPostgres]
    public async Task Run_StandingEndsSoon_IsToldOnceWithTheRefreshersToCome(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider, box.Add);
        var scene = new CityScene(name: "Liaisons");
        var cohort = scene.Cohort("Refresher", LiaisonData.Today.AddDays(-7), LiaisonData.Today.AddDays(7), LiaisonData.Today.AddDays(14));
        foreach (var session in cohort.Sessions) session.Refresher = true;
        cohort.Sessions[2].CancelledAt = test.Now();
        await scene.SaveAsync(test);
        var soon = await test.AddLiaisonAsync("Ana Ruiz", more: l => l.ExpiresOn = Soon, person: p => p.Email = "ana@example.org");
        await test.AddLiaisonAsync("La Ter", more: l => l.ExpiresOn = LiaisonData.Today.AddDays(200), person: p => p.Email = "later@example.com");
        await test.AddLiaisonAsync("O Ver", more: l => l.ExpiresOn = LiaisonData.Today.AddDays(-1), person: p => p.Email = "over@example.com");
        await test.AddLiaisonAsync("End Less", more: l => l.ExpiresOn = null, person: p => p.Email = "endless@example.com");
        await test.AddLiaisonAsync("Sus Pended", more: l => { l.ExpiresOn = Soon; l.Suspend("a reason", test.Now()); }, person: p => p.Email = "suspended@example.com");

        var service = test.Get<RenewalMailService>();
        (await service.RunAsync(TestDb.Leader)).Error.ShouldBeOfType<Core.Common.Forbidden>();
        (await service.RunAsync(Actor.System)).OrThrow().ShouldBe(1);
        (await service.RunAsync(Actor.System)).OrThrow().ShouldBe(0, "twice changes nothing");
        await test.SendMailAsync();
        var letter = box.Arrived.ShouldHaveSingleItem();
        letter.To.ShouldBe("ana@example.org");
        letter.Plain.ShouldContain("Sunday, March 22, 2026");
        letter.Plain.ShouldContain(soon.Number);
        letter.Plain.ShouldContain("Monday, March 9, 2026, 6:00 PM – 7:00 PM, Liaisons site");
        letter.Plain.ShouldNotContain("March 16", customMessage: "it is cancelled");
        (letter.Subject.Contains("Ana"), letter.Headers.ContainsKey("List-Unsubscribe")).ShouldBe((false, false));
    }

    [Theory, OnSqlite]
    public async Task Send_RenewedOrResignedMeanwhile_IsNotSent(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider, box.Add);
        var renewed = await test.AddLiaisonAsync("Re Newed", more: l => l.ExpiresOn = Soon, person: p => p.Email = "renewed@example.org");
        var resigned = await test.AddLiaisonAsync("Re Signed", more: l => l.ExpiresOn = Soon, person: p => p.Email = "resigned@example.org");
        (await test.Get<RenewalMailService>().RunAsync(Actor.System)).OrThrow().ShouldBe(2);
        await using (var db = test.Open())
        {
            (await db.Liaisons.SingleAsync(l => l.Id == renewed.Id)).Renew(LiaisonData.Today, LiaisonData.Today.AddYears(1));
            (await db.Liaisons.SingleAsync(l => l.Id == resigned.Id)).Resign(test.Now()).Ok.ShouldBeTrue();
            await db.SaveChangesAsync();
        }
        await test.SendMailAsync();
        box.Arrived.ShouldBeEmpty();
    }
}
