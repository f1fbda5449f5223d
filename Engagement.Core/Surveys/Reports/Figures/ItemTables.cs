using Engagement.Core.Surveys.Analysis;

namespace Engagement.Core.Surveys.Reports;

/// <summary>What is told of an item to one audience.</summary>
/// <param name="Tables">One for each option of several choices, else one; with before and after, unless apart (then two with one each) or once. None for scales.</param>
/// <param name="Scales">One with before and after, unless apart or once; only for scales.</param>
/// <param name="Leavers">What those said before who did not answer after.</param>
/// <param name="ScaleLeavers">The same of scales.</param>
/// <param name="Joint">The four counts of matched shares.</param>
internal sealed record ToldTables(
    IReadOnlyList<Tables> Tables, IReadOnlyList<ScaleTables> Scales, Tables? Leavers = null, ScaleTables? ScaleLeavers = null, JointGroups? Joint = null)
{
    /// <summary>The same for everybody, made of what staff are told.</summary>
    public ToldTables ForPublic()
    {
        IReadOnlyList<Tables> tables = [.. Tables.Select(t => t.ForPublic())];
        return new(tables, [.. Scales.Select(s => s.ForPublic())], Leavers?.ForPublic(), ScaleLeavers?.ForPublic(), Joint?.ForPublic(tables[0].Groups));
    }
}

/// <summary>The tables of one item and one basis.</summary>
internal sealed class ItemTables
{
    private readonly Dictionary<Audience, ToldTables> told = [];

    private ItemTables(Item item, Basis basis, Cells cells, ToldTables inside)
    {
        (Item, Basis, Cells) = (item, basis, cells);
        told[Audience.Inside] = inside;
    }

    /// <summary>The item.</summary>
    public Item Item { get; }

    /// <summary>Whose answers.</summary>
    public Basis Basis { get; }

    /// <summary>What is counted.</summary>
    public Cells Cells { get; }

    /// <summary>For an item that was asked once: when.</summary>
    public Wave Only { get; private init; } = Wave.After;

    /// <summary>After by before of the matched, by cohort: parts are what was said before. What tests are made of.</summary>
    public Table? Pairs { get; private init; }

    /// <summary>What an audience is told.</summary>
    public ToldTables For(Audience audience)
    {
        lock (told) return told.TryGetValue(audience, out var known) ? known : told[audience] = told[Audience.Inside].ForPublic();
    }

    /// <summary>All tables that an item gives rise to.</summary>
    public static IEnumerable<ItemTables> Of(Item item, ReportData data)
    {
        var (index, cells) = (item.Index, Cells.Of(item));
        if (cells is null) yield break;
        bool Answered(Respondent p, Wave w) => p.Of(w) is { } a && a[index] != ItemReader.None;
        bool Any(bool paired, Wave wave) => data.People.Exists(p => p.Paired == paired && Answered(p, wave));
        var (before, after) = (Any(true, Wave.Before), Any(true, Wave.After));
        if (before && after) yield return Matched(item, cells, data, data.People.Where(p => p.Paired && Answered(p, Wave.Before) && (p.After is null || Answered(p, Wave.After))));
        var (loose, looseAfter) = (Any(false, Wave.Before), Any(false, Wave.After));
        if (loose && looseAfter)
            yield return new(item, Basis.Apart, cells, Told(cells, [.. Single(item, cells, data, data.People.Where(p => !p.Paired).ToList(), Wave.Before, Wave.After)]));
        else if (!(before && after) && (before || loose || after || looseAfter))
        {
            var wave = before || loose ? Wave.Before : Wave.After;
            yield return new(item, Basis.Once, cells, Told(cells, [.. Single(item, cells, data, data.People, wave)])) { Only = wave };
        }
    }

    private static ToldTables Told(Cells cells, IReadOnlyList<Table[]> sets) => cells.IsScale
        ? new([], [.. sets.Select(s => new ScaleTables(s))])
        : new([.. sets.Select(s => new Tables(s, cells.Least))], []);

    private static ItemTables Matched(Item item, Cells cells, ReportData data, IEnumerable<Respondent> people)
    {
        var (index, cohorts) = (item.Index, data.Cohorts.Count);
        var parts = cells.Count;
        var sets = Enumerable.Range(0, cells.Sets).Select(_ => (Before: new Table(cohorts, cells.Count, parts), After: new Table(cohorts, cells.Count, parts))).ToList();
        var left = new Table(cohorts, cells.Count);
        foreach (var person in people)
            for (var set = 0; set < cells.Sets; set++)
            {
                var before = cells.Code(person.Before![index], set);
                if (person.After is not { } later)
                {
                    if (cells.Sets == 1) left.Add(person.Cohort, 0, before);
                    continue;
                }
                var after = cells.Code(later[index], set);
                sets[set].Before.Add(person.Cohort, after, before);
                sets[set].After.Add(person.Cohort, before, after);
            }
        var inside = Told(cells, sets.ConvertAll(s => (Table[])[s.Before, s.After]));
        if (cells.Sets == 1)
            inside = cells.IsScale ? inside with { ScaleLeavers = new ScaleTables(left) }
                : inside with { Leavers = new Tables([left], cells.Least), Joint = cells.IsShare ? new JointGroups(sets[0].After, inside.Tables[0].Groups) : null };
        return new(item, Basis.Matched, cells, inside) { Pairs = cells.Sets == 1 ? sets[0].After : null };
    }

    private static IEnumerable<Table[]> Single(Item item, Cells cells, ReportData data, List<Respondent> people, params Wave[] waves)
    {
        foreach (var wave in waves)
            for (var set = 0; set < cells.Sets; set++)
            {
                var table = new Table(data.Cohorts.Count, cells.Count);
                foreach (var person in people)
                    if (person.Of(wave) is { } answers && answers[item.Index] != ItemReader.None) table.Add(person.Cohort, 0, cells.Code(answers[item.Index], set));
                yield return [table];
            }
    }
}

/// <summary>How the answers to an item are counted.</summary>
/// <param name="Labels">What the counts are of.</param>
/// <param name="Count">Cells of a table.</param>
/// <param name="Sets">Tables: one for each option of several choices.</param>
/// <param name="Code">The cell of an answer.</param>
internal sealed record Cells(IReadOnlyList<Words> Labels, int Count, int Sets, Func<long, int, int> Code)
{
    /// <summary>True when the first cell is "yes" or "right" and the other is not.</summary>
    public bool IsShare { get; private init; }

    /// <summary>True for points of a scale.</summary>
    public bool IsScale { get; private init; }

    /// <summary>Cohorts of which fewer answered are never in an exact sum.</summary>
    public int Least { get; private init; } = 1;

    /// <summary>For an item; null for free texts.</summary>
    public static Cells? Of(Item item)
    {
        var options = item.Options;
        var right = options.Select(o => o.Right).ToArray();
        var yes = options.FindIndex(o => o.Key == "yes");
        return item.Kind switch
        {
            // "No" and "don't know" are one count: apart they would be small in most classes, and hide the "yes" with them.
            QuestionKind.YesNo => new(ReportLabels.YesNo, 2, 1, (a, _) => a == yes ? 0 : 1) { IsShare = true },
            QuestionKind.Knowledge => new(ReportLabels.Knowledge, 2, 1, (a, _) => right[a] ? 0 : 1) { IsShare = true },
            QuestionKind.OneChoice or QuestionKind.Scale when options.Count > 0 =>
                new([.. options.Select(o => o.Text)], options.Count, 1, (a, _) => (int)a) { IsScale = item.Kind == QuestionKind.Scale },
            QuestionKind.SeveralChoices when options.Count > 0 =>
                new([.. options.Select(o => o.Text)], 2, options.Count, (a, set) => (a >> set & 1) == 1 ? 0 : 1) { Least = SmallCells.Inside },
            // A mean of few people tells too much of each.
            QuestionKind.Number => new([], 1, 1, (_, _) => 0) { Least = SmallCells.Inside },
            _ => null,
        };
    }
}

/// <summary>Labels that reports give to counts.</summary>
internal static class ReportLabels
{
    /// <summary>Cells of a yes/no question.</summary>
    public static IReadOnlyList<Words> YesNo { get; } = [Words.Both("Yes", "Sí"), Words.Both("No, or don't know", "No, o no sé")];

    /// <summary>Cells of a knowledge question.</summary>
    public static IReadOnlyList<Words> Knowledge { get; } = [Words.Both("Right", "Respuesta correcta"), Words.Both("Not right", "Respuesta no correcta")];
}
