using Engagement.Core.Common;

namespace Engagement.Core.Liaisons;

public sealed partial class Liaison
{
    /// <summary>True while an account may be made on a day.</summary>
    public bool MayJoinOn(DateOnly day) => UserId is null && StandingOn(day) is (Standing.Invited or Standing.Active);

    /// <summary>Comes on board with an account of their own; a youth liaison who has come of age leaves the adult's name.</summary>
    public Result Join(Guid userId, DateTime utcNow)
    {
        if (UserId is not null) return new HasAccount(Number);
        if (ResignedAt is not null || SuspendedAt is not null) return new StandingForbids(Number, ResignedAt is null ? "suspended" : "resigned");
        (UserId, ActivatedAt, AdultId) = (userId, utcNow, null);
        return Result.Success;
    }

    /// <summary>Puts a youth liaison under the name of an adult with an account.</summary>
    public Result PutUnder(Guid adultId)
    {
        if (UserId is not null) return new HasAccount(Number);
        AdultId = adultId;
        return Result.Success;
    }

    /// <summary>Stops it for a reason; the record stays as it is.</summary>
    public Result Suspend(string reason, DateTime utcNow)
    {
        if (ResignedAt is not null || SuspendedAt is not null) return new StandingForbids(Number, ResignedAt is null ? "suspended already" : "resigned");
        (SuspendedAt, SuspendReason) = (utcNow, reason);
        return Result.Success;
    }

    /// <summary>Ends a suspension.</summary>
    public Result Reinstate()
    {
        if (SuspendedAt is null) return new StandingForbids(Number, "not suspended");
        (SuspendedAt, SuspendReason) = (null, null);
        return Result.Success;
    }

    /// <summary>Gives it up.</summary>
    public Result Resign(DateTime utcNow)
    {
        if (ResignedAt is not null) return new StandingForbids(Number, "resigned already");
        ResignedAt = utcNow;
        return Result.Success;
    }

    /// <summary>Comes back after having given it up.</summary>
    public Result Return()
    {
        if (ResignedAt is null) return new StandingForbids(Number, "not resigned");
        ResignedAt = null;
        return Result.Success;
    }

    /// <summary>
    /// A training or refresher on a day moves the end of the standing; never to an earlier day than it has. A suspension stays;
    /// who had given it up and was trained anew is back.
    /// </summary>
    public void Renew(DateOnly day, DateOnly? expiresOn)
    {
        if (ResignedAt is { } left && DateOnly.FromDateTime(left) <= day) ResignedAt = null;
        ExpiresOn = Later(ExpiresOn, expiresOn);
        if (day > TrainedOn) TrainedOn = day;
    }

    /// <summary>The end of the standing that a training would lead to.</summary>
    public DateOnly? EndAfter(DateOnly? expiresOn) => Later(ExpiresOn, expiresOn);

    /// <summary>Accepts a version of the code of conduct.</summary>
    public void AcceptConduct(int version, DateTime utcNow) => (ConductVersion, ConductAcceptedAt) = (version, utcNow);

    /// <summary>Was asked whether all is well.</summary>
    public void Nudge(DateTime utcNow) => NudgedAt = utcNow;

    /// <summary>Chooses how changes of requests are told.</summary>
    public void WantNews(bool atOnce) => NewsAtOnce = atOnce;

    /// <summary>Takes over the areas that are served: each once, in the order of their names.</summary>
    public void Serve(IEnumerable<string> names)
    {
        var wanted = names.DistinctBy(n => n.ToUpperInvariant()).ToList();
        areas.RemoveAll(a => !wanted.Contains(a.Area));
        areas.AddRange(wanted.Where(n => areas.TrueForAll(a => a.Area != n)).Select(n => new LiaisonArea(Id, n)));
    }

    /// <summary>A new card: the code on the old one does not count any more.</summary>
    public void RenewCard() => Code = CheckedCode.New(10);

    /// <summary>Takes out what is personal; number, dates and counts stay.</summary>
    internal void Forget(string gone, DateTime utcNow)
    {
        if (ExceptionReason is not null) ExceptionReason = gone;
        if (SuspendReason is not null) SuspendReason = gone;
        (UserId, AdultId) = (null, null);
        ResignedAt ??= utcNow;
        areas.Clear();
        RenewCard();
    }

    private static DateOnly? Later(DateOnly? one, DateOnly? other) => one is null || other is null ? null : one > other ? one : other;
}
