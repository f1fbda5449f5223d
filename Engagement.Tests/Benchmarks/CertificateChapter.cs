using System.Diagnostics;
using Engagement.Core.Accounts;
using Engagement.Core.Certificates;
using Engagement.Core.Data;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Engagement.Tests.Benchmarks;

/// <summary>Certificates with embedded subset fonts, vector QR code and tags: one by one on one core, and 600 as one PDF and as a ZIP.</summary>
internal static class CertificateChapter
{
    private const int Count = 600;

    public static async Task RunAsync()
    {
        await using var test = await TestDb.CreateAsync(DatabaseProvider.Sqlite, s => s.AddOptions());
        var (cohort, _) = await Seeding.CohortAsync(test, Count, Count);
        var ids = await IssueAsync(test, cohort);
        var print = test.Get<PrintService>();
        foreach (var id in ids.Take(50)) await WriteAsync(await print.OneAsync(Actor.System, id));
        var watch = Stopwatch.StartNew();
        foreach (var id in ids) await WriteAsync(await print.OneAsync(Actor.System, id));
        Console.WriteLine(FormattableString.Invariant($"one by one: {Count / watch.Elapsed.TotalSeconds:0} a second on one core, reading each from the database (aim: 300)"));
        await BatchAsync("one PDF", () => print.CohortPdfAsync(Actor.System, cohort));
        await BatchAsync("ZIP", () => print.CohortZipAsync(Actor.System, cohort));
    }

    private static async Task BatchAsync(string what, Func<Task<Core.Common.Result<Download>>> make)
    {
        GC.Collect();
        var before = Environment.WorkingSet;
        var peak = before;
        var watch = Stopwatch.StartNew();
        using var timer = new Timer(_ => peak = Math.Max(peak, Environment.WorkingSet), null, 0, 20);
        var bytes = await WriteAsync(await make());
        Console.WriteLine(FormattableString.Invariant($"{Count} as {what}: {watch.Elapsed.TotalSeconds:0.00} s ({Count / watch.Elapsed.TotalSeconds:0} a second), {bytes / 1048576.0:0.0} MB, {Math.Max(0, peak - before) / 1048576.0:0} MB more resident memory at the peak"));
    }

    private static async Task<long> WriteAsync(Core.Common.Result<Download> download)
    {
        using var target = new MemoryStream();
        await download.OrThrow().WriteAsync(target, CancellationToken.None);
        return target.Length;
    }

    private static async Task<List<Guid>> IssueAsync(TestDb test, Guid cohort)
    {
        await using var db = test.Open();
        var day = new DateOnly(2026, 11, 20);
        var enrollments = await db.Enrollments.Where(e => e.CohortId == cohort).Select(e => e.Id).ToListAsync();
        var all = enrollments.Select((id, i) => new Certificate($"bench-{i}", $"BEN-2026-{i:0000}", id, cohort, new CertificateContent
        {
            CityName = "City of Philadelphia",
            OfficeName = "Philly311",
            ProgramName = "Citizens Engagement Academy",
            CohortName = "Benchmark",
            Title = "Certificate of Completion",
            Name = $"José Peña-Núñez {i}",
            Text = "has completed the Citizens Engagement Academy: 8 sessions, 8 hours.",
            Sessions = 8,
            Minutes = 480,
            From = day.AddDays(-50),
            To = day,
            Signatures = [new SignatureLine { Name = "First signatory", Title = "Officer" }, new SignatureLine { Name = "Second signatory", Title = "Manager" }],
        }, day)).ToList();
        db.AddRange(all);
        await db.SaveChangesAsync();
        return all.ConvertAll(c => c.Id);
    }
}
