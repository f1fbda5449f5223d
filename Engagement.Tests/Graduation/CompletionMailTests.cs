using Engagement.Core.Data;
using Engagement.Core.Graduation;
using Engagement.Core.Mail;
using Engagement.Core.People;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Engagement.Tests.Graduation;

public class CompletionMailTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Graduate_Cohort_SendsTheLinkAndByTheSettingThePdf(DatabaseProvider provider)
    {
        var box = new Postbox();
        await using var test = await TestDb.CreateAsync(provider, s =>
        {
            box.Add(s);
            s.AddSingleton(new MailSettings { From = "office@example.org", AttachCertificates = true });
        });
        await using var db = test.Open();
        var room = await Classroom.AddAsync(db, test.Clock.GetUtcNow().UtcDateTime, "Ana Byron:3", "Bob Never:0");
        await db.People.Where(p => p.Id == room.PersonIds[0]).ExecuteUpdateAsync(s => s.SetProperty(p => p.Email, "ana@example.org"));
        var rehearsal = (await test.Get<GraduationService>().RehearseAsync(TestDb.Coordinator, room.CohortId)).OrThrow();
        (await test.Get<GraduationService>().GraduateAsync(TestDb.Coordinator, room.CohortId, rehearsal.Fingerprint)).Ok.ShouldBeTrue();
        await test.SendMailAsync();
        var letter = box.Arrived.ShouldHaveSingleItem();
        (letter.To, letter.Subject).ShouldBe(("ana@example.org", "Citizens Academy: completed"));
        letter.Html.ShouldContain("https://programs.example.org/verify/");
        letter.Files.ShouldHaveSingleItem().ShouldEndWith(".pdf");
    }
}
