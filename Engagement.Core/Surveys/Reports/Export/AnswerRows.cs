using System.Globalization;

namespace Engagement.Core.Surveys.Reports;

/// <summary>
/// Answers of single people without anything that says who they are. What fewer than five people of the file answered to a question at one time is withheld,
/// and with it the answers from which its number could be computed.
/// </summary>
internal sealed class AnswerRows
{
    private const string Withheld = "(withheld)";
    private readonly IReadOnlyList<Item> items;
    private readonly Respondent[] people;
    private readonly Dictionary<(int Item, Wave Wave), bool[]> hidden = [];
    private readonly Cells?[] cells;
    private readonly bool open;

    public AnswerRows(ReportData data, IReadOnlySet<int> chosen)
    {
        items = [.. data.Book.Items.Where(i => !i.Question.Written)];
        cells = [.. data.Book.Items.Select(Cells.Of)];
        // A random order makes the numbers random, too.
        people = [.. data.People.Where(p => chosen.Contains(p.Cohort))];
        Random.Shared.Shuffle(people);
        open = chosen.All(c => data.Cohorts[c].Plan is { Promise: Promise.Identified } && data.Cohorts[c].Windows.All(w => !w.Anonymous));
        foreach (var item in items)
            foreach (var wave in Enum.GetValues<Wave>()) hidden[(item.Index, wave)] = HiddenOf(item, wave);
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
        var rare = hidden[(item.Index, wave)];
        if (!open && cells[item.Index] is { IsShare: true } share)
        {
            var cell = share.Code(answer, 0);
            yield return rare[cell] ? (Withheld, "") : (item.Kind == QuestionKind.YesNo ? cell == 0 ? "yes" : "other" : cell == 0 ? "right" : "wrong", share.Labels[cell].In("en"));
            yield break;
        }
        foreach (var option in Chosen(item, answer))
            yield return rare[option] ? (Withheld, "") : (Code(item.Options[option].Key), item.Options[option].Text.In("en"));
    }

    private bool[] HiddenOf(Item item, Wave wave)
    {
        if (open || cells[item.Index] is not { } counted || item.Kind == QuestionKind.Number) return new bool[item.Options.Count];
        var answers = people.Select(p => p.Of(wave)?[item.Index] ?? ItemReader.None).Where(a => a != ItemReader.None).ToList();
        int[] Counts(int set) => [.. Enumerable.Range(0, counted.Count).Select(cell => answers.Count(a => counted.Code(a, set) == cell))];
        // Each of several choices is a question of its own: chosen or not.
        return counted.Sets > 1
            ? [.. Enumerable.Range(0, counted.Sets).Select(set => CohortRow.Inside(Counts(set)).Hides(0))]
            : [.. Enumerable.Range(0, counted.Count).Select(CohortRow.Inside(Counts(0)).Hides)];
    }

    private static IEnumerable<int> Chosen(Item item, long answer) => item.Kind == QuestionKind.SeveralChoices
        ? Enumerable.Range(0, item.Options.Count).Where(o => (answer >> o & 1) == 1)
        : [(int)answer];

    // Points of a scale are numbers for R.
    private static object Code(string key) => int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var point) ? point : key;
}
