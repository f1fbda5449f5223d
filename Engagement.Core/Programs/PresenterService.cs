using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Programs;

/// <summary>Who teaches sessions, and until when their background clearances hold.</summary>
public sealed class PresenterService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock)
{
    private const string What = "The presenter";

    /// <summary>A page of presenters, active ones first; of those with a state of clearance only, when one is given.</summary>
    public async Task<Result<Page<PresenterRow>>> ListAsync(Actor actor, PageRequest request, Clearance? clearance = null)
    {
        if (actor.Lacks(Permission.ManagePrograms) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var today = clock.Today(await db.OfficeZoneAsync());
        var soon = today.AddDays(Clearances.SoonDays);
        var rows = clearance switch
        {
            Clearance.Missing => db.Presenters.Where(p => p.ClearanceExpires == null),
            Clearance.Expired => db.Presenters.Where(p => p.ClearanceExpires < today),
            Clearance.ExpiresSoon => db.Presenters.Where(p => p.ClearanceExpires >= today && p.ClearanceExpires <= soon),
            Clearance.Current => db.Presenters.Where(p => p.ClearanceExpires > soon),
            _ => db.Presenters,
        };
        var page = await (from p in rows
                          join d in db.Departments on p.DepartmentId equals d.Id into departments
                          from d in departments.DefaultIfEmpty()
                          join o in db.Partners on p.PartnerId equals o.Id into partners
                          from o in partners.DefaultIfEmpty()
                          select new { p, From = d == null ? o == null ? null : o.Name : d.Name })
            .Matching(request.Search, x => x.p.Name, x => x.p.Title, x => x.From)
            .OrderByDescending(x => x.p.Active).ThenByText(x => x.p.Name).ThenBy(x => x.p.Id)
            .Select(x => new { x.p.Id, x.p.Name, x.p.Title, x.From, x.p.Email, x.p.ClearanceExpires, x.p.Active })
            .PageAsync(request);
        return new Page<PresenterRow>([.. page.Items.Select(p =>
            new PresenterRow(p.Id, p.Name, p.Title, p.From, p.Email, p.ClearanceExpires, Clearances.On(today, p.ClearanceExpires), p.Active))], page.Total);
    }

    /// <summary>The departments and partners that a presenter can come from: the active ones, and the one that this presenter has.</summary>
    public async Task<Result<PresenterChoices>> ChoicesAsync(Actor actor, Guid? id = null)
    {
        if (actor.Lacks(Permission.ManagePrograms) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        return new PresenterChoices(
            await db.Departments.Where(d => d.Active || db.Presenters.Any(p => p.Id == id && p.DepartmentId == d.Id)).OrderByText(d => d.Name).Select(d => new Choice(d.Id, d.Name)).ToListAsync(),
            await db.Partners.Where(o => o.Active || db.Presenters.Any(p => p.Id == id && p.PartnerId == o.Id)).OrderByText(o => o.Name).Select(o => new Choice(o.Id, o.Name)).ToListAsync());
    }

    /// <summary>A presenter as the form shows it.</summary>
    public async Task<Result<PresenterInput>> GetAsync(Actor actor, Guid id)
    {
        if (actor.Lacks(Permission.ManagePrograms) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var input = await db.Presenters.Where(p => p.Id == id).Select(p => new PresenterInput
        {
            Version = p.Version,
            Name = p.Name,
            Title = p.Title,
            Email = p.Email,
            Phone = p.Phone,
            DepartmentId = p.DepartmentId,
            PartnerId = p.PartnerId,
            ClearanceExpires = p.ClearanceExpires,
            Active = p.Active,
        }).FirstOrDefaultAsync();
        return input is not null ? input : new NotFound(What);
    }

    /// <summary>Makes a presenter and answers the id. Two may have the same name.</summary>
    public async Task<Result<Guid>> CreateAsync(Actor actor, PresenterInput input)
    {
        if (actor.Lacks(Permission.ManagePrograms) is { } no) return no;
        if (input.Problems() is { } problems) return problems;
        await using var db = await dbs.OpenAsync(actor);
        var presenter = new Presenter("");
        Fill(presenter, input);
        db.Add(presenter);
        return await db.TrySaveAsync(What, used: new NotFound("The department or partner")) is { } error ? error : presenter.Id;
    }

    /// <summary>Changes a presenter.</summary>
    public async Task<Result> UpdateAsync(Actor actor, Guid id, PresenterInput input)
    {
        if (actor.Lacks(Permission.ManagePrograms) is { } no) return no;
        if (input.Problems() is { } problems) return problems;
        await using var db = await dbs.OpenAsync(actor);
        if (await db.Presenters.FirstOrDefaultAsync(p => p.Id == id) is not { } presenter) return new NotFound(What);
        if (presenter.Version != input.Version) return new Stale(What);
        Fill(presenter, input);
        return await db.TrySaveAsync(What, used: new NotFound("The department or partner")) is { } error ? error : Result.Success;
    }

    /// <summary>Deletes a presenter who never was planned for a session.</summary>
    public async Task<Result> DeleteAsync(Actor actor, Guid id)
    {
        if (actor.Lacks(Permission.ManagePrograms) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        if (await db.Presenters.FirstOrDefaultAsync(p => p.Id == id) is not { } presenter) return new NotFound(What);
        if (await db.Sessions.AnyAsync(s => s.Presenters.Any(p => p.Id == id))) return new InUse(What, "sessions");
        db.Remove(presenter);
        return await db.TrySaveAsync(What) is { } error ? error : Result.Success;
    }

    private static void Fill(Presenter p, PresenterInput input)
    {
        (p.Name, p.Title, p.Email, p.Phone) = (Text.Clean(input.Name) ?? "", Text.Clean(input.Title), Text.Clean(input.Email), Text.Clean(input.Phone));
        (p.DepartmentId, p.PartnerId, p.ClearanceExpires, p.Active) = (input.DepartmentId, input.PartnerId, input.ClearanceExpires, input.Active);
    }
}
