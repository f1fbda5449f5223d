using Engagement.Core.Data;
using Engagement.Tests.Infrastructure;

namespace Engagement.Tests.Benchmarks;

/// <summary>The entry point of bin/bench: prints every figure of the product for SQLite and PostgreSQL.</summary>
public static class Bench
{
    public static async Task Main(string[] args)
    {
        if (args is ["floor", var address, var provider, var connection])
        {
            await Floor.RunAsync(address, Enum.Parse<DatabaseProvider>(provider), connection);
            return;
        }
        PostgresServer.Durable = true;
        var wanted = args.ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, run) in Chapters)
            if (wanted.Count == 0 || wanted.Contains(name))
            {
                Console.WriteLine($"\n== {name}");
                await run();
            }
    }

    private static readonly (string Name, Func<Task> Run)[] Chapters =
    [
        ("start", StartChapter.RunAsync),
        ("bytes", BytesChapter.RunAsync),
        ("forms", FormsChapter.RunAsync),
        ("surveys", SurveysChapter.RunAsync),
        ("roster", RosterChapter.RunAsync),
        ("import", ImportChapter.RunAsync),
        ("certificates", CertificateChapter.RunAsync),
        ("open311", Open311Chapter.RunAsync),
        ("mail", MailChapter.RunAsync),
        ("report", ReportChapter.RunAsync),
        ("circuits", CircuitChapter.RunAsync),
    ];
}
