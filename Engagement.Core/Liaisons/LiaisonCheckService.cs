using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.People;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Liaisons;

/// <summary>What anyone may know of a card's code.</summary>
public enum CardVerdict
{
    /// <summary>The code is mistyped: its check character is wrong.</summary>
    Mistyped,

    /// <summary>No card has this code, or a newer card has taken its place.</summary>
    Unknown,

    /// <summary>The number belongs to an active liaison.</summary>
    Active,

    /// <summary>The number is no active liaison's now.</summary>
    NotActive,
}

/// <summary>The answer about a card. <paramref name="Number"/> is empty where no card is known.</summary>
public sealed record CardAnswer(CardVerdict Verdict, string Number = "");

/// <summary>Tells anyone at the door whether a liaison's card counts.</summary>
public sealed class LiaisonCheckService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock)
{
    /// <summary>
    /// The answer for the code of a card, as it was scanned or typed. Codes are random, so that nobody learns from running numbers
    /// how many liaisons there are, or makes a card for a number that exists.
    /// </summary>
    [AnyoneMay("Whoever is shown a card may ask; it tells the number that is on the card and whether it counts, and no name.")]
    public async Task<CardAnswer> CheckAsync(string? typed)
    {
        if (CheckedCode.Read(typed) is not { } code) return new CardAnswer(CardVerdict.Mistyped);
        await using var db = await dbs.OpenAsync(Actor.Anyone);
        var today = await db.OfficeTodayAsync(clock);
        return await db.Liaisons.AsNoTracking().SingleOrDefaultAsync(l => l.Code == code) is { } found
            ? new CardAnswer(found.StandingOn(today) == Standing.Active ? CardVerdict.Active : CardVerdict.NotActive, found.Number)
            : new CardAnswer(CardVerdict.Unknown);
    }
}
