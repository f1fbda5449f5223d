using System.Globalization;

namespace Engagement.Core.Surveys.Reports;

/// <summary>The parts of a report that are not about one question, in words and drawn tables.</summary>
public static class ReportText
{
    private const int MostInShort = 12;

    /// <summary>What a report is called unless somebody gave it a title.</summary>
    public static string Heading(SurveyReport report) =>
        report is { Whole: false, Cohorts: [var one] } ? one.Name : string.Join(", ", new[] { report.Program, report.Site, report.SchoolYear }.OfType<string>());

    /// <summary>Who and when, under the title.</summary>
    public static IEnumerable<string> Head(SurveyReport report, ReportWords words)
    {
        var kind = report.Kind switch
        {
            ReportKind.Feedback => words.Say("Feedback on sessions", "Opiniones sobre las sesiones"),
            ReportKind.FollowUp => words.Say("Some time after the program", "Un tiempo después del programa"),
            _ => words.Say("Surveys before and after the program", "Encuestas antes y después del programa"),
        };
        yield return $"{report.Program} · {kind}";
        // Which classes these were is for staff; the public is told how many.
        var names = report.Audience == Audience.Public || report.Cohorts.Count > 8 ? words.Say(Number("cohort"), Number("grupo")) : string.Join("; ", report.Cohorts.Select(c => c.Name));
        yield return words.Say($"{names}. Made on {words.Day(report.MadeOn)}.", $"{names}. Hecho el {words.Day(report.MadeOn)}.");
        if (report.Preview) yield return words.Say("A look at the answers before the program; the closing survey is to come.", "Un vistazo a las respuestas de antes del programa; la encuesta final está por venir.");

        string Number(string what) => $"{report.Cohorts.Count} {what}{(report.Cohorts.Count == 1 ? "" : "s")}";
    }

    /// <summary>The sentences that a reader should not miss: at most twelve, shares and averages of the matched first.</summary>
    public static IEnumerable<string> InShort(SurveyReport report, ReportWords words)
    {
        if (report.Kind == ReportKind.BeforeAfter)
            yield return words.Say($"{words.Number(report.Flow.Matched)} {words.People(report, report.Flow.Matched)} handed in both surveys, of {words.Number(report.Flow.Enrolled)} who had a seat.",
                $"{words.Number(report.Flow.Matched)} {words.People(report, report.Flow.Matched)} entregaron ambas encuestas, de {words.Number(report.Flow.Enrolled)} que tenían un lugar.");
        if (report.Score is { } score) yield return Findings.Of(score, words);
        foreach (var item in report.Items.Where(i => i.IsShare || i.Kind is QuestionKind.Scale or QuestionKind.Number).OrderBy(i => i.Basis).Take(MostInShort))
            yield return Title(item, words) is var title && title[^1] is '?' or '.' or '!' ? $"{title} {Findings.Of(report, item, words)}" : $"{title}: {Findings.Of(report, item, words)}";
    }

    /// <summary>Title of an item.</summary>
    public static string Title(ReportItem item, ReportWords words)
    {
        var text = item.Heading is { } heading ? $"{heading.In(words.Language)} – {item.Text.In(words.Language)}" : item.Text.In(words.Language);
        return item.Basis == Basis.Apart ? $"{text} ({words.Say("not paired", "sin unir")})" : text;
    }

    /// <summary>The tables of who took part: numbers, why some are missing, by cohort and site.</summary>
    public static IEnumerable<BarTable> Flow(SurveyReport report, ReportWords words)
    {
        var (flow, both) = (report.Flow, report.Kind == ReportKind.BeforeAfter);
        var most = Math.Max(1, Math.Max(flow.Enrolled, Math.Max(flow.Before, flow.After)));
        BarRow Row(string label, int count) => new(label, null, new(count / (double)most, count / (double)most, words.Number(count)));
        BarRow Span(string label, Told count, int n) => new(label, null, new(Math.Min(1, count.Low / (double)most), Math.Min(1, count.High / (double)most), words.Count(count, n)));
        var rows = new List<BarRow> { Row(words.Enrolled, flow.Enrolled) };
        if (flow.MayBeAsked is { } asked) rows.Add(Span(words.MayBeAsked, asked, flow.Enrolled));
        if (both) rows.Add(Row(words.HandedInBefore, flow.Before));
        rows.Add(Row(both ? words.HandedInAfter : words.HandedIn, flow.After));
        if (both) rows.Add(Row(words.Matched, flow.Matched));
        if (flow.Unpaired > 0 && both) rows.Add(Row(words.Unpaired, flow.Unpaired));
        if (flow.Repaired > 0) rows.Add(Row(words.Repaired, flow.Repaired));
        yield return new(words.TookPart, words.Step, null, words.HowMany, rows);
        // Where every reason may be anybody's, the table would say nothing.
        if (flow.Losses.Any(l => l.Count.Low > 0))
            yield return new(words.Missing, words.Reason, null, words.HowMany, [.. flow.Losses.Select(l => Span(words.Loss(l.Reason), l.Count, flow.Enrolled))]);
        if (!both) yield break;
        foreach (var (title, head, groups) in new[] { (words.SplitTitle(SplitBy.Cohort), words.Cohort, flow.Cohorts), (words.SplitTitle(SplitBy.Site), words.Site, flow.Sites) })
            if (groups.Count > 0)
                yield return new($"{words.TookPart}: {title}", head, words.HandedInBefore, words.Matched, [.. groups.Select(g => new BarRow(g.Name, Of(g.Before, g.Enrolled), Of(g.Matched, g.Enrolled)))]);

        Bar Of(int count, int enrolled) => new(Math.Min(1, count / (double)Math.Max(1, enrolled)), Math.Min(1, count / (double)Math.Max(1, enrolled)),
            words.Say($"{words.Number(count)} of {words.Number(enrolled)}", $"{words.Number(count)} de {words.Number(enrolled)}"));
    }

    /// <summary>Those who answered both times beside those who answered only before, on what both answered before; null when too few left.</summary>
    public static BarTable? Stayers(SurveyReport report, ReportWords words)
    {
        var rows = report.Items.Select(i => ReportBars.Stayers(i, words)).OfType<BarRow>().ToList();
        return rows.Count == 0 ? null : new(words.Stayers, words.Say("Answers before", "Respuestas de antes"), words.BothTimes, words.OnlyBefore, rows);
    }

    /// <summary>The versions that were asked.</summary>
    public static IEnumerable<string> Versions(SurveyReport report, ReportWords words)
    {
        foreach (var v in report.Versions)
        {
            var when = report.Kind != ReportKind.BeforeAfter ? "" : v.Before ? $", {words.Before.ToLower(words.Culture)}" : $", {words.After.ToLower(words.Culture)}";
            var name = words.Say($"{v.Survey}, version {v.Number.ToString(CultureInfo.InvariantCulture)}{when}", $"{v.Survey}, versión {v.Number.ToString(CultureInfo.InvariantCulture)}{when}");
            var titles = report.Items.Where(i => v.NotAsked.Contains(i.Key)).Select(i => $"“{Title(i, words)}”").Distinct().ToList();
            yield return titles.Count == 0 ? words.Say($"{name}: all questions of this report.", $"{name}: todas las preguntas de este informe.")
                : words.Say($"{name}: all but {string.Join(", ", titles)}.", $"{name}: todas menos {string.Join(", ", titles)}.");
        }
        yield return words.Say("A question is the same where its key is the same; a changed question counts as another one.", "Una pregunta es la misma si su clave es la misma; una pregunta cambiada cuenta como otra.");
    }

    /// <summary>Cohorts that are not in a question.</summary>
    public static string LeftOut(ReportItem item, ReportWords words) => item.LeftOut == 1
        ? words.Say("One cohort is left out here: too little of it may be told.", "Un grupo no está aquí: se puede decir muy poco de él.")
        : words.Say($"{item.LeftOut} cohorts are left out here: too little of them may be told.", $"{item.LeftOut} grupos no están aquí: se puede decir muy poco de ellos.");

    /// <summary>Text that identifies a report's content, for stable files.</summary>
    internal static string Seed(SurveyReport report) => System.Text.Json.JsonSerializer.Serialize(report);
}
