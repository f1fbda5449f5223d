using System.Globalization;
using Engagement.Core.Common;
using Engagement.Core.People;

namespace Engagement.Core.Surveys;

/// <summary>A row of a CSV file of questions that can't be used.</summary>
/// <param name="Number">Its row in the file, from 1, as a spreadsheet shows it.</param>
/// <param name="Why">What is wrong.</param>
public sealed record BadRow(int Number, string Why);

/// <summary>What was read from a CSV file of questions.</summary>
/// <param name="Content">The good rows as an instrument without title.</param>
/// <param name="Bad">The others, with reasons.</param>
public sealed record ReadQuestions(SurveyContent Content, IReadOnlyList<BadRow> Bad);

/// <summary>Reads questions out of a CSV file: each question's row is followed by those of its statements and options. Pure: no database, no clock.</summary>
public sealed class QuestionCsvReader
{
    private readonly Sheet sheet;
    private readonly Dictionary<string, int> columns;
    private readonly List<string> languages;
    private readonly List<BadRow> bad = [];
    private SurveyContent content;

    private QuestionCsvReader(Sheet sheet, Dictionary<string, int> columns, List<string> languages) =>
        (this.sheet, this.columns, this.languages, content) = (sheet, columns, languages, new SurveyContent { Languages = languages });

    /// <summary>The questions in a file's bytes, or why there are none at all.</summary>
    public static Result<ReadQuestions> Read(byte[] bytes)
    {
        if (bytes.Length > SurveyLimits.Bytes) return new SurveyFileProblem("The file is larger than 1 MB, more than any survey needs. Nothing was read.");
        var read = SheetReader.Read(bytes);
        if (!read.Ok) return read.Error;
        var heading = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (cell, i) in read.Value.Rows[0].Cells.Select((c, i) => (Text.Folded(c), i))) heading.TryAdd(cell, i);
        var offered = heading.Keys.Where(c => c.StartsWith("text ", StringComparison.Ordinal)).Select(c => c[5..]).ToList();
        if (!heading.ContainsKey(QuestionColumns.Row) || !heading.ContainsKey(QuestionColumns.Kind) || offered.Count == 0)
            return new SurveyFileProblem($"The first row must name the columns: at least “{QuestionColumns.Row}”, “{QuestionColumns.Kind}” and a text in a language, such as “{QuestionColumns.TextIn("en")}”.");
        if (offered.Find(l => !SurveyLanguages.Knows(l)) is { } unknown) return new SurveyFileProblem($"The language “{ContentNames.Short(unknown, 20)}” of a column is not known. Use codes such as en, es, ar.");
        if (offered.Count > SurveyLimits.Languages) return new SurveyFileProblem($"A survey has at most {SurveyLimits.Languages} languages.");
        return new QuestionCsvReader(read.Value, heading, offered).Rows();
    }

    private ReadQuestions Rows()
    {
        foreach (var unknown in columns.Keys.Where(c => c.Length > 0 && !QuestionColumns.Plain.Contains(c) && !languages.Any(l => c == QuestionColumns.TextIn(l) || c == QuestionColumns.HintIn(l))))
            bad.Add(new(1, $"The column “{ContentNames.Short(unknown, 30)}” is not known and was not read."));
        Question? question = null;
        var from = 0;
        foreach (var row in sheet.Rows.Skip(1))
        {
            var what = Text.Folded(Cell(row, QuestionColumns.Row));
            if (what == QuestionColumns.Question)
            {
                Keep(question, from);
                (question, from) = (QuestionOf(row), row.Number);
            }
            else if (what is not (QuestionColumns.Option or QuestionColumns.Statement)) Bad(row, $"the column “{QuestionColumns.Row}” must say question, option or statement.");
            else if (from == 0) Bad(row, "there is no question above it.");
            else if (question is null) Bad(row, $"its question in row {from} can’t be used.");
            else question = WithPart(row, question, what == QuestionColumns.Statement);
        }
        Keep(question, from);
        return new ReadQuestions(content.Tidy(), [.. bad.OrderBy(b => b.Number)]);
    }

    private void Keep(Question? question, int row)
    {
        if (question is null) return;
        if (content.Questions.Count == SurveyLimits.Questions) { bad.Add(new(row, $"a survey has at most {SurveyLimits.Questions} questions.")); return; }
        var with = content.Insert(int.MaxValue, ContentEdits.Fitted(question));
        // Earlier questions are good, so what is wrong now is wrong with this one.
        if (ContentRules.Problems(with.Tidy()) is { } problems) bad.AddRange(problems.Problems.Select(p => new BadRow(row, p.Message)));
        else if (SkipRules.WhyImpossible(with, with.Questions[^1]) is { } why) bad.Add(new(row, ContentNames.Sentence($"{why}.")));
        else content = with;
    }

    private Question? QuestionOf(SheetRow row)
    {
        var start = bad.Count;
        if (QuestionColumns.ReadKind(Cell(row, QuestionColumns.Kind)) is not { } kind)
        {
            Bad(row, $"the kind “{ContentNames.Short(Cell(row, QuestionColumns.Kind), 30)}” is not known. Use one of {string.Join(", ", Enum.GetNames<QuestionKind>())}.");
            return null;
        }
        var text = TextsOf(row, QuestionColumns.TextIn);
        if (text.Empty && kind != QuestionKind.Section) Bad(row, "the question has no text.");
        var key = Cell(row, QuestionColumns.Key) is { Length: > 0 } given ? given : QuestionKeys.Of(text.In(content.Main, content.Main), content.Questions.Select(q => q.Key).ToHashSet());
        if (!QuestionKeys.Valid(key)) Bad(row, $"the key “{ContentNames.Short(key, 40)}” is not usable: small letters a–z, digits and single dashes.");
        else if (content.Find(key) is not null) Bad(row, $"the key “{key}” is used by an earlier question.");
        var question = new Question
        {
            Key = key,
            Kind = kind,
            Text = text,
            Help = TextsOf(row, QuestionColumns.HintIn),
            Required = Flag(row, QuestionColumns.Required),
            MayDecline = Flag(row, QuestionColumns.MayDecline),
            Shuffled = Flag(row, QuestionColumns.Shuffled),
            ShowIf = RuleOf(row),
            Sensitive = AreaOf(row),
            Least = Number(row, QuestionColumns.Least, 0),
            Most = Number(row, QuestionColumns.Most, 1000),
            Video = Cell(row, QuestionColumns.Video) is { Length: > 0 } video ? video : null,
        };
        return bad.Count == start ? question : null;
    }

    private Question WithPart(SheetRow row, Question q, bool statement)
    {
        var start = bad.Count;
        var parts = statement ? q.Statements : q.Options;
        var text = TextsOf(row, QuestionColumns.TextIn);
        var key = Cell(row, QuestionColumns.Key) is { Length: > 0 } given ? given : Next(q, parts, statement);
        if (text.Empty) Bad(row, "it has no text.");
        if (!(statement ? q.Kind == QuestionKind.Matrix : q.Chosen)) Bad(row, $"a question of the kind {q.Kind} has no {(statement ? "statements" : "options")}.");
        else if (!QuestionKeys.Valid(key)) Bad(row, $"the key “{ContentNames.Short(key, 40)}” is not usable: small letters a–z, digits and single dashes.");
        else if (parts.Any(o => o.Key == key)) Bad(row, $"the key “{key}” is used by an earlier one of the same question.");
        var part = new Option(key, text, Flag(row, QuestionColumns.Right));
        if (bad.Count > start) return q;
        return statement ? q with { Statements = [.. parts, part] } : q with { Options = [.. parts, part] };
    }

    private static string Next(Question q, IReadOnlyList<Option> parts, bool statement) =>
        statement ? QuestionKeys.NextStatement(parts) : q.Kind is QuestionKind.Scale or QuestionKind.Matrix ? $"{parts.Count + 1}"
        : q.Kind == QuestionKind.YesNo && parts.Count < 3 ? ReadyScales.YesNo[parts.Count].Key : QuestionKeys.NextOption(parts);

    private ShowIf? RuleOf(SheetRow row)
    {
        if (Cell(row, QuestionColumns.ShowIf) is not { Length: > 0 } cell) return null;
        var parts = cell.Split('=', 2, StringSplitOptions.TrimEntries);
        if (parts.Length == 2 && parts[1].Length > 0) return new ShowIf(parts[0], parts[1].Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        Bad(row, $"the column “{QuestionColumns.ShowIf}” must look like knows-311=yes|dk: the key of an earlier question and keys of its options.");
        return null;
    }

    private SensitiveArea? AreaOf(SheetRow row)
    {
        if (Cell(row, QuestionColumns.Sensitive) is not { Length: > 0 } cell) return null;
        if (Enum.GetNames<SensitiveArea>().FirstOrDefault(n => n.Equals(cell.Replace(" ", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase)) is { } name) return Enum.Parse<SensitiveArea>(name);
        Bad(row, $"the sensitive area “{ContentNames.Short(cell, 30)}” is not known. Use one of {string.Join(", ", Enum.GetNames<SensitiveArea>())}.");
        return null;
    }

    private bool Flag(SheetRow row, string column)
    {
        if (QuestionColumns.ReadFlag(Cell(row, column)) is { } flag) return flag;
        Bad(row, $"the column “{column}” must be yes, no or empty.");
        return false;
    }

    private int Number(SheetRow row, string column, int otherwise)
    {
        if (Cell(row, column) is not { Length: > 0 } cell) return otherwise;
        if (int.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return number;
        Bad(row, $"the column “{column}” must be a whole number.");
        return otherwise;
    }

    private Words TextsOf(SheetRow row, Func<string, string> column) => languages.Aggregate(Words.None, (words, l) => words.With(l, Cell(row, column(l))));

    // The mark that keeps a spreadsheet from running a cell as a formula is no part of the text.
    private string Cell(SheetRow row, string column)
    {
        if (!columns.TryGetValue(column, out var i) || i >= row.Cells.Count) return "";
        var cell = row.Cells[i].Trim();
        return cell.Length > 1 && cell[0] == '\'' && cell[1] is '=' or '+' or '-' or '@' ? cell[1..] : cell;
    }

    private void Bad(SheetRow row, string why) => bad.Add(new(row.Number, ContentNames.Sentence(why)));
}
