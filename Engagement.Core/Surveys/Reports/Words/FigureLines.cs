namespace Engagement.Core.Surveys.Reports;

/// <summary>The numbers behind a sentence, each with the name of its method; and what all of them can't tell.</summary>
public static class FigureLines
{
    /// <summary>Name and value.</summary>
    public static IReadOnlyList<(string Name, string Value)> Of(ReportItem item, ReportWords words)
    {
        var lines = new List<(string, string)>();
        string Number(double value, string format = "0.00") => value.ToString(format, words.Culture);
        string Interval(double low, double high) => item.IsShare ? $"{words.Percent(low)} – {words.Percent(high)}" : $"{words.Decimal(low)} – {words.Decimal(high)}";
        if (item.Before?.Wilson is { } was) lines.Add((words.Say("Share before, 95% interval (Wilson)", "Proporción antes, intervalo del 95 % (Wilson)"), Interval(was.Low, was.High)));
        if (item.After?.Wilson is { } now) lines.Add((words.Say("Share afterwards, 95% interval (Wilson)", "Proporción después, intervalo del 95 % (Wilson)"), Interval(now.Low, now.High)));
        if (item.Before?.Sd is { } sd) lines.Add((words.Say("Standard deviation before", "Desviación estándar antes"), Number(sd, "0.0")));
        if (item.After?.Sd is { } later) lines.Add((words.Say("Standard deviation afterwards", "Desviación estándar después"), Number(later, "0.0")));
        if (item.Change is not { } change) return lines;
        lines.Add((words.Say("Difference", "Diferencia"), words.Difference(change.Difference, item.IsShare)
            + (change.Interval is { } i ? words.Say($", 95% interval {words.Difference(new(i.Low, i.High), item.IsShare)}", $", intervalo del 95 % {words.Difference(new(i.Low, i.High), item.IsShare)}") : "")));
        if (change.P is { } p && item.IsShare)
            lines.Add((words.Say("McNemar's test, mid-p", "Prueba de McNemar, p media"), words.P(p) + (change.McNemar is { } m
                ? words.Say($"; {words.Number(m.Gained)} changed to yes, {words.Number(m.Lost)} from yes; corrected χ² {Number(m.Corrected ?? 0)}", $"; {words.Number(m.Gained)} cambiaron a sí, {words.Number(m.Lost)} de sí; χ² corregida {Number(m.Corrected ?? 0)}") : "")));
        if (change.T is { } t)
        {
            lines.Add((words.Say("Paired t test", "Prueba t pareada"), $"t({t.Df.ToString(words.Culture)}) = {Number(t.T)}, {words.P(ToldNumber.Of(t.P))}"));
            lines.Add((words.Say("Effect size over the SD of the differences", "Tamaño del efecto sobre la DE de las diferencias"), $"d = {Number(t.Dz)}, g = {Number(t.G)} (Hedges)"));
        }
        if (change.Wilcoxon is { } w)
            lines.Add((words.Say("Wilcoxon's signed ranks", "Rangos con signo de Wilcoxon"), (w.V is { } v ? $"V = {v.ToString("0.#", words.Culture)}, " : "") + words.P(ToldNumber.Of(w.P))
                + (w.Exact ? words.Say(" (exact)", " (exacta)") : words.Say(" (normal approximation)", " (aproximación normal)"))));
        if (change.P is { } other && item.Kind == QuestionKind.Number) lines.Add((words.Say("Paired t test", "Prueba t pareada"), words.P(other)));
        if (change.Holm is { } holm) lines.Add((words.Say("After Holm's correction for all questions", "Tras la corrección de Holm por todas las preguntas"), words.P(holm)));
        return lines;
    }

    /// <summary>Methods and limits, one sentence each.</summary>
    public static IReadOnlyList<string> Notes(SurveyReport report, ReportWords words) =>
    [
        words.Say("Before and afterwards are compared for those people only whose two surveys are paired by their code. Who answered once is counted under “Who took part” and never mixed in.",
            "Antes y después se comparan solo para quienes tienen sus dos encuestas unidas por su código. Quien respondió una vez se cuenta en «Quiénes participaron» y nunca se mezcla."),
        words.Say($"Counts of answers below {report.Threshold} are hidden, and others beside them from which they could be computed; bounds such as “fewer than {report.Threshold}” follow from what is shown. Nobody and everybody count as small, too. How many took part is no answer and is told.",
            $"Las cifras de respuestas menores de {report.Threshold} no se muestran, ni otras con las que se podrían calcular; límites como «menos de {report.Threshold}» se deducen de lo mostrado. Nadie y todos también cuentan como cifra pequeña. Cuántos participaron no es una respuesta y se dice."),
        words.Say("Shares have Wilson's intervals; their changes McNemar's mid-p and Newcombe's interval. Averages of scales take the points as equally far apart; beside the t test stands Wilcoxon's, which does not. Where counts are hidden, intervals and p values are the widest that the shown ones allow.",
            "Las proporciones llevan intervalos de Wilson; sus cambios, la p media de McNemar y el intervalo de Newcombe. Los promedios de escalas suponen puntos a igual distancia; junto a la prueba t está la de Wilcoxon, que no lo supone. Donde hay cifras ocultas, los intervalos y valores p son los más amplios que las mostradas permiten."),
        words.Say("There was no comparison group. A difference says that answers differ, not what made them differ; other things happened in the same weeks.",
            "No hubo grupo de comparación. Una diferencia dice que las respuestas difieren, no qué las hizo diferir; otras cosas ocurrieron en las mismas semanas."),
    ];
}
