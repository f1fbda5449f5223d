using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Accounts;

/// <summary>Which lines are wanted; null means all.</summary>
/// <param name="From">Not before (UTC).</param>
/// <param name="Until">Before (UTC).</param>
/// <param name="Actor">Part of the actor's name.</param>
/// <param name="Kind">Kind of row, exactly.</param>
public sealed record AuditFilter(DateTime? From = null, DateTime? Until = null, string? Actor = null, string? Kind = null);

/// <summary>A line as it is shown.</summary>
public sealed record AuditRow(long Id, DateTime At, string ActorName, Guid Subject, string Kind, string Action, string? Changes);

/// <summary>Reads the audit trail.</summary>
public sealed class AuditService(IDbContextFactory<EngagementDb> dbs)
{
    // Who may change a thing may read what happened to it. Kinds that are not here need the right to the whole trail.
    private static readonly Dictionary<string, Permission> ReadBy = new()
    {
        ["User"] = Permission.ManageUsers,
        ["Invitation"] = Permission.ManageUsers,
        ["Person"] = Permission.ManagePeople,
        ["Guardian"] = Permission.ManagePeople,
        ["Consent"] = Permission.ManagePeople,
        ["PersonNote"] = Permission.ReadRestrictedNotes,
        ["ConsentText"] = Permission.ManagePeople,
        ["Enrollment"] = Permission.ManageEnrollments,
        ["Attendance"] = Permission.TakeAttendance,
        ["Certificate"] = Permission.IssueCertificates,
        ["Liaison"] = Permission.ManageLiaisons,
        ["ConductText"] = Permission.ManageLiaisons,
        ["Boundaries"] = Permission.ManageWorkSystems,
        ["Cohort"] = Permission.ManageCohorts,
        ["Session"] = Permission.ManageCohorts,
        ["Program"] = Permission.ManagePrograms,
        ["Site"] = Permission.ManagePrograms,
        ["Room"] = Permission.ManagePrograms,
        ["Closure"] = Permission.ManagePrograms,
        ["Department"] = Permission.ManagePrograms,
        ["Partner"] = Permission.ManagePrograms,
        ["Presenter"] = Permission.ManagePrograms,
        ["OutgoingMail"] = Permission.ManageMail,
        ["MailTemplate"] = Permission.ManageMail,
        ["AddressBlock"] = Permission.ManageMail,
        ["Survey"] = Permission.ManageSurveys,
        ["SurveyVersion"] = Permission.ManageSurveys,
        ["OfficeSettings"] = Permission.ManageSettings,
    };

    /// <summary>The whole trail, newest first.</summary>
    public async Task<Result<Page<AuditRow>>> ListAsync(Actor actor, AuditFilter filter, PageRequest page)
    {
        if (actor.Lacks(Permission.ReadAudit) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var lines = db.Audit.AsNoTracking();
        if (filter.From is { } from) lines = lines.Where(a => a.At >= from);
        if (filter.Until is { } until) lines = lines.Where(a => a.At < until);
        if (!string.IsNullOrEmpty(filter.Kind)) lines = lines.Where(a => a.Kind == filter.Kind);
#pragma warning disable MA0011 // becomes SQL, which has no cultures
        if (Text.Clean(filter.Actor)?.ToUpperInvariant() is { } name) lines = lines.Where(a => a.ActorName.ToUpper().Contains(name));
#pragma warning restore MA0011
        return await PageOfAsync(lines, page);
    }

    /// <summary>What happened to one thing, newest first, as far as the actor may manage what each line is about.</summary>
    public async Task<Result<Page<AuditRow>>> OfAsync(Actor actor, Guid subject, PageRequest page)
    {
        var kinds = ReadBy.Where(k => actor.May(k.Value)).Select(k => k.Key).ToList();
        var all = actor.May(Permission.ReadAudit);
        if (!all && kinds.Count == 0) return new Forbidden();
        await using var db = await dbs.OpenAsync(actor);
        var lines = db.Audit.AsNoTracking().Where(a => a.Subject == subject);
        return await PageOfAsync(all ? lines : lines.Where(a => kinds.Contains(a.Kind)), page);
    }

    /// <summary>The kinds that occur, for a filter.</summary>
    public async Task<Result<List<string>>> KindsAsync(Actor actor)
    {
        if (actor.Lacks(Permission.ReadAudit) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        return await db.Audit.Select(a => a.Kind).Distinct().OrderBy(k => k).ToListAsync();
    }

    private static async Task<Page<AuditRow>> PageOfAsync(IQueryable<AuditEntry> lines, PageRequest page)
    {
        var rows = await lines.OrderByDescending(a => a.Id).Skip(page.Skip).Take(page.Take)
            .Select(a => new AuditRow(a.Id, a.At, a.ActorName, a.Subject, a.Kind, a.Action, a.Changes)).ToListAsync();
        return new Page<AuditRow>(rows, await lines.CountAsync());
    }
}
