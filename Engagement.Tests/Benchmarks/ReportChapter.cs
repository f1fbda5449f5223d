using System.Diagnostics;
using Engagement.Core.Accounts;
using Engagement.Core.Certificates;
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
    private static int size;

    public static async Task RunAsync()
    {
        foreach (var provider in Enum.GetValues<DatabaseProvider>())
        {
            await using var test = await TestDb.CreateAsync(provider);
            var scene = Fill();
            await scene.SaveAsync(test);
            await AnalyzeAsync(test);
            var responses = await CountAsync(test);
            foreach (var (what, choice) in new[] { ("whole program", scene.Choice), ("one class of it", scene.Choice with { Cohorts = [(await FirstAsync(test))] }) })
            {
                // The first times pay for compilation.
                var first = await OnceAsync(test, choice);
                for (var i = 0; i < 30; i++) await OnceAsync(test, choice);
                var times = await TimesAsync(() => OnceAsync(test, choice));
                Console.WriteLine(FormattableString.Invariant($"{provider,-8} {responses * 15:N0} answers of {responses:N0} responses, {what}: p50 {Load.At(times, .5):0} ms, p95 {Load.At(times, .95):0} ms (aim: 150); first time in the process {first:0} ms"));
            }
            await PdfAsync(test, scene.Choice);
            var pdf = await TimesAsync(() => PdfAsync(test, scene.Choice));
            Console.WriteLine(FormattableString.Invariant($"{provider,-8} the same as a PDF: p50 {Load.At(pdf, .5):0} ms, p95 {Load.At(pdf, .95):0} ms, {size / 1024.0:0} KB"));
        }
    }

    private static async Task<List<double>> TimesAsync(Func<Task<double>> once)
    {
        var times = new List<double>();
        for (var i = 0; i < 20; i++) times.Add(await once());
        times.Sort();
        return times;
    }

    private static async Task<double> PdfAsync(TestDb test, ReportChoice choice)
    {
        var start = Stopwatch.GetTimestamp();
        using var bytes = new MemoryStream();
        await (await test.Get<SurveyReportPrintService>().LiveAsync(Actor.System, choice)).OrThrow().WriteAsync(bytes, CancellationToken.None);
        size = (int)bytes.Length;
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
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
