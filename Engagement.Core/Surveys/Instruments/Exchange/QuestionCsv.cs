using System.Globalization;
using System.Text;
using Engagement.Core.Common;

namespace Engagement.Core.Surveys;

/// <summary>Writes the questions of an instrument as a CSV file for a spreadsheet, one row for each question, option and statement.</summary>
public static class QuestionCsv
{
    /// <summary>UTF-8 with a mark, so that Excel shows accents; cells that would run as a formula are defused.</summary>
    public static byte[] Write(SurveyContent content)
    {
        var csv = new StringBuilder();
        Line(csv, [.. QuestionColumns.Plain, .. content.Languages.Select(QuestionColumns.TextIn), .. content.Languages.Select(QuestionColumns.HintIn)]);
        foreach (var q in content.Questions)
        {
            Line(csv, [QuestionColumns.Question, q.Key, q.Kind.ToString(), Yes(q.Required), Yes(q.MayDecline), Yes(q.Shuffled), "",
                q.ShowIf is { } rule ? $"{rule.Question}={string.Join('|', rule.AnyOf)}" : "", q.Sensitive?.ToString() ?? "",
                q.Kind == QuestionKind.Number ? Number(q.Least) : "", q.Kind == QuestionKind.Number ? Number(q.Most) : "", q.Video ?? "",
                .. Texts(content, q.Text), .. Texts(content, q.Help)]);
            foreach (var s in q.Statements) Line(csv, Part(content, QuestionColumns.Statement, s));
            foreach (var o in q.Options) Line(csv, Part(content, QuestionColumns.Option, o));
        }
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(csv.ToString())];
    }

    private static IEnumerable<string> Part(SurveyContent content, string row, Option o) =>
        [row, o.Key, "", "", "", "", Yes(o.Right), "", "", "", "", "", .. Texts(content, o.Text), .. content.Languages.Select(_ => "")];

    private static IEnumerable<string> Texts(SurveyContent content, Words words) => content.Languages.Select(l => words.Texts.GetValueOrDefault(l) ?? "");

    private static string Yes(bool value) => value ? "yes" : "";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static void Line(StringBuilder csv, IEnumerable<string> cells) => csv.AppendJoin(',', cells.Select(Cell)).Append("\r\n");

    // A negative number is a number, not a formula.
    private static string Cell(string cell) =>
        int.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? cell : $"\"{Text.Defused(cell).Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
