using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.ServiceRequests;

/// <summary>What an import would do with one service.</summary>
public enum CatalogStep
{
    /// <summary>It is new.</summary>
    Add,

    /// <summary>It is there and would change.</summary>
    Change,

    /// <summary>It is there as it is.</summary>
    Same,

    /// <summary>Something is wrong with it; nothing is imported.</summary>
    Wrong,
}

/// <summary>One service of a rehearsed import; <paramref name="Detail"/> says what changes or is wrong.</summary>
public sealed record CatalogLine(CatalogStep Step, string Code, string Name, string Detail);

/// <summary>Takes over a list of services: rehearsed first, then all of it or nothing. What the list does not name stays as it is.</summary>
public sealed class CatalogImportService(IDbContextFactory<EngagementDb> dbs)
{
    /// <summary>What would happen, service by service. An empty cell keeps what is there; a list without department needs <paramref name="department"/>.</summary>
    public async Task<Result<IReadOnlyList<CatalogLine>>> RehearseAsync(Actor actor, IReadOnlyList<ServiceInput> services, string? department)
    {
        if (actor.Lacks(Permission.ManageWorkSystems) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        return await WalkAsync(db, services, department);
    }

    /// <summary>Imports the list and answers what was done; <see cref="CatalogProblem"/> when a service is wrong.</summary>
    public async Task<Result<IReadOnlyList<CatalogLine>>> RunAsync(Actor actor, IReadOnlyList<ServiceInput> services, string? department)
    {
        if (actor.Lacks(Permission.ManageWorkSystems) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var lines = await WalkAsync(db, services, department);
        if (lines.Count(l => l.Step == CatalogStep.Wrong) is > 0 and var wrong) return new CatalogProblem($"{wrong} {(wrong == 1 ? "service is" : "services are")} wrong, so nothing was imported.");
        return await db.TrySaveAsync("The list of services", new Stale("The list of services")) is { } error ? error : lines;
    }

    // Changes are made in the context, and thrown away with it after a rehearsal.
    private static async Task<List<CatalogLine>> WalkAsync(EngagementDb db, IReadOnlyList<ServiceInput> services, string? department)
    {
        var known = await db.ServiceTypes.ToDictionaryAsync(s => s.Code, StringComparer.OrdinalIgnoreCase);
        await db.Departments.LoadAsync();
        var (lines, seen) = (new List<CatalogLine>(services.Count), new HashSet<string>(StringComparer.OrdinalIgnoreCase));
        foreach (var given in services)
        {
            var (code, name) = (Text.Clean(given.Code) ?? "", Text.Clean(given.Name) ?? "");
            var before = known.GetValueOrDefault(code);
            var input = Merged(given, before, before is null ? null : db.Departments.Local.First(d => d.Id == before.DepartmentId).Name, department);
            if (input.Problems() is { } invalid) lines.Add(new(CatalogStep.Wrong, code, name, invalid.Message));
            else if (!seen.Add(code)) lines.Add(new(CatalogStep.Wrong, code, name, "The code is in the list twice."));
            else lines.Add(await ApplyAsync(db, input, before));
        }
        return lines;
    }

    private static async Task<CatalogLine> ApplyAsync(EngagementDb db, ServiceInput input, ServiceType? before)
    {
        var department = await CatalogService.DepartmentAsync(db, input.Department);
        var after = new ServiceType(Text.Clean(input.Code)!, "", department.Id);
        input.Fill(after, department.Id);
        if (before is null)
        {
            db.Add(after);
            return new(CatalogStep.Add, after.Code, after.Name, department.Name);
        }
        var changes = Facts(before, db.Departments.Local.First(d => d.Id == before.DepartmentId).Name).Zip(Facts(after, department.Name))
            .Where(f => f.First.Value != f.Second.Value).Select(f => $"{f.First.Label}: {f.First.Value ?? "none"} → {f.Second.Value ?? "none"}").ToList();
        if (changes.Count == 0) return new(CatalogStep.Same, before.Code, before.Name, "");
        input.Fill(before, department.Id);
        return new(CatalogStep.Change, before.Code, before.Name, string.Join("; ", changes));
    }

    private static (string Label, string? Value)[] Facts(ServiceType s, string department) =>
    [
        ("name", s.Name), ("description", s.Description), ("group", s.Group), ("keywords", s.Keywords), ("department", department),
        ("target days", s.TargetDays?.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("questions", string.Join("; ", s.Attributes.Select(a => AttributeInput.From(a).ToString()))),
    ];

    private static ServiceInput Merged(ServiceInput given, ServiceType? before, string? itsDepartment, string? department) => new()
    {
        Code = given.Code,
        Name = given.Name,
        Description = given.Description ?? before?.Description,
        Group = given.Group ?? before?.Group,
        Keywords = given.Keywords ?? before?.Keywords,
        Department = given.Department ?? itsDepartment ?? department,
        TargetDays = given.TargetDays ?? before?.TargetDays,
        Active = before?.Active ?? true,
        Attributes = given.Attributes.Count > 0 ? given.Attributes : [.. (before?.Attributes ?? []).Select(AttributeInput.From)],
    };
}
