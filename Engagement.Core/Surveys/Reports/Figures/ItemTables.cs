using Engagement.Core.Surveys.Analysis;

namespace Engagement.Core.Surveys.Reports;

/// <summary>The tables of one item and one basis, for staff and for everybody.</summary>
internal sealed class ItemTables
{
    private readonly Dictionary<Audience, IReadOnlyList<Tables>> tables = [];
    private readonly Dictionary<Audience, Tables> leavers = [];
    private readonly Dictionary<Audience, JointGroups> joints = [];

    private ItemTables(Item item, Basis basis, Cells cells) => (Item, Basis, Cells) = (item, basis, cells);

    /// <summary>The item.</summary>
    public Item Item { get; }

    /// <summary>Whose answers.</summary>
    public Basis Basis { get; }

    /// <summary>What is counted.</summary>
    public Cells Cells { get; }

    /// <summary>For an item that was asked once: when.</summary>
    public Wave Only { get; private init; } = Wave.After;

    /// <summary>Before and after of the matched by cohort, part and option: what tests are made of.</summary>
    public Table? Pairs { get; private set; }

    /// <summary>The tables: one for each option of several choices, else one; each with before and after, unless apart (then two with one each) or once.</summary>
    public IReadOnlyList<Tables> For(Audience audience) => tables[audience];

    /// <summary>What those said before who did not answer after.</summary>
    public Tables? LeaversFor(Audience audience) => leavers.GetValueOrDefault(audience);

    /// <summary>The four counts of matched shares.</summary>
    public JointGroups? JointFor(Audience audience) => joints.GetValueOrDefault(audience);

    /// <summary>All tables that an item gives rise to.</summary>
    public static IEnumerable<ItemTables> Of(Item item, ReportData data)
    {
        var (index, cells) = (item.Index, Cells.Of(item));
        if (cells is null) yield break;
        bool Answered(Respondent p, Wave w) => p.Of(w) is { } a && a[index] != AnswerReader.None;
        bool Any(bool paired, Wave wave) => data.People.Exists(p => p.Paired == paired && Answered(p, wave));
        var (before, after) = (Any(true, Wave.Before), Any(true, Wave.After));
        if (before && after) yield return Matched(item, cells, data, [.. data.People.Where(p => p.Paired && Answered(p, Wave.Before) && (p.After is null || Answered(p, Wave.After)))]);
        var (loose, looseAfter) = (Any(false, Wave.Before), Any(false, Wave.After));
        if (loose && looseAfter)
            yield return Single(new ItemTables(item, Basis.Apart, cells), data, [.. data.People.Where(p => !p.Paired)], Wave.Before, Wave.After);
        else if (!(before && after) && (before || loose || after || looseAfter))
        {
            var wave = before || loose ? Wave.Before : Wave.After;
            yield return Single(new ItemTables(item, Basis.Once, cells) { Only = wave }, data, data.People, wave);
        }
    }

    private static ItemTables Matched(Item item, Cells cells, ReportData data, List<Respondent> people)
    {
        var (made, index, cohorts) = (new ItemTables(item, Basis.Matched, cells), item.Index, data.Cohorts.Count);
        var sets = Enumerable.Range(0, cells.Sets).Select(_ => (Before: new Table(cohorts, cells.Count, cells.Count), After: new Table(cohorts, cells.Count, cells.Count), Left: new Table(cohorts, cells.Count))).ToList();
        foreach (var person in people)
            for (var set = 0; set < cells.Sets; set++)
            {
                var before = cells.Code(person.Before![index], set);
                if (person.After is not { } later)
                {
                    sets[set].Left.Add(person.Cohort, 0, before);
                    continue;
                }
                var after = cells.Code(later[index], set);
                sets[set].Before.Add(person.Cohort, after, before);
                sets[set].After.Add(person.Cohort, before, after);
            }
        made.Fill([.. sets.Select(s => new Tables([s.Before, s.After], cells.Least))]);
        if (cells.Sets == 1)
        {
            made.Pairs = sets[0].After;
            made.leavers[Audience.Inside] = new Tables([sets[0].Left], cells.Least);
            made.leavers[Audience.Public] = made.leavers[Audience.Inside].ForPublic();
            if (cells.IsShare) made.Join(sets[0].After);
        }
        return made;
    }

    private static ItemTables Single(ItemTables made, ReportData data, List<Respondent> people, params Wave[] waves)
    {
        var (cells, index) = (made.Cells, made.Item.Index);
        made.Fill([.. waves.SelectMany(wave => Enumerable.Range(0, cells.Sets).Select(set =>
        {
            var table = new Table(data.Cohorts.Count, cells.Count);
            foreach (var person in people)
                if (person.Of(wave) is { } answers && answers[index] != AnswerReader.None) table.Add(person.Cohort, 0, cells.Code(answers[index], set));
            return new Tables([table], cells.Least);
        }))]);
        return made;
    }

    private void Fill(IReadOnlyList<Tables> inside)
    {
        tables[Audience.Inside] = inside;
        tables[Audience.Public] = [.. inside.Select(t => t.ForPublic())];
    }

    // Parts are what was said before, options what was said after; 0 is "yes".
    private void Join(Table after)
    {
        var joint = Enumerable.Range(0, after.Cohorts).Select(c => (int[])[after.Part(c, 0)[0], after.Part(c, 1)[0], after.Part(c, 0)[1], after.Part(c, 1)[1]]).ToList();
        joints[Audience.Inside] = new JointGroups(joint, Enumerable.Range(0, after.Cohorts).Select(c => (int[])[c]), SmallCells.Inside);
        joints[Audience.Public] = new JointGroups(joint, joints[Audience.Inside].Groups, SmallCells.Public);
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
            QuestionKind.OneChoice or QuestionKind.Scale when options.Count > 0 => new([.. options.Select(o => o.Text)], options.Count, 1, (a, _) => (int)a),
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
