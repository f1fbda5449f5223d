using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Programs;

public sealed partial class CohortService
{
    /// <summary>Announces a draft.</summary>
    public Task<Result> PublishAsync(Actor actor, Guid id, int version) => ChangeAsync(actor, id, version, c => c.Publish());

    /// <summary>Calls the cohort off; the reason is shown to staff.</summary>
    public Task<Result> CancelAsync(Actor actor, Guid id, int version, string? reason)
    {
        var clean = Text.Clean(reason);
        return ChangeAsync(actor, id, version, c =>
            new Check().Required(clean, "Reason", "The reason").Failed is { } wrong ? wrong : c.Cancel(clean!, UtcNow));
    }

    /// <summary>Takes back a publication or a cancellation.</summary>
    public Task<Result> ReopenAsync(Actor actor, Guid id, int version) => ChangeAsync(actor, id, version, c => c.ReopenAsDraft(UtcNow));

    /// <summary>Deletes a draft for which nobody has applied, with its sessions.</summary>
    public async Task<Result> DeleteAsync(Actor actor, Guid id, int version)
    {
        if (actor.Lacks(Permission.ManageCohorts) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await db.LockCohortAsync(id) is not { } cohort) return new NotFound("The cohort");
        if (cohort.Version != version) return new Stale("The cohort");
        if (cohort.Status != CohortStatus.Draft) return new WrongCohortStatus(cohort.Status, "deleted");
        if (await db.Enrollments.CountAsync(e => e.CohortId == id) is > 0 and var count) return new HasParticipants(count);
        if (await db.SurveyWindows.AnyAsync(w => w.CohortId == id)) return new HasSurveys();
        db.Cohorts.Remove(cohort);
        return await db.CommitAsync(transaction, "The cohort");
    }

    private async Task<Result> ChangeAsync(Actor actor, Guid id, int version, Func<Cohort, Result> verb)
    {
        if (actor.Lacks(Permission.ManageCohorts) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await db.LockCohortAsync(id) is not { } cohort) return new NotFound("The cohort");
        if (cohort.Version != version) return new Stale("The cohort");
        var done = verb(cohort);
        return done.Ok ? await db.CommitAsync(transaction, "The cohort") : done;
    }
}
