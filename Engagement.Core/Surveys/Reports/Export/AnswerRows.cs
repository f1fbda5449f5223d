using System.Globalization;

namespace Engagement.Core.Surveys.Reports;

/// <summary>
/// Answers of single people without anything that says who they are. An answer is in it only if its cohort is in a group of which the report tells every count exactly,
/// so counting rows, or subtracting the rows of one choice from those of another, gives no count that no report tells.
/// </summary>
internal sealed class AnswerRows
{
    private const string Withheld = "(withheld)";
    private readonly IReadOnlyList<Item> items;
    private readonly Respondent[] people;
    private readonly Cells?[] cells;
    private readonly IReadOnlySet<int> chosen;
    private readonly Dictionary<(int Item, bool Paired, Wave Wave), HashSet<int>[]> told = [];
    private readonly bool open;

    public AnswerRows(LoadedReport report)
    {
        var data = report.Data;
        chosen = report.Chosen;
        items = [.. data.Book.Items.Where(i => !i.Question.Written)];
        cells = [.. data.Book.Items.Select(Cells.Of)];
        open = chosen.All(c => data.Cohorts[c].Plan is { Promise: Promise.Identified } && data.Cohorts[c].Windows.All(w => !w.Anonymous));
        foreach (var table in report.Builder.Tables) Tell(table);
        // A random order makes the numbers random, too.
        people = [.. data.People.Where(p => chosen.Contains(p.Cohort) && (open || TellsAnything(p)))];
        Random.Shared.Shuffle(people);
    }

    /// <summary>How many.</summary>
    public int People => people.Length;

    /// <summary>One row an answer; of several choices one for each that was chosen.</summary>
    public byte[] Tidy()
    {
        var csv = new CsvFile("respondent", "time", "item", "answer", "label");
        foreach (var (number, person) in people.Index())
            foreach (var wave in Enum.GetValues<Wave>())
                foreach (var item in items)
                    foreach (var (code, label) in Answers(person, wave, item)) csv.Add(number + 1, wave == Wave.Before ? "before" : "after", item.Key, code, label);
        return csv.Bytes();
    }

    /// <summary>One row a person; several choices are joined by blanks.</summary>
    public byte[] Wide()
    {
        var csv = new CsvFile(["respondent", "paired", .. items.SelectMany(i => (string[])[$"{i.Key}.before", $"{i.Key}.after"])]);
        foreach (var (number, person) in people.Index())
            csv.Add([number + 1, person.Paired && person.Matched ? 1 : 0, .. items.SelectMany(i => (object?[])[Joined(person, Wave.Before, i), Joined(person, Wave.After, i)])]);
        return csv.Bytes();
    }

    private object? Joined(Respondent person, Wave wave, Item item)
    {
        var codes = Answers(person, wave, item).Select(a => a.Code).ToList();
        return codes.Count switch { 0 => null, 1 => codes[0], _ => string.Join(' ', codes) };
    }

    private IEnumerable<(object Code, string Label)> Answers(Respondent person, Wave wave, Item item)
    {
        if (person.Of(wave) is not { } answers || answers[item.Index] is var answer && answer == ItemReader.None) yield break;
        if (item.Kind == QuestionKind.Number)
        {
            if (open) yield return (answer, "");
            else yield return (Withheld, "");
            yield break;
        }
        if (!open && cells[item.Index] is { IsShare: true } share)
        {
            var cell = share.Code(answer, 0);
            if (!IsTold(person, wave, item, 0)) yield return (Withheld, "");
            else yield return (item.Kind == QuestionKind.YesNo ? cell == 0 ? "yes" : "other" : cell == 0 ? "right" : "wrong", share.Labels[cell].In("en"));
            yield break;
        }
        // Each of several choices is a question of its own. That one was chosen of which nothing is told is not said either.
        var several = item.Kind == QuestionKind.SeveralChoices;
        foreach (var option in Chosen(item, answer))
            if (open || IsTold(person, wave, item, several ? option : 0)) yield return (Code(item.Options[option].Key), item.Options[option].Text.In("en"));
            else if (!several) yield return (Withheld, "");
    }

    private bool TellsAnything(Respondent person) =>
        items.Any(i => Enum.GetValues<Wave>().Any(w => person.Of(w)?[i.Index] is { } answer && answer != ItemReader.None && Enumerable.Range(0, cells[i.Index]?.Sets ?? 0).Any(set => IsTold(person, w, i, set))));

    private bool IsTold(Respondent person, Wave wave, Item item, int set)
    {
        if (item.Kind == QuestionKind.Number || !told.TryGetValue((item.Index, person.Paired, wave), out var cohorts) || !cohorts[set].Contains(person.Cohort)) return false;
        // Tables of before and after are about those who answered both times.
        return !told.ContainsKey((item.Index, person.Paired, wave == Wave.Before ? Wave.After : Wave.Before)) || !person.Paired || Answered(Wave.Before) && Answered(Wave.After);

        bool Answered(Wave w) => person.Of(w) is { } answers && answers[item.Index] != ItemReader.None;
    }

    private void Tell(ItemTables tables)
    {
        var inside = tables.For(Audience.Inside);
        var exact = (tables.Cells.IsScale ? inside.Scales.Select(s => s.Groups) : inside.Tables.Select(t => t.Groups)).Select(g => g.Within(chosen)).ToArray();
        if (tables.Basis == Basis.Apart)
        {
            told[(tables.Item.Index, false, Wave.Before)] = exact[..(exact.Length / 2)];
            told[(tables.Item.Index, false, Wave.After)] = exact[(exact.Length / 2)..];
        }
        else if (tables.Basis == Basis.Once) told[(tables.Item.Index, true, tables.Only)] = told[(tables.Item.Index, false, tables.Only)] = exact;
        else
        {
            // A row says who changed; of shares that is told for fewer cohorts.
            if (inside.Joint is { } joint) exact[0] = joint.Groups.Within(chosen);
            told[(tables.Item.Index, true, Wave.Before)] = told[(tables.Item.Index, true, Wave.After)] = exact;
        }
    }

    private static IEnumerable<int> Chosen(Item item, long answer) => item.Kind == QuestionKind.SeveralChoices
        ? Enumerable.Range(0, item.Options.Count).Where(o => (answer >> o & 1) == 1)
        : [(int)answer];

    // Points of a scale are numbers for R.
    private static object Code(string key) => int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var point) ? point : key;
}
