using Engagement.Core.Data;
using Engagement.Core.Mail;
using Engagement.Core.Participation;
using Engagement.Core.People;
using Engagement.Core.Programs;
using Engagement.Tests.Builders;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.Mail;

namespace Engagement.Tests.Participation.Notices;

/// <summary>An announced cohort with three weekly sessions from Tuesday 2026-03-03, 18:00, and people whose mail arrives in a postbox.</summary>
public abstract class NoticeScene
{
    protected Postbox Box { get; } = new();

    protected CityScene City { get; private set; } = new();

    protected Cohort Cohort { get; private set; } = default!;

    protected static DateOnly Tuesday => new(2026, 3, 3);

    protected async Task<TestDb> StartAsync(DatabaseProvider provider, bool forMinors = false)
    {
        var test = await TestDb.CreateAsync(provider, Box.Add);
        City = new CityScene(forMinors);
        Cohort = City.Cohort("Spring class", Tuesday, Tuesday.AddDays(7), Tuesday.AddDays(14));
        await City.SaveAsync(test);
        return test;
    }

    /// <summary>Somebody with an address; a minor's is a guardian's.</summary>
    protected static Person Somebody(string name, string? email, bool minor = false, string language = "en")
    {
        var person = new Person(name, "Byron") { Age = minor ? AgeBand.From11To13 : AgeBand.Adult, Language = language };
        if (minor) person.AddGuardian("A guardian", "mother", email, null);
        else person.Email = email;
        return person;
    }

    protected async Task<EnrollOutcome> EnrollAsync(TestDb test, params Person[] people)
    {
        await test.AddAsync([.. people]);
        return (await test.Get<EnrollmentService>().EnrollManyAsync(TestDb.Coordinator, Cohort.Id, [.. people.Select(p => p.Id)])).OrThrow();
    }

    /// <summary>Sends and returns what arrived just now.</summary>
    protected async Task<IReadOnlyList<Postbox.Letter>> SentAsync(TestDb test)
    {
        var before = Box.Arrived.Count;
        await test.SendMailAsync();
        return [.. Box.Arrived.Skip(before)];
    }

    /// <summary>When a calendar says that something is, on its wall clock.</summary>
    protected static IReadOnlyList<string> Times(Ical.Net.Calendar calendar) =>
        [.. calendar.GetOccurrences().Select(o => o.Period.StartTime.Value).Order().Select(t => t.ToString("yyyy-MM-dd HH:mm", null))];

    protected static Ical.Net.Calendar Calendar(Postbox.Letter letter) => Ical.Net.Calendar.Load(letter.Calendar.ShouldNotBeNull()).ShouldNotBeNull();
}
