using System.Diagnostics;
using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Engagement.Core.Surveys;
using Engagement.Core.Surveys.Reports;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.Surveys.Reports;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.Benchmarks;

/// <summary>A report over 200,000 answers: 222 classes of 30 students, 15 questions before and after. Nothing is kept from one time to the next.</summary>
internal static class ReportChapter
{
    private const int Classes = 222, Students = 30;

    public static async Task RunAsync()
    {
        foreach (var provider in Enum.GetValues<DatabaseProvider>())
        {
            await using var test = await TestDb.CreateAsync(provider);
            var scene = Fill();
            await scene.SaveAsync(test);
            await AnalyzeAsync(test);
            var responses = await CountAsync(test);
            if (Environment.GetEnvironmentVariable("PHASES") is not null) await PhasesAsync(test, scene.Program.Id);
            foreach (var (what, choice) in new[] { ("whole program", scene.Choice), ("one class of it", scene.Choice with { Cohorts = [(await FirstAsync(test))] }) })
            {
                // The first time pays for compilation.
                var first = await OnceAsync(test, choice);
                var times = new List<double>();
                for (var i = 0; i < 15; i++) times.Add(await OnceAsync(test, choice));
                times.Sort();
                Console.WriteLine(FormattableString.Invariant($"{provider,-8} {responses * 15:N0} answers of {responses:N0} responses, {what}: p50 {Load.At(times, .5):0} ms, p95 {Load.At(times, .95):0} ms (aim: 150); first time in the process {first:0} ms"));
            }
        }
    }

    private static async Task PhasesAsync(TestDb test, Guid program)
    {
        for (var i = 0; i < 4; i++)
        {
            var cpu = Process.GetCurrentProcess().TotalProcessorTime;
            void Phase(string name) { var spent = Process.GetCurrentProcess().TotalProcessorTime; Console.Write($"{name} {(spent - cpu).TotalMilliseconds:0} "); cpu = spent; }
            await using var db = test.Open();
            var now = test.Clock.GetUtcNow().UtcDateTime;
            var reader = new ReportReader(db, now);
            var cohorts = await reader.CohortsAsync(program, ReportKind.BeforeAfter);
            Phase("cohorts");
            var ids = cohorts.ConvertAll(c => c.Id);
            await reader.SeatsAsync(ids);
            Phase("seats");
            await reader.AbsencesAsync([.. cohorts.SelectMany(c => c.Windows).Select(w => w.SessionId).OfType<Guid>()]);
            Phase("absences");
            await reader.CodesAsync(ids);
            Phase("codes");
            var n = 0;
            await foreach (var r in reader.ResponsesAsync([.. cohorts.SelectMany(c => c.Windows).Select(w => w.Id)])) n += r.Answers.Length;
            Phase("responses");
            var data = await ReportData.ReadAsync(db, cohorts, now);
            Phase("data(all)");
            var tables = data.Book.Items.Select(item => { var t = ItemTables.Of(item, data).ToList(); Phase(item.Key); return t; }).ToList();
            var builder = new ReportBuilder(data);
            Phase("builder");
            builder.Items(Enumerable.Range(0, cohorts.Count).ToHashSet(), Audience.Inside);
            Phase("items");
            Console.WriteLine();
        }
    }

    private static async Task<double> OnceAsync(TestDb test, ReportChoice choice)
    {
        var start = Stopwatch.GetTimestamp();
        var report = (await test.Get<SurveyReportService>().GetAsync(Actor.System, choice)).OrThrow();
        report.Items.Count.ShouldBe(15);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    internal static SurveyScene Fill(int classes = Classes)
    {
        var random = new Random(311);
        var questions = Enumerable.Range(0, 15).Select(i => i switch
        {
            < 6 => SurveyScene.YesNo($"knows-{i}", $"Have you heard of service {i}?"),
            < 9 => SurveyScene.Choose($"quiz-{i}", QuestionKind.Knowledge, 4),
            < 13 => SurveyScene.Choose($"agree-{i}", QuestionKind.Scale, 5),
            < 14 => SurveyScene.Choose($"best-{i}", QuestionKind.OneChoice, 5),
            _ => SurveyScene.Choose($"topics-{i}", QuestionKind.SeveralChoices, 6),
        }).ToList();
        var scene = new SurveyScene(new() { Questions = questions });
        for (var c = 0; c < classes; c++)
        {
            var cohort = scene.Cohort($"Class {c:000}", startDay: -c % 3 * 365 - c % 40);
            for (var s = 0; s < Students; s++) cohort.Answer(Answers(random, questions, 0), Answers(random, questions, .3), attended: random.Next(10) < 7 ? 5 : random.Next(2, 5));
        }
        return scene;
    }

    private static string Answers(Random random, List<Question> questions, double more) => string.Join(';', questions.Select(q => q.Kind switch
    {
        QuestionKind.YesNo => $"{q.Key}={(random.NextDouble() < .3 + more ? "yes" : random.Next(2) == 0 ? "no" : "dk")}",
        QuestionKind.SeveralChoices => $"{q.Key}={string.Join('+', q.Options.Where(_ => random.Next(3) == 0).Select(o => o.Key).DefaultIfEmpty("a"))}",
        QuestionKind.Scale => $"{q.Key}={Math.Clamp((int)(random.NextDouble() * 5 + 1 + more * 3), 1, 5)}",
        _ => $"{q.Key}={q.Options[random.NextDouble() < .3 + more ? 0 : random.Next(q.Options.Count)].Key}",
    }));

    private static async Task<int> CountAsync(TestDb test)
    {
        await using var db = test.Open();
        return await db.SurveyResponses.CountAsync();
    }

    private static async Task<Guid> FirstAsync(TestDb test)
    {
        await using var db = test.Open();
        return await db.Cohorts.OrderBy(c => c.Name).Select(c => c.Id).FirstAsync();
    }

    // As the databases do by themselves in time.
    private static async Task AnalyzeAsync(TestDb test)
    {
        await using var db = test.Open();
        await db.Database.ExecuteSqlRawAsync("ANALYZE");
    }
}
