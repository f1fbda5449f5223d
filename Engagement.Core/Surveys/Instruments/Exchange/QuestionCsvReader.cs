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
    private readonly QuestionCells cells;
    private readonly List<BadRow> bad = [];
    private SurveyContent content;

    private QuestionCsvReader(Sheet sheet, Dictionary<string, int> columns, List<string> languages)
    {
        (this.sheet, cells, content) = (sheet, new QuestionCells(columns, languages, bad), new SurveyContent { Languages = languages });
        foreach (var unknown in columns.Keys.Where(c => c.Length > 0 && !QuestionColumns.Plain.Contains(c) && !languages.Exists(l => c == QuestionColumns.TextIn(l) || c == QuestionColumns.HintIn(l))))
            bad.Add(new(1, $"The column “{ContentNames.Short(unknown, 30)}” is not known and was not read."));
    }

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
        Question? question = null;
        var from = 0;
        foreach (var row in sheet.Rows.Skip(1))
        {
            var what = Text.Folded(cells.Cell(row, QuestionColumns.Row));
            if (what == QuestionColumns.Question)
            {
                Keep(question, from);
                (question, from) = (QuestionOf(row), row.Number);
            }
            else if (what is not (QuestionColumns.Option or QuestionColumns.Statement)) cells.Bad(row, $"the column “{QuestionColumns.Row}” must say question, option or statement.");
            else if (from == 0) cells.Bad(row, "there is no question above it.");
            else if (question is null) cells.Bad(row, $"its question in row {from} can’t be used.");
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
        if (QuestionColumns.ReadKind(cells.Cell(row, QuestionColumns.Kind)) is not { } kind)
        {
            cells.Bad(row, $"the kind “{ContentNames.Short(cells.Cell(row, QuestionColumns.Kind), 30)}” is not known. Use one of {string.Join(", ", Enum.GetNames<QuestionKind>())}.");
            return null;
        }
        var text = cells.TextsOf(row, QuestionColumns.TextIn);
        if (text.Empty && kind != QuestionKind.Section) cells.Bad(row, "the question has no text.");
        var key = cells.Cell(row, QuestionColumns.Key) is { Length: > 0 } given ? given : QuestionKeys.Of(text.In(content.Main, content.Main), content.Questions.Select(q => q.Key).ToHashSet());
        if (!QuestionKeys.Valid(key)) cells.Bad(row, $"the key “{ContentNames.Short(key, 40)}” is not usable: small letters a–z, digits and single dashes.");
        else if (content.Find(key) is not null) cells.Bad(row, $"the key “{key}” is used by an earlier question.");
        var question = new Question
        {
            Key = key,
            Kind = kind,
            Text = text,
            Help = cells.TextsOf(row, QuestionColumns.HintIn),
            Required = cells.Flag(row, QuestionColumns.Required),
            MayDecline = cells.Flag(row, QuestionColumns.MayDecline),
            Shuffled = cells.Flag(row, QuestionColumns.Shuffled),
            ShowIf = cells.RuleOf(row),
            Sensitive = cells.AreaOf(row),
            Least = cells.Number(row, QuestionColumns.Least, 0),
            Most = cells.Number(row, QuestionColumns.Most, 1000),
            Video = cells.Cell(row, QuestionColumns.Video) is { Length: > 0 } video ? video : null,
        };
        return bad.Count == start ? question : null;
    }

    private Question WithPart(SheetRow row, Question q, bool statement)
    {
        var start = bad.Count;
        var parts = statement ? q.Statements : q.Options;
        var text = cells.TextsOf(row, QuestionColumns.TextIn);
        var key = cells.Cell(row, QuestionColumns.Key) is { Length: > 0 } given ? given : Next(q, parts, statement);
        if (text.Empty) cells.Bad(row, "it has no text.");
        if (!(statement ? q.Kind == QuestionKind.Matrix : q.Chosen)) cells.Bad(row, $"a question of the kind {q.Kind} has no {(statement ? "statements" : "options")}.");
        else if (!QuestionKeys.Valid(key)) cells.Bad(row, $"the key “{ContentNames.Short(key, 40)}” is not usable: small letters a–z, digits and single dashes.");
        else if (parts.Any(o => o.Key == key)) cells.Bad(row, $"the key “{key}” is used by an earlier one of the same question.");
        var part = new Option(key, text, cells.Flag(row, QuestionColumns.Right));
        if (bad.Count > start) return q;
        return statement ? q with { Statements = [.. parts, part] } : q with { Options = [.. parts, part] };
    }

    private static string Next(Question q, IReadOnlyList<Option> parts, bool statement) =>
        statement ? QuestionKeys.NextStatement(parts) : q.Kind is QuestionKind.Scale or QuestionKind.Matrix ? $"{parts.Count + 1}"
        : q.Kind == QuestionKind.YesNo && parts.Count < 3 ? Choices.YesNo[parts.Count].Key : QuestionKeys.NextOption(parts);
}
