using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.People;
using Engagement.Core.Programs;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Liaisons;

/// <summary>A checked roll: its people, and what is said about each as a liaison, by row.</summary>
public sealed record RollPreview(ImportPreview People, IReadOnlyDictionary<int, RollLine> Lines, int? Months, DateOnly? NotBefore);

/// <summary>
/// Takes over a roll of liaisons who were trained elsewhere, in one transaction: all of it, its good rows, or nothing.
/// People are found and made as in any other import. Nobody is written to: invitations are sent apart, to those who are chosen.
/// </summary>
public sealed class RollImportService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock, ImportService people)
{
    /// <summary>The proposal for a table, with the period that the office's program has.</summary>
    public async Task<Result<RollMapping>> ProposeAsync(Actor actor, Sheet sheet)
    {
        if (actor.Lacks(Permission.ManageLiaisons) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var mapping = RollMapping.For(sheet);
        mapping.Months = await db.Programs.Where(p => p.Grants == Grants.CertificateAndLiaisonAccount).OrderByDescending(p => p.Active).ThenBy(p => p.DefaultSessions).ThenBy(p => p.Id)
            .Select(p => p.LiaisonMonths).FirstOrDefaultAsync();
        return mapping;
    }

    /// <summary>Checks every row, and proposes what to do with those that look like somebody who is here; who is a liaison already is left out.</summary>
    public async Task<Result<RollPreview>> CheckAsync(Actor actor, Sheet sheet, RollMapping mapping, IProgress<ImportProgress>? progress = null)
    {
        if (actor.Lacks(Permission.ManageLiaisons) is { } no) return no;
        if (mapping.Problems() is { } invalid) return invalid;
        var found = await people.CheckAsync(actor, sheet, mapping.People, progress);
        if (!found.Ok) return found.Error;
        await using var db = await dbs.OpenAsync(actor);
        var today = await db.OfficeTodayAsync(clock);
        var names = await AreaNames.LoadAsync(db);
        var numbers = await db.Liaisons.AsNoTracking().ToDictionaryAsync(l => l.PersonId, l => l.Number);
        var owners = numbers.Values.ToDictionary(n => n.ToUpperInvariant(), _ => 0);
        var cells = mapping.People.RowsOf(sheet).ToDictionary(r => r.Number);
        var (rows, lines) = (new List<ImportRow>(), new Dictionary<int, RollLine>());
        foreach (var row in found.Value.Rows)
        {
            var problems = row.Problems.ToList();
            var line = lines[row.Number] = RollCells.Read(cells[row.Number], mapping, row.Input, names, today, problems);
            var already = row.Match?.PersonId is { } id ? numbers.GetValueOrDefault(id) : null;
            if (line.Number is { } number && !owners.TryAdd(number, row.Number) && !string.Equals(number, already, StringComparison.OrdinalIgnoreCase))
                problems.Add(owners[number] == 0 ? $"The number {number} belongs to another liaison." : $"The number {number} is in row {owners[number]} already.");
            rows.Add(row with
            {
                Problems = problems,
                Match = problems.Count > 0 ? null : already is null ? row.Match : row.Match! with { Text = $"{row.Match.Text}, liaison {already} already" },
                Decision = already is not null && row.Match!.Certain ? ImportDecision.Skip : row.Decision,
            });
        }
        return new RollPreview(new ImportPreview(rows), lines, mapping.Months, mapping.NotBefore);
    }

    /// <summary>Writes a checked roll. Nothing is written when a row is wrong and <paramref name="onlyGood"/> is false, or when anything fails on the way.</summary>
    public async Task<Result<ImportOutcome>> RunAsync(Actor actor, RollPreview roll, bool onlyGood, IProgress<ImportProgress>? progress = null)
    {
        if (actor.Lacks(Permission.ManageLiaisons) is { } no) return no;
        return await people.RunAsync(actor, roll.People, onlyGood, progress, async (db, written) =>
        {
            var ids = written.Select(w => w.PersonId).ToList();
            var already = await db.Liaisons.AsNoTracking().Where(l => ids.Contains(l.PersonId)).ToDictionaryAsync(l => l.PersonId, l => l.Number);
            if (written.FirstOrDefault(w => already.ContainsKey(w.PersonId)) is { Row: { } row } w1)
                return new ImportProblem($"Row {row.Number}: this person is liaison {already[w1.PersonId]} already. Leave the row out; nothing was imported.");
            if (written.GroupBy(w => w.PersonId).FirstOrDefault(g => g.Count() > 1) is { } twice)
                return new ImportProblem($"Rows {string.Join(", ", twice.Select(t => t.Row.Number))} are said to be one person. Leave out all but one; nothing was imported.");
            await LiaisonIssue.AddAsync(db, [.. written.Select(w => New(w.PersonId, roll.Lines[w.Row.Number], roll))], clock.GetUtcNow().UtcDateTime);
            return await db.TrySaveAsync("The roll", new ImportProblem("A number or a person of the list was taken meanwhile. Check the list again; nothing was imported."));
        });
    }

    private static NewLiaison New(Guid personId, RollLine line, RollPreview roll)
    {
        var end = LiaisonIssue.End(line.TrainedOn, roll.Months);
        return new(personId, line.TrainedOn, end < roll.NotBefore ? roll.NotBefore : end, line.Areas) { Number = line.Number };
    }
}
