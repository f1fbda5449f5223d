using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.People;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Liaisons;

/// <summary>Lets accounts of liaisons stand and fall with their standing.</summary>
public sealed class LiaisonCredentials(TimeProvider clock) : ICredentials
{
    /// <inheritdoc />
    public async Task<Hold> HoldAsync(EngagementDb db, Guid userId)
    {
        var liaison = await db.Liaisons.AsNoTracking().SingleOrDefaultAsync(l => l.UserId == userId);
        switch (liaison?.StandingOn(await db.OfficeTodayAsync(clock)))
        {
            case Standing.Expired: return Hold.Ended;
            case Standing.Active: break;
            default: return Hold.Out;
        }
        return liaison.ConductVersion >= await ConductService.CurrentAsync(db) ? Hold.None : Hold.Conduct;
    }

    /// <inheritdoc />
    public Task<bool> OwnsAsync(EngagementDb db, Guid userId) => db.Liaisons.AnyAsync(l => l.UserId == userId);

    /// <inheritdoc />
    public async Task<Result> JoinAsync(EngagementDb db, Guid holderId, Guid userId)
    {
        var liaison = await db.Liaisons.SingleOrDefaultAsync(l => l.Id == holderId);
        // An invitation that came too late: the standing has ended meanwhile.
        if (liaison is null || !liaison.MayJoinOn(await db.OfficeTodayAsync(clock))) return new LinkNotValid();
        return liaison.Join(userId, clock.GetUtcNow().UtcDateTime);
    }
}
