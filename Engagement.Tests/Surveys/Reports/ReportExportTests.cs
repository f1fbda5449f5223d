using System.Globalization;
using System.Text;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Surveys;
using Engagement.Core.Surveys.Reports;
using Engagement.Tests.Benchmarks;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.Surveys.Reports;

public class ReportExportTests
{
    private static readonly SurveyContent Content = new()
    {
        Questions =
        [
            SurveyScene.YesNo("knows", "=1+1 Do you know it?"), SurveyScene.Choose("agree", QuestionKind.Scale, 4), SurveyScene.Choose("topics", QuestionKind.SeveralChoices, 3),
            new Question { Key = "age", Kind = QuestionKind.Number, Text = Words.Of("en", "Age") },
            new Question { Key = "hope", Kind = QuestionKind.LongText, Text = Words.Of("en", "What do you hope for?") },
        ],
    };

    private static SurveyScene Scene(Promise promise)
    {
        var scene = new SurveyScene(Content);
        var cohort = scene.Cohort("Secret class name", promise: promise);
        for (var i = 0; i < 30; i++)
            cohort.Answer($"knows={(i < 3 ? "yes" : i < 15 ? "no" : "dk")};agree={i % 4 + 1};topics={(i < 15 ? "a+b" : "c")};age={1000 + i};hope=secret text {i}", i == 29 ? null : $"knows={(i < 12 ? "yes" : "no")};agree={i % 3 + 2};topics=a;age=12");
        return scene;
    }

    // Of this class every count and every change may be told.
    private static SurveyScene Told(SurveyScene scene)
    {
        var cohort = scene.Cohort("Another class");
        for (var i = 0; i < 30; i++)
            cohort.Answer($"knows={(i < 12 ? "yes" : "no")};agree={i % 4 + 1};topics={(i < 15 ? "a+b" : "c")};age=12", $"knows={(i is < 7 or >= 12 and < 21 ? "yes" : "dk")};agree={i / 8 + 1};topics={(i < 20 ? "a" : "b+c")};age=13");
        return scene;
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Rows_Confidential_TellNobodyAndNothingRare(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var scene = Scene(Promise.Confidential);
        await Told(scene).SaveAsync(test);
        await using var db = test.Open();
        var secret = scene.Choice with { Cohorts = [await db.Cohorts.Where(c => c.Name == "Secret class name").Select(c => c.Id).SingleAsync()] };
        var export = test.Get<ReportExportService>();
        (await export.RowsAsync(TestDb.Leader, scene.Choice, RowShape.Tidy)).Error.ShouldBeOfType<Forbidden>();
        (await export.RowsAsync(TestDb.Coordinator, secret, RowShape.Wide)).Error.ShouldBeOfType<TooFewToExport>("of the first class alone the report tells no count of a question");
        var wide = (await export.RowsAsync(TestDb.Coordinator, scene.Choice, RowShape.Wide)).OrThrow();
        wide.Take(3).ShouldBe(Encoding.UTF8.GetPreamble());
        var rows = Read(wide);
        rows[0].ShouldBe(["respondent", "paired", "knows.before", "knows.after", "agree.before", "agree.after", "topics.before", "topics.after", "age.before", "age.after"]);
        rows.Count.ShouldBe(31, "nobody of the first class");
        rows.Skip(1).GroupBy(r => (r[2], r[3])).Select(g => (g.Key, g.Count())).ShouldBe([(("yes", "yes"), 7), (("yes", "other"), 5), (("other", "yes"), 9), (("other", "other"), 9)], ignoreOrder: true);
        rows.Skip(1).Select(r => r[8]).Distinct().ShouldBe(["(withheld)"]);
        rows.Skip(1).Select(r => r[6]).Distinct().ShouldBe(["a b", "c"], ignoreOrder: true);
        var tidy = Read((await export.RowsAsync(TestDb.Coordinator, scene.Choice, RowShape.Tidy)).OrThrow());
        tidy.Count(r => r[1] == "before" && r[2] == "topics").ShouldBe(15 * 2 + 15);
        var all = Encoding.UTF8.GetString(wide) + string.Join('|', tidy.SelectMany(r => r));
        string[] secrets = ["Secret class", "secret text", "1007", .. await db.SurveyCodes.Select(c => c.Code).ToListAsync(), .. await db.People.Select(p => p.FamilyName).ToListAsync(), "2025"];
        secrets.ShouldAllBe(s => !all.Contains(s, StringComparison.OrdinalIgnoreCase));
        // Respondents come in a new order each time.
        var again = Read((await export.RowsAsync(TestDb.Coordinator, scene.Choice, RowShape.Wide)).OrThrow());
        again.Select(r => string.Join(',', r)).SequenceEqual(rows.Select(r => string.Join(',', r))).ShouldBeFalse();
        (await db.Audit.CountAsync(a => a.Subject == scene.Program.Id && a.Action == "rows exported")).ShouldBe(3);
    }

    /// <summary>Somebody takes the rows of every choice of classes and subtracts: no count of an answer, and none of a change, is small.</summary>
    [Theory, OnSqlite]
    public async Task Rows_EveryChoiceOfClassesSubtracted_NoSmallCount(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var scene = ReportChapter.Fill(5);
        await scene.SaveAsync(test);
        await using var db = test.Open();
        var ids = await db.Cohorts.Select(c => c.Id).ToListAsync();
        List<(int Set, Dictionary<string, int> Counts)> files = [];
        for (var set = 1; set < 1 << ids.Count; set++)
        {
            var rows = await test.Get<ReportExportService>().RowsAsync(TestDb.Coordinator, scene.Choice with { Cohorts = [.. ids.Where((_, i) => (set >> i & 1) == 1)] }, RowShape.Wide);
            files.Add((set, rows.Ok ? Counts(Read(rows.Value)) : []));
        }
        var told = 0;
        foreach (var (larger, all) in files)
            foreach (var (smaller, part) in files.Append((0, [])).Where(f => (f.Item1 & larger) == f.Item1 && f.Item1 != larger))
                foreach (var (answer, count) in all)
                {
                    var rest = count - part.GetValueOrDefault(answer);
                    rest.ShouldNotBeInRange(1, 4, $"{answer} in {larger} without {smaller}");
                    told += rest > 0 ? 1 : 0;
                }
        told.ShouldBeGreaterThan(100);
    }

    // How often each answer was given; of yes/no and knowledge questions also each pair of answers.
    private static Dictionary<string, int> Counts(List<string[]> rows)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var column = 2; column < rows[0].Length; column++)
            foreach (var row in rows.Skip(1).Where(r => r[column] is not ("" or "(withheld)")))
            {
                foreach (var option in row[column].Split(' ')) Count($"{rows[0][column]}={option}");
                if (rows[0][column].EndsWith(".after", StringComparison.Ordinal) && rows[0][column][0] is 'k' or 'q') Count($"{rows[0][column]}={row[column - 1]}>{row[column]}");
            }
        return counts;

        void Count(string key) => counts[key] = counts.GetValueOrDefault(key) + 1;
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Rows_IdentifiedOrTooFew(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var scene = Scene(Promise.Identified);
        await scene.SaveAsync(test);
        var export = test.Get<ReportExportService>();
        var rows = Read((await export.RowsAsync(TestDb.Coordinator, scene.Choice, RowShape.Wide)).OrThrow());
        rows.Skip(1).Count(r => r[2] == "yes").ShouldBe(3, "staff may see who answered, and were said to");
        rows.SelectMany(r => r).ShouldNotContain("(withheld)");
        var few = new SurveyScene(Content, program: "Few");
        var cohort = few.Cohort("Few");
        for (var i = 0; i < 4; i++) cohort.Answer("knows=yes", "knows=no");
        await few.SaveAsync(test);
        (await export.RowsAsync(TestDb.Coordinator, few.Choice, RowShape.Tidy)).Error.ShouldBeOfType<TooFewToExport>();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task FiguresAndCodebook_AreWhatThePageShows(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var scene = Scene(Promise.Confidential);
        await scene.SaveAsync(test);
        var export = test.Get<ReportExportService>();
        var report = await SurveyScene.ReportAsync(test, scene.Choice, TestDb.Leader);
        var rows = Read((await export.FiguresAsync(TestDb.Leader, scene.Choice)).OrThrow());
        var counts = rows.Where(r => r[7] == "count" && r[3] == "").Select(r => (r[0], r[5], r[9], r[10])).ToList();
        counts.ShouldBe(report.Items.SelectMany(i => new[] { ("before", i.Before), ("after", i.After) }.Where(s => s.Item2 is not null)
            .SelectMany(s => s.Item2!.Cells.Select(c => (i.Key, s.Item1, c.Low.ToString(CultureInfo.InvariantCulture), c.High.ToString(CultureInfo.InvariantCulture))))), ignoreOrder: true);
        rows.Single(r => r[0] == "knows" && r[7] == "p")[10].ShouldNotBeEmpty();
        var code = Read((await export.CodebookAsync(TestDb.Leader, scene.Choice)).OrThrow());
        code.Where(r => r[0] == "knows").Select(r => r[4]).ShouldBe(["yes", "no", "dk"]);
        code.First(r => r[0] == "knows")[2].ShouldBe("'=1+1 Do you know it?", "a spreadsheet must not run it");
    }

    // As RFC 4180 writes it.
    private static List<string[]> Read(byte[] file)
    {
        var text = new StreamReader(new MemoryStream(file), Encoding.UTF8).ReadToEnd();
        var (rows, row, cell, quoted) = (new List<string[]>(), new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"') { cell.Append('"'); i++; }
            else if (c == '"') quoted = !quoted;
            else if (!quoted && c is ',' or '\n' && !quoted)
            {
                row.Add(cell.ToString());
                cell.Clear();
                if (c == ',') continue;
                rows.Add([.. row]);
                row.Clear();
            }
            else if (quoted || c != '\r') cell.Append(c);
        }
        return rows;
    }
}
