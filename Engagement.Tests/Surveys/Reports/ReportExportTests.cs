using System.Globalization;
using System.Text;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Surveys;
using Engagement.Core.Surveys.Reports;
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

    [Theory, OnSqlite, OnPostgres]
    public async Task Rows_Confidential_TellNobodyAndNothingRare(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var scene = Scene(Promise.Confidential);
        await scene.SaveAsync(test);
        var export = test.Get<ReportExportService>();
        (await export.RowsAsync(TestDb.Leader, scene.Choice, RowShape.Tidy)).Error.ShouldBeOfType<Forbidden>();
        var wide = (await export.RowsAsync(TestDb.Coordinator, scene.Choice, RowShape.Wide)).OrThrow();
        wide.Take(3).ShouldBe(Encoding.UTF8.GetPreamble());
        var rows = Read(wide);
        rows[0].ShouldBe(["respondent", "paired", "knows.before", "knows.after", "agree.before", "agree.after", "topics.before", "topics.after", "age.before", "age.after"]);
        rows.Count.ShouldBe(31);
        // Three said yes before: withheld, and the others with them, so that nobody counts them. After, twelve did and seventeen did not.
        rows.Skip(1).Select(r => r[2]).Distinct().ShouldBe(["(withheld)"]);
        rows.Skip(1).GroupBy(r => r[3]).Select(g => (g.Key, g.Count())).ShouldBe([("yes", 12), ("other", 17), ("", 1)], ignoreOrder: true);
        rows.Skip(1).Select(r => r[8]).Distinct().ShouldBe(["(withheld)"]);
        rows.Skip(1).Select(r => r[6]).Distinct().ShouldBe(["a b", "c"], ignoreOrder: true);
        var tidy = Read((await export.RowsAsync(TestDb.Coordinator, scene.Choice, RowShape.Tidy)).OrThrow());
        tidy.Count(r => r[1] == "before" && r[2] == "topics").ShouldBe(15 * 2 + 15);
        var all = Encoding.UTF8.GetString(wide) + string.Join('|', tidy.SelectMany(r => r));
        await using var db = test.Open();
        string[] secrets = ["Secret class", "secret text", "1007", .. await db.SurveyCodes.Select(c => c.Code).ToListAsync(), .. await db.People.Select(p => p.FamilyName).ToListAsync(), "2025"];
        secrets.ShouldAllBe(s => !all.Contains(s, StringComparison.OrdinalIgnoreCase));
        // Respondents come in a new order each time.
        var again = Read((await export.RowsAsync(TestDb.Coordinator, scene.Choice, RowShape.Wide)).OrThrow());
        again.Select(r => string.Join(',', r)).SequenceEqual(rows.Select(r => string.Join(',', r))).ShouldBeFalse();
        (await db.Audit.CountAsync(a => a.Subject == scene.Program.Id && a.Action == "rows exported")).ShouldBe(3);
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
