using Engagement.Core.Data;
using Engagement.Core.People;

namespace Engagement.Core.Liaisons;

/// <summary>Where a liaison stands. Computed from the dates and the clock, never stored.</summary>
public enum Standing
{
    /// <summary>Trained; has not made the account yet.</summary>
    Invited,

    /// <summary>Signs in and enters requests; a youth liaison does so through the adult who is named.</summary>
    Active,

    /// <summary>Stopped for a reason; the record stays.</summary>
    Suspended,

    /// <summary>The time after training or renewal is over.</summary>
    Expired,

    /// <summary>Has given it up.</summary>
    Resigned,
}

/// <summary>The same rule as <see cref="Liaison.StandingOn"/>, for the database.</summary>
internal static class Standings
{
    /// <summary>Liaisons of one standing on a day.</summary>
    public static IQueryable<Liaison> Standing(this IQueryable<Liaison> all, Standing standing, DateOnly day) => standing switch
    {
        Liaisons.Standing.Resigned => all.Where(l => l.ResignedAt != null),
        Liaisons.Standing.Suspended => all.Where(l => l.ResignedAt == null && l.SuspendedAt != null),
        Liaisons.Standing.Expired => all.Going().Where(l => l.ExpiresOn < day),
        Liaisons.Standing.Invited => all.Going().Where(l => (l.ExpiresOn == null || l.ExpiresOn >= day) && l.UserId == null && l.AdultId == null),
        _ => all.Active(day),
    };

    /// <summary>Liaisons who may enter requests on a day.</summary>
    public static IQueryable<Liaison> Active(this IQueryable<Liaison> all, DateOnly day) =>
        all.Going().Where(l => (l.ExpiresOn == null || l.ExpiresOn >= day) && (l.UserId != null || l.AdultId != null));

    /// <summary>Adults who may make themselves an account on a day and have none: those who are invited or could be, and youth liaisons who have come of age.</summary>
    public static IQueryable<Liaison> WithoutAccount(this EngagementDb db, DateOnly day) => db.Liaisons.Going()
        .Where(l => l.UserId == null && (l.ExpiresOn == null || l.ExpiresOn >= day) && db.LivePeople.Any(p => p.Id == l.PersonId && p.Age == AgeBand.Adult));

    /// <summary>Whose time runs out from a day on, within <paramref name="days"/> days; what reminders are for.</summary>
    public static IQueryable<Liaison> RunningOut(this IQueryable<Liaison> all, DateOnly day, int days)
    {
        var last = day.AddDays(days);
        return all.Going().Where(l => l.ExpiresOn >= day && l.ExpiresOn <= last);
    }

    private static IQueryable<Liaison> Going(this IQueryable<Liaison> all) => all.Where(l => l.ResignedAt == null && l.SuspendedAt == null);
}
