using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Programs;

/// <summary>The programs: listed, made, changed, and deleted while no cohort needs them.</summary>
public sealed class ProgramService(IDbContextFactory<EngagementDb> dbs)
{
    private const string What = "The program";

    /// <summary>A page of programs, active ones first.</summary>
    public async Task<Result<Page<ProgramRow>>> ListAsync(Actor actor, PageRequest request)
    {
        if (actor.Lacks(Permission.ReadCohorts) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        return await db.Programs.Matching(request.Search, p => p.Name, p => p.Description)
            .OrderByDescending(p => p.Active).ThenByText(p => p.Name).ThenBy(p => p.Id)
            .Select(p => new ProgramRow(p.Id, p.Name, p.Slug, p.ForMinors, p.DefaultSessions, p.DefaultMinutes, p.Grants, p.Color, p.Active,
                db.Cohorts.Count(c => c.ProgramId == p.Id)))
            .PageAsync(request);
    }

    /// <summary>A program as its form shows it.</summary>
    public async Task<Result<ProgramInput>> GetAsync(Actor actor, Guid id)
    {
        if (actor.Lacks(Permission.ManagePrograms) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        return await db.Programs.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id) is { } program ? Filled(program) : new NotFound(What);
    }

    /// <summary>Makes a program and answers its id.</summary>
    public async Task<Result<Guid>> CreateAsync(Actor actor, ProgramInput input)
    {
        if (actor.Lacks(Permission.ManagePrograms) is { } no) return no;
        if (input.Problems() is { } problems) return problems;
        await using var db = await dbs.OpenAsync(actor);
        var program = new Program("", "");
        Fill(program, input);
        if (await TakenAsync(db, program) is { } taken) return taken;
        db.Add(program);
        return await db.TrySaveAsync(What, SlugTaken) is { } error ? error : program.Id;
    }

    /// <summary>Changes a program; certificates that were issued before keep their text.</summary>
    public async Task<Result> UpdateAsync(Actor actor, Guid id, ProgramInput input)
    {
        if (actor.Lacks(Permission.ManagePrograms) is { } no) return no;
        if (input.Problems() is { } problems) return problems;
        await using var db = await dbs.OpenAsync(actor);
        if (await db.Programs.FirstOrDefaultAsync(p => p.Id == id) is not { } program) return new NotFound(What);
        if (program.Version != input.Version) return new Stale(What);
        Fill(program, input);
        if (await TakenAsync(db, program) is { } taken) return taken;
        // So that a change of the rule alone, which is a part of its own, raises the program's version too.
        db.Entry(program).State = EntityState.Modified;
        return await db.TrySaveAsync(What, SlugTaken) is { } error ? error : Result.Success;
    }

    /// <summary>Deletes a program of which there never was a cohort.</summary>
    public async Task<Result> DeleteAsync(Actor actor, Guid id)
    {
        if (actor.Lacks(Permission.ManagePrograms) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        if (await db.Programs.FirstOrDefaultAsync(p => p.Id == id) is not { } program) return new NotFound(What);
        var used = new InUse(What, "cohorts");
        if (await db.Cohorts.AnyAsync(c => c.ProgramId == id)) return used;
        db.Remove(program);
        return await db.TrySaveAsync(What, used: used) is { } error ? error : Result.Success;
    }

    /// <summary>Makes the four programs that an office starts with, when there are none at all; called at every start.</summary>
    public async Task<Result> EnsureStandardAsync(Actor actor)
    {
        if (actor.Lacks(Permission.ManagePrograms) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        if (await db.Programs.AnyAsync()) return Result.Success;
        foreach (var input in StandardPrograms.All())
        {
            var program = new Program("", "");
            Fill(program, input);
            db.Add(program);
        }
        // Another node that starts at the same moment may have made them first: then there is nothing left to do.
        await db.TrySaveAsync(What, SlugTaken);
        return Result.Success;
    }

    private static Invalid SlugTaken => new(nameof(ProgramInput.Slug), "There is already a program with this short name.");

    private static async Task<Invalid?> TakenAsync(EngagementDb db, Program program)
    {
        if (await db.Programs.AnyAsync(p => p.Id != program.Id && p.Slug == program.Slug)) return SlugTaken;
        return await db.Programs.Called(program.Name, p => p.Name).AnyAsync(p => p.Id != program.Id) ? ProgramsMessages.Taken("program") : null;
    }

    private static ProgramInput Filled(Program p) => new()
    {
        Version = p.Version,
        Name = p.Name,
        Slug = p.Slug,
        Description = p.Description,
        ForMinors = p.ForMinors,
        DefaultSessions = p.DefaultSessions,
        DefaultMinutes = p.DefaultMinutes,
        DefaultCapacity = p.DefaultCapacity,
        ReminderDays = p.ReminderDays,
        ReminderHours = p.ReminderHours,
        LeastSessions = p.Rule.LeastSessions,
        LeastPercent = p.Rule.LeastPercent,
        RequiredSessions = string.Join(", ", p.Rule.RequiredSessions),
        SurveyRequired = p.Rule.SurveyRequired,
        Grants = p.Grants,
        LiaisonMonths = p.LiaisonMonths,
        CertificateTitle = p.CertificateTitle,
        CertificateText = p.CertificateText,
        Color = p.Color,
        Active = p.Active,
    };

    private static void Fill(Program p, ProgramInput input)
    {
        p.Name = Text.Clean(input.Name) ?? "";
        p.Slug = string.IsNullOrWhiteSpace(input.Slug) ? SlugOf(p) : input.Slug;
        p.Description = input.Description?.Trim() is { Length: > 0 } text ? text : null;
        (p.ForMinors, p.Active, p.Grants, p.LiaisonMonths) = (input.ForMinors, input.Active, input.Grants, input.LiaisonMonths);
        (p.DefaultSessions, p.DefaultMinutes, p.DefaultCapacity) = (input.DefaultSessions ?? 1, input.DefaultMinutes ?? 60, input.DefaultCapacity ?? 25);
        (p.ReminderDays, p.ReminderHours) = (input.ReminderDays, input.ReminderHours);
        p.CertificateTitle = Text.Clean(input.CertificateTitle) ?? "";
        p.CertificateText = Text.Clean(input.CertificateText) ?? "";
        p.Color = input.Color!.ToLowerInvariant();
        p.Rule.LeastSessions = input.LeastSessions;
        p.Rule.LeastPercent = input.LeastPercent;
        p.Rule.SurveyRequired = input.SurveyRequired;
        if (input.ReadRequired() is { } required && !required.SequenceEqual(p.Rule.RequiredSessions)) p.Rule.RequiredSessions = required;
    }

    private static string SlugOf(Program p) =>
        ProgramInput.Slugged(p.Name) is { Length: > 0 } slug ? slug[..Math.Min(slug.Length, 60)].Trim('-') : $"program-{p.Id.ToString("n")[^6..]}";
}

/// <summary>A program in a list.</summary>
public sealed record ProgramRow(
    Guid Id, string Name, string Slug, bool ForMinors, int Sessions, int Minutes, Grants Grants, string Color, bool Active, int Cohorts);
