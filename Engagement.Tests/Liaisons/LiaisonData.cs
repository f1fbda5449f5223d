using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Engagement.Core.Liaisons;
using Engagement.Core.People;
using Engagement.Core.ServiceRequests;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Engagement.Tests.Liaisons;

/// <summary>Liaisons as tests need them, made directly.</summary>
internal static class LiaisonData
{
    private static int numbers = 100;

    /// <summary>The day of the fake clock.</summary>
    public static DateOnly Today { get; } = new(2026, 3, 2);

    /// <summary>A liaison called "Given Family" and what else is said; with an account when <paramref name="account"/>. Trained a year ago, until a year from now.</summary>
    public static async Task<Liaison> AddLiaisonAsync(this TestDb test, string name, bool account = true, string[]? areas = null, Action<Liaison>? more = null, Action<Person>? person = null)
    {
        await using var db = test.Open();
        var liaison = Add(db, name, test.Now(), account ? NewUser(name) : null, areas, more, person);
        await db.SaveChangesAsync();
        return liaison;
    }

    /// <summary>An active liaison on a running application, who has accepted the code of conduct; signs in with <see cref="WebApp.Password"/>.</summary>
    public static async Task<(Liaison Liaison, User User)> AddLiaisonAsync(this WebApp app, string name = "Lia Ison", string email = "liaison@example.org", bool conduct = true, Action<Liaison>? more = null)
    {
        var user = await app.AddUserAsync(Permissions.Liaison, email);
        await using var db = app.Services.GetRequiredService<IDbContextFactory<EngagementDb>>().CreateDbContext();
        var liaison = Add(db, name, DateTime.UtcNow, user, ["Fishtown", "19125"], l =>
        {
            if (conduct) l.AcceptConduct(1, DateTime.UtcNow);
            more?.Invoke(l);
        }, null, attached: true);
        await db.SaveChangesAsync();
        return (liaison, user);
    }

    public static Actor Actor(this Liaison liaison) => Core.Accounts.Actor.User(liaison.UserId!.Value, "A liaison", [Permissions.Liaison]);

    /// <summary>Requests of a liaison with these statuses, entered so many days ago.</summary>
    public static async Task AddRequestsAsync(this TestDb test, Liaison liaison, int daysAgo, params RequestStatus[] statuses)
    {
        await using var db = test.Open();
        if (await db.ServiceTypes.FirstOrDefaultAsync() is not { } service)
        {
            var department = new Core.Programs.Department("Streets");
            service = new ServiceType("SR-1", "Street light outage", department.Id);
            db.AddRange(department, service);
        }
        db.AddRange(statuses.Select(s => new ServiceRequest(service.Id, RequestSource.Liaison, test.Now().AddDays(-daysAgo))
        {
            Number = $"26-{Interlocked.Increment(ref numbers):000000}",
            LiaisonId = liaison.Id,
            Status = s,
            ContactName = "Zorblatt Contact",
        }));
        await db.SaveChangesAsync();
    }

    private static Liaison Add(EngagementDb db, string name, DateTime now, User? user, string[]? areas, Action<Liaison>? more, Action<Person>? describe, bool attached = false)
    {
        var person = new Person(name.Split(' ')[0], name.Split(' ')[^1]) { Email = user?.Email, CreatedAt = now };
        describe?.Invoke(person);
        person.Refold();
        var day = DateOnly.FromDateTime(now);
        var liaison = new Liaison(person.Id, $"NL-{Interlocked.Increment(ref numbers):0000}", day.AddYears(-1), day.AddYears(1), now.AddYears(-1));
        if (user is not null)
        {
            if (!attached) db.AddRange(user, new Microsoft.AspNetCore.Identity.IdentityUserRole<Guid> { UserId = user.Id, RoleId = RoleRows.IdOf(Permissions.Liaison) });
            liaison.Join(user.Id, now.AddMonths(-11)).Ok.ShouldBeTrue();
        }
        liaison.Serve(areas ?? []);
        more?.Invoke(liaison);
        db.AddRange(person, liaison);
        return liaison;
    }

    internal static User NewUser(string name)
    {
        var email = $"{name.Replace(' ', '.').ToLowerInvariant()}@example.org";
        var normal = AccountWriting.Normal(email);
        return new User { DisplayName = name, Email = email, UserName = email, NormalizedEmail = normal, NormalizedUserName = normal, EmailConfirmed = true };
    }
}
