namespace Engagement.Core.Surveys.Reports;

/// <summary>Sentences that say what can be said of a question and no more: counts first, chance second, causes never.</summary>
public static class Findings
{
    private const double Rare = 0.05;
    // A wider span of the gain says nothing that a reader could use.
    private const double WidestGain = 0.5;

    /// <summary>What was answered; empty when a table says it better.</summary>
    public static string Of(SurveyReport report, ReportItem item, ReportWords words)
    {
        if (item.Basis == Basis.Matched && item is { Before: { } before, After: { } after })
        {
            var who = words.Say($"Of {words.Number(before.N)} {words.People(report, before.N)} who answered both times", $"De {words.Number(before.N)} {words.People(report, before.N)} que respondieron ambas veces");
            if (item.IsShare)
            {
                var verb = item.Kind == QuestionKind.Knowledge ? words.Say("answered right", "respondieron bien") : words.Say("said yes", "dijeron que sí");
                var (now, was) = (words.Count(after.Cells[0], after.N), words.Count(before.Cells[0], before.N));
                return words.Say($"{who}, {now} {verb} afterwards, and {was} before.", $"{who}, {now} {verb} después y {was} antes.");
            }
            if (item.Kind == QuestionKind.Scale && before.Mean is { } m && after.Mean is { } n)
                return words.Say($"{who}, the average answer was {words.Mean(m)} before and {words.Mean(n)} afterwards, {Scale(item, words)}.", $"{who}, la respuesta promedio fue {words.Mean(m)} antes y {words.Mean(n)} después, {Scale(item, words)}.");
            if (before.Mean is { } x && after.Mean is { } y)
                return words.Say($"{who}, the average was {words.Mean(x)} before and {words.Mean(y)} afterwards.", $"{who}, el promedio fue {words.Mean(x)} antes y {words.Mean(y)} después.");
            return words.Say($"{words.Number(before.N)} {words.People(report, before.N)} answered both times.", $"{words.Number(before.N)} {words.People(report, before.N)} respondieron ambas veces.");
        }
        if (item.Basis == Basis.Apart && item is { Before: { } first, After: { } last })
            return words.Say($"{Once(report, item, first, words)} {words.Before.ToLower(words.Culture)}; afterwards, {Once(report, item, last, words)}. They may be different people, so nobody's change is measured.",
                $"{Once(report, item, first, words)} antes; después, {Once(report, item, last, words)}. Pueden ser personas distintas, así que no se mide el cambio de nadie.");
        return (item.After ?? item.Before) is { } side ? Once(report, item, side, words) + "." : "";
    }

    /// <summary>Whether chance could give the difference; empty where nothing was tested.</summary>
    public static string Chance(ReportItem item, ReportWords words)
    {
        if (item.Change is not { P: { } p, Holm: { } holm }) return "";
        var told = words.P(p);
        if (p.High < Rare && holm.High < Rare)
            return words.Say($"If nothing had changed, chance would rarely give such a difference ({told}), even among all questions here.", $"Si nada hubiera cambiado, el azar rara vez daría tal diferencia ({told}), aun entre todas estas preguntas.");
        if (p.High < Rare)
            return words.Say($"Alone, chance would rarely give such a difference ({told}); among so many questions it may.", $"Por sí sola, el azar rara vez daría tal diferencia ({told}); entre tantas preguntas puede darla.");
        return p.Low >= Rare
            ? words.Say($"Chance alone often gives such a difference ({told}), so it says little.", $"El azar por sí solo da a menudo tal diferencia ({told}), así que dice poco.")
            : words.Say("Some counts are hidden, so it can't be said whether chance explains the difference.", "Algunas cifras no se muestran, así que no se puede decir si el azar explica la diferencia.");
    }

    /// <summary>The knowledge questions together.</summary>
    public static string Of(KnowledgeScore score, ReportWords words)
    {
        var gain = score.Gain is { } g && g.High - g.Low <= WidestGain
            ? words.Say($" That is {words.Share(g)} of what could still be gained.", $" Eso es {words.Share(g)} de lo que aún se podía ganar.") : "";
        var questions = score.Questions == 1 ? words.Say("one knowledge question", "una pregunta de conocimiento")
            : words.Say($"{words.Number(score.Questions)} knowledge questions", $"{words.Number(score.Questions)} preguntas de conocimiento");
        return words.Say($"On average {words.Share(score.Before)} of the answers to {questions} were right before, and {words.Share(score.After)} afterwards.",
            $"En promedio, {words.Share(score.Before)} de las respuestas a {questions} fueron correctas antes, y {words.Share(score.After)} después.") + gain;
    }

    private static string Once(SurveyReport report, ReportItem item, ReportSide side, ReportWords words)
    {
        var who = $"{words.Number(side.N)} {words.People(report, side.N)}";
        if (item.IsShare)
        {
            var verb = item.Kind == QuestionKind.Knowledge ? words.Say("answered right", "respondieron bien") : words.Say("said yes", "dijeron que sí");
            return words.Say($"Of {who}, {words.Count(side.Cells[0], side.N)} {verb}", $"De {who}, {words.Count(side.Cells[0], side.N)} {verb}");
        }
        if (side.Mean is { } mean)
            return words.Say($"The average answer of {who} was {words.Mean(mean)}", $"La respuesta promedio de {who} fue {words.Mean(mean)}") + (item.Kind == QuestionKind.Scale ? $", {Scale(item, words)}" : "");
        return words.Say($"{who} answered", $"{who} respondieron");
    }

    private static string Scale(ReportItem item, ReportWords words) => words.Say(
        $"on a scale from 1 (“{item.Options[0].In(words.Language)}”) to {item.Options.Count} (“{item.Options[^1].In(words.Language)}”)",
        $"en una escala de 1 («{item.Options[0].In(words.Language)}») a {item.Options.Count} («{item.Options[^1].In(words.Language)}»)");
}
