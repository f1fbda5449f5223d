using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Mail;
using Engagement.Core.Participation;
using Engagement.Core.People;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.People;

public class MergeTests
{
    /// <summary>Everything about people as text, versions aside: what an undo must bring back.</summary>
    private static async Task<string> PictureAsync(TestDb test)
    {
        await using var db = test.Open();
        var lines = new List<string>();
        foreach (var p in await db.People.Include(p => p.Guardians).OrderBy(p => p.Id).ToListAsync())
            lines.Add($"{p.Id} {p.GivenName}|{p.FamilyName}|{p.NameAsPrinted}|{p.Email}|{p.Phone}|{p.Zip}|{p.Age}|{p.SearchText}|{p.SortName}|{p.MergedIntoId}|{string.Join(';', p.Guardians.OrderBy(g => g.Id).Select(g => g.Id))}");
        lines.AddRange((await db.Enrollments.OrderBy(e => e.Id).ToListAsync()).Select(e => $"{e.Id} {e.PersonId} {e.Stage} {e.Seat}"));
        lines.AddRange((await db.Consents.OrderBy(e => e.Id).ToListAsync()).Select(c => $"{c.Id} {c.PersonId} {c.SignedBy} {c.WithdrawnAt}"));
        lines.AddRange((await db.MailPeople.OrderBy(m => m.MailId).ThenBy(m => m.PersonId).ToListAsync()).Select(m => $"{m.MailId} {m.PersonId}"));
        lines.AddRange((await db.PersonNotes.OrderBy(e => e.Id).ToListAsync()).Select(n => $"{n.Id} {n.PersonId} {n.Text}"));
        return string.Join('\n', lines);
    }

    private static async Task<(Guid Kept, Guid Removed)> TwoAsync(TestDb test)
    {
        var kept = await test.AddPersonAsync("Ana", "Ruiz", p => p.Zip = "19107");
        var removed = await test.AddPersonAsync("Anna", "Ruiz", p =>
        {
            p.Email = "ana@example.org";
            p.Zip = "19104";
            p.Guardians.Add(new GuardianInput { Name = "Rosa Ruiz", Email = "rosa@example.org" });
        });
        var (both, own) = (await test.AddCohortAsync("Both"), await test.AddCohortAsync("Own"));
        await test.EnrollAsync(both, kept, Stage.Enrolled, 1);
        await test.EnrollAsync(both, removed, Stage.Waitlisted);
        await test.EnrollAsync(own, removed, Stage.Completed, 1);
        (await test.Get<ConsentService>().RecordAsync(TestDb.Coordinator, removed, [ConsentPurpose.Photo], new SignatureInput { SignedBy = "Anna Ruiz", Relation = "self", SignedOn = new(2026, 2, 1) })).Ok.ShouldBeTrue();
        (await test.Get<NoteService>().AddAsync(TestDb.Coordinator, removed, "A note", restricted: false)).Ok.ShouldBeTrue();
        await using var db = test.Open();
        await db.QueueMailsAsync([
            new MailOrder(MailKind.Announcement, Guid.NewGuid(), "ana@example.org") { People = [removed] },
            new MailOrder(MailKind.Announcement, Guid.NewGuid(), "rosa@example.org") { People = [removed, kept] },
        ]);
        await db.SaveChangesAsync();
        return (kept, removed);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task MergeAndUndo_EverythingMoves_AndComesBackExactly(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (kept, removed) = await TwoAsync(test);
        var before = await PictureAsync(test);
        var merges = test.Get<MergeService>();
        var merge = (await merges.MergeAsync(TestDb.Coordinator, kept, removed, [nameof(Person.Email)])).OrThrow();

        var person = (await test.Get<PersonService>().GetAsync(TestDb.Coordinator, kept)).OrThrow();
        (person.GivenName, person.Email, person.Zip, person.Guardians.Count).ShouldBe(("Ana", "ana@example.org", "19107", 1));
        var history = (await test.Get<HistoryService>().GetAsync(TestDb.Coordinator, kept)).OrThrow();
        history.Cohorts.Select(c => (c.Cohort, c.Stage)).ShouldBe([("Both", Stage.Enrolled), ("Own", Stage.Completed)], ignoreOrder: true);
        (await test.Get<ConsentService>().OfPersonAsync(TestDb.Coordinator, kept)).OrThrow().Held.ShouldBe([ConsentPurpose.Photo]);
        (await test.Get<NoteService>().ListAsync(TestDb.Coordinator, kept)).OrThrow().Count.ShouldBe(1);
        (await test.Get<OutboxService>().ListAsync(TestDb.Coordinator, new MailFilter(PersonId: kept), new PageRequest())).OrThrow().Total.ShouldBe(2);
        var found = (await test.Get<PersonService>().ListAsync(TestDb.Coordinator, new PageRequest(Search: "rosa@example.org"))).OrThrow();
        found.Items.Select(p => p.Id).ShouldBe([kept]);
        (await merges.OfAsync(TestDb.Coordinator, kept)).OrThrow().Select(m => (m.Id, m.RemovedId)).ShouldBe([(merge, removed)]);

        (await merges.UndoAsync(TestDb.Coordinator, merge)).Error.ShouldBeNull();
        (await PictureAsync(test)).ShouldBe(before);
        (await merges.UndoAsync(TestDb.Coordinator, merge)).Error.ShouldBeOfType<MergeProblem>();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Merge_BothHaveASeatInOneCohort_IsRefusedAndChangesNothing(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (a, b) = (await test.AddPersonAsync("Ana", "Ruiz"), await test.AddPersonAsync("Ana", "Ruiz"));
        var cohort = await test.AddCohortAsync("Spring");
        await test.EnrollAsync(cohort, a, Stage.Enrolled, 1);
        await test.EnrollAsync(cohort, b, Stage.Enrolled, 2);
        var before = await PictureAsync(test);
        (await test.Get<MergeService>().MergeAsync(TestDb.Coordinator, a, b, [])).Error.ShouldBeOfType<MergeProblem>().Message.ShouldContain("“Spring”");
        (await PictureAsync(test)).ShouldBe(before);
    }

    [Theory, OnSqlite]
    public async Task Merge_OtherIsStrongerInACohort_SaysToKeepTheOther(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (a, b) = (await test.AddPersonAsync("Ana", "Ruiz"), await test.AddPersonAsync("Anna", "Ruiz"));
        var cohort = await test.AddCohortAsync("Spring");
        await test.EnrollAsync(cohort, a, Stage.Withdrawn);
        await test.EnrollAsync(cohort, b, Stage.Enrolled, 1);
        (await test.Get<MergeService>().MergeAsync(TestDb.Coordinator, a, b, [])).Error.ShouldBeOfType<MergeProblem>().Message.ShouldContain("Keep the other record");
        (await test.Get<MergeService>().MergeAsync(TestDb.Coordinator, b, a, [])).Ok.ShouldBeTrue();
    }

    [Theory, OnSqlite]
    public async Task Undo_ValueChangedByHandAfterTheMerge_IsKept(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (kept, removed) = await TwoAsync(test);
        var merge = (await test.Get<MergeService>().MergeAsync(TestDb.Coordinator, kept, removed, [nameof(Person.Email), nameof(Person.Zip)])).OrThrow();
        var input = PersonInput.Of((await test.Get<PersonService>().GetAsync(TestDb.Coordinator, kept)).OrThrow());
        input.Zip = "19999";
        (await test.Get<PersonService>().UpdateAsync(TestDb.Coordinator, kept, input)).Ok.ShouldBeTrue();
        (await test.Get<MergeService>().UndoAsync(TestDb.Coordinator, merge)).Ok.ShouldBeTrue();
        var person = (await test.Get<PersonService>().GetAsync(TestDb.Coordinator, kept)).OrThrow();
        (person.Email, person.Zip).ShouldBe((null, "19999"));
    }

    [Theory, OnSqlite]
    public async Task Duplicates_SetApartOrMerged_AreNotProposedAgain(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var (a, b) = (await test.AddPersonAsync("Ana", "Ruiz"), await test.AddPersonAsync("Ruiz", "Ana"));
        var duplicates = test.Get<DuplicateService>();
        (await duplicates.ListAsync(TestDb.Coordinator, new PageRequest())).OrThrow().Items.ShouldHaveSingleItem();
        (await duplicates.SetApartAsync(TestDb.Coordinator, b, a)).Ok.ShouldBeTrue();
        (await duplicates.SetApartAsync(TestDb.Coordinator, a, b)).Ok.ShouldBeTrue();
        (await duplicates.ListAsync(TestDb.Coordinator, new PageRequest())).OrThrow().Total.ShouldBe(0);
    }
}
