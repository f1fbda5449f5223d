using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.People;
using Engagement.Core.Surveys;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.Surveys;

public class JoinServiceTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Join_TwiceAndOnAnotherDevice_IsOneResponse(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await using var db = test.Open();
        var all = await SurveyClass.AddAsync(db, Now(test), SampleSurveys.EveryKind);
        var code = all.Codes[0].Code;
        var byClass = await JoinAsync(test, all.Window.ClassCode.ToLowerInvariant(), $" {code[..4].ToLowerInvariant()}-{code[4..]} ");
        var byCard = await JoinAsync(test, null, code, "es-MX");
        byCard.Pass.ShouldBe(byClass.Pass);
        byClass.Pass.ShouldNotBeNull();
        byCard.Language.ShouldBe("en", "it goes on as it began");
        var response = (await all.ResponseAsync(db, 0))!;
        (response.Id, response.Progress, response.CodeRepaired, response.Source).ShouldBe((byClass.Pass.Value.ResponseId, Progress.Joined, false, AnswerSource.Screen));
        (await db.SurveyResponses.CountAsync()).ShouldBe(1);
        (await JoinAsync(test, null, all.Codes[1].Code, "vi", "es-MX")).Language.ShouldBe("es");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Join_OneMistypedCharacter_PutRightInItsClassOnly(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await using var db = test.Open();
        var all = await SurveyClass.AddAsync(db, Now(test), SampleSurveys.EveryKind);
        var other = await SurveyClass.AddAsync(db, Now(test), SampleSurveys.EveryKind);
        var typed = Mistyped(all.Codes[2].Code);
        (await JoinAsync(test, all.Window.ClassCode, typed)).Pass.ShouldNotBeNull();
        (await all.ResponseAsync(db, 2))!.CodeRepaired.ShouldBeTrue();
        (await ErrorAsync(test, other.Window.ClassCode, typed)).ShouldBeOfType<WrongSurveyCode>();
        (await ErrorAsync(test, null, typed)).ShouldBeOfType<WrongSurveyCode>("without a class nothing is put right");
        (await ErrorAsync(test, all.Window.ClassCode, Mistyped(typed, 4))).ShouldBeOfType<WrongSurveyCode>("two characters");
        // A second code of the class is as near: nobody can say whose it is.
        var twin = CheckedCode.OneCharacterOff(typed, 7).First(c => all.Codes.All(k => k.Code != c));
        var near = SurveyCode.ForPair(all.Cohort.Id);
        db.Entry(db.Add(near).Entity).Property(c => c.Code).CurrentValue = twin;
        await db.SaveChangesAsync();
        (await ErrorAsync(test, all.Window.ClassCode, typed)).ShouldBeOfType<WrongSurveyCode>();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Join_WrongUsedUnknownOrOfAnotherClass_AllTheSame(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await using var db = test.Open();
        var all = await SurveyClass.AddAsync(db, Now(test), SampleSurveys.EveryKind);
        var other = await SurveyClass.AddAsync(db, Now(test), SampleSurveys.EveryKind);
        var anonymous = await all.AddWindowAsync(db, Now(test), WindowKind.Feedback, w => w.Anonymous = true);
        var tickets = await SurveyClass.AddTicketsAsync(db, anonymous, 2);
        var first = await JoinAsync(test, anonymous.ClassCode, tickets[0].Code);
        (await SendAsync(test, first.Pass!.Value, Turn.Next, ("knows", "no"))).Page.ShouldBe(1);
        (await SendAsync(test, first.Pass!.Value, Turn.Next, page: 1)).Page.ShouldBeNull();
        foreach (var (classCode, code) in new (string?, string)[]
        {
            (all.Window.ClassCode, CheckedCode.New(7)), (null, CheckedCode.New(7)), (CheckedCode.New(6), all.Codes[0].Code), ("nonsense", all.Codes[0].Code), (other.Window.ClassCode, all.Codes[0].Code),
            (anonymous.ClassCode, all.Codes[0].Code), (all.Window.ClassCode, tickets[1].Code), (anonymous.ClassCode, tickets[0].Code), (null, tickets[0].Code), (anonymous.ClassCode, Mistyped(tickets[0].Code)),
        })
            (await ErrorAsync(test, classCode, code)).ShouldBe(new WrongSurveyCode(), $"{classCode} {code}");
        foreach (var typed in new[] { null, "", "ABC", "ABCD-EFGH", new string('A', 100_000) })
            (await ErrorAsync(test, all.Window.ClassCode, typed)).ShouldBe(new NotACode());
        (await JoinAsync(test, anonymous.ClassCode, Mistyped(tickets[1].Code))).Pass.ShouldNotBeNull("an unused ticket is put right");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Join_CardAlone_TheOpenWindowThatIsNotHandedIn(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await using var db = test.Open();
        var all = await SurveyClass.AddAsync(db, Now(test), SampleSurveys.EveryKind, change: c => c.Window.ClosesAt = Now(test));
        (await ErrorAsync(test, null, all.Codes[0].Code)).ShouldBe(new SurveyClosed(new(2026, 3, 2, 10, 0, 0)), "in local time");
        var later = await all.AddWindowAsync(db, Now(test), WindowKind.Post, w => w.OpensAt = Now(test).AddHours(2));
        (await ErrorAsync(test, null, all.Codes[0].Code)).ShouldBe(new SurveyAhead(new(2026, 3, 2, 12, 0, 0)));
        (await ErrorAsync(test, later.ClassCode, all.Codes[0].Code)).ShouldBe(new SurveyAhead(new(2026, 3, 2, 12, 0, 0)));
        var feedback = await all.AddWindowAsync(db, Now(test), WindowKind.Feedback);
        var joined = await JoinAsync(test, null, all.Codes[0].Code);
        joined.Pass!.Value.WindowId.ShouldBe(feedback.Id);
        test.Clock.Advance(TimeSpan.FromHours(2));
        (await JoinAsync(test, null, all.Codes[0].Code)).Pass!.Value.WindowId.ShouldBe(later.Id, "it has just opened; post without pre is fine");
        await SendAsync(test, joined.Pass.Value, Turn.Next, ("knows", "no"));
        (await SendAsync(test, joined.Pass.Value, Turn.Next, page: 1)).Page.ShouldBeNull();
        (await JoinAsync(test, null, all.Codes[0].Code)).Pass!.Value.WindowId.ShouldBe(later.Id, "the other one is handed in");
        (await JoinAsync(test, feedback.ClassCode, all.Codes[0].Code)).Pass.ShouldBeNull("handed in: thank you");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Join_MinorWithoutConsent_ThankedAndNothingKept(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await using var db = test.Open();
        var all = await SurveyClass.AddAsync(db, Now(test), SampleSurveys.EveryKind, students: 4, consentNeeded: true);
        await all.ConsentAsync(db, 0, Now(test));
        await all.ConsentAsync(db, 1, Now(test));
        (await db.Consents.SingleAsync(c => c.PersonId == all.PersonIds[1])).Withdraw(Now(test));
        db.Entry(await db.People.SingleAsync(p => p.Id == all.PersonIds[2])).Property(p => p.Age).CurrentValue = AgeBand.Adult;
        await db.SaveChangesAsync();
        var passes = new List<bool>();
        foreach (var code in all.Codes) passes.Add((await JoinAsync(test, all.Window.ClassCode, code.Code)).Pass is not null);
        passes.ShouldBe([true, false, true, false], "consented, withdrawn, of age, never asked");
        (await db.SurveyResponses.CountAsync()).ShouldBe(2);
        // To the class it looks like being done: as one who has handed in and comes again.
        var done = await JoinAsync(test, all.Window.ClassCode, all.Codes[0].Code);
        await SendAsync(test, done.Pass!.Value, Turn.Next, ("knows", "no"));
        await SendAsync(test, done.Pass!.Value, Turn.Next, page: 1);
        (await JoinAsync(test, all.Window.ClassCode, all.Codes[0].Code)).ShouldBe(await JoinAsync(test, all.Window.ClassCode, all.Codes[3].Code));
        // Without the list nobody can say whose guardian has consented.
        await db.CodeHolders.ExecuteDeleteAsync();
        (await JoinAsync(test, all.Window.ClassCode, all.Codes[2].Code)).Pass.ShouldBeNull();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Join_SurveyThatAsksNothing_IsDoneAtOnce(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await using var db = test.Open();
        var all = await SurveyClass.AddAsync(db, Now(test), new SurveyContent { Title = Words.Of("en", "Nothing") });
        (await JoinAsync(test, all.Window.ClassCode, all.Codes[0].Code)).Pass.ShouldBeNull();
        (await all.ResponseAsync(db, 0))!.Progress.ShouldBe(Progress.Done);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Join_WhileTheTicketIsHandedInElsewhere_NoSecondResponse(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await using var db = test.Open();
        var all = await SurveyClass.AddAsync(db, Now(test), SampleSurveys.Fifteen, change: c => c.Window.Anonymous = true);
        var tickets = await SurveyClass.AddTicketsAsync(db, all.Window, 30);
        await Task.WhenAll(tickets.Select(t => Task.Run(async () =>
        {
            var pass = (await JoinAsync(test, all.Window.ClassCode, t.Code)).Pass!.Value;
            await Task.WhenAll(Task.Run(() => SendAsync(test, pass, Turn.Next)), Task.Run(() => test.Get<JoinService>().JoinAsync(all.Window.ClassCode, t.Code, [])));
        })));
        (await db.SurveyResponses.CountAsync(r => r.Progress == Progress.Done && r.CodeId == null)).ShouldBe(30);
        (await db.SurveyResponses.CountAsync()).ShouldBe(30);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Join_ThirtyAtOnceEachTwice_ThirtyResponses(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await using var db = test.Open();
        var all = await SurveyClass.AddAsync(db, Now(test), SampleSurveys.EveryKind, students: 30);
        var joined = await Task.WhenAll(all.Codes.Concat(all.Codes).Select(c => Task.Run(() => JoinAsync(test, all.Window.ClassCode, c.Code))));
        joined.Select(j => j.Pass!.Value.ResponseId).Distinct().Count().ShouldBe(30);
        (await db.SurveyResponses.CountAsync()).ShouldBe(30);
    }

    internal static DateTime Now(TestDb test) => test.Clock.GetUtcNow().UtcDateTime;

    internal static async Task<Joined> JoinAsync(TestDb test, string? classCode, string? code, params string[] languages) =>
        (await test.Get<JoinService>().JoinAsync(classCode, code, languages)).OrThrow();

    internal static async Task<Turned> SendAsync(TestDb test, SurveyPass pass, Turn turn, params (string Item, string Value)[] answers) => await SendAsync(test, pass, turn, 0, answers);

    internal static async Task<Turned> SendAsync(TestDb test, SurveyPass pass, Turn turn, int page, params (string Item, string Value)[] answers) =>
        (await test.Get<TakingService>().SendAsync(pass, Sent(turn, page, answers))).OrThrow();

    internal static SentAnswers Sent(Turn turn, int page, params (string Item, string Value)[] answers) =>
        new(page, turn, name => answers.Where(a => Choices.Field(a.Item) == name).Select(a => a.Value).ToList(), []);

    private static async Task<Error> ErrorAsync(TestDb test, string? classCode, string? code) => (await test.Get<JoinService>().JoinAsync(classCode, code, [])).Error!;

    private static string Mistyped(string code, int place = 1) =>
        $"{code[..place]}{CheckedCode.Alphabet[(CheckedCode.Alphabet.IndexOf(code[place], StringComparison.Ordinal) + 5) % 29]}{code[(place + 1)..]}";
}
