using System.Diagnostics;
using Engagement.Core.Announcements;
using Engagement.Core.Data;
using Engagement.Core.Participation;
using Engagement.Core.People;
using Engagement.Tests.Builders;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.Mail;

namespace Engagement.Tests.Benchmarks;

/// <summary>5,000 mails of one announcement: queueing, handing over to a real SMTP server on this machine, and two nodes of which one is killed in the middle.</summary>
internal static class MailChapter
{
    private const int Mails = 5000;

    private static string Application => Path.Combine(Stage.Repository, "artifacts/bench/Engagement.Web.dll");

    public static async Task RunAsync()
    {
        if (SmtpPeer.WhyMissing is { } why)
        {
            Console.WriteLine(why);
            return;
        }
        foreach (var provider in Enum.GetValues<DatabaseProvider>()) await OneNodeAsync(provider);
        await TwoNodesAsync();
    }

    private static async Task OneNodeAsync(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        await using var peer = await SmtpPeer.StartAsync();
        await using var nodes = new MailNodes(test, provider, peer);
        // Once before, so that the compiler's work is not measured.
        await AnnounceAsync(test, 50);
        var queued = await AnnounceAsync(test, Mails);
        Console.WriteLine(FormattableString.Invariant($"{provider,-8} one announcement to {Mails} people, from the click until all are queued: {queued.Wall.TotalSeconds:0.00} s (aim: under 2), of which {queued.Processor.TotalSeconds:0.00} s on our processor"));
        var node = await nodes.StartAsync(Application);
        await peer.UntilAsync("mail", 50);
        var (before, start, peak) = (node.Memory(), peer.Mails.Count, 0L);
        var watch = Stopwatch.StartNew();
        using (new Timer(_ => peak = Math.Max(peak, node.Memory()), null, 0, 50)) await peer.UntilAsync("mail", Mails + 50);
        var sent = Mails + 50 - start;
        Console.WriteLine(FormattableString.Invariant($"{provider,-8} handing over on 4 lines: {sent / watch.Elapsed.TotalSeconds:0} mails a second ({sent} in {watch.Elapsed.TotalSeconds:0.0} s), {(peak - before) / 1048576.0:0} MB more resident memory at the peak ({peak / 1048576.0:0} MB in all)"));
        await nodes.UntilDoneAsync();
        await nodes.EachOnceAsync(Mails + 50);
    }

    /// <summary>Announces something to a cohort of so many people; returns how long sending took until everything was queued, and how much of that on a processor.</summary>
    private static async Task<(TimeSpan Wall, TimeSpan Processor)> AnnounceAsync(TestDb test, int people)
    {
        var scene = new CityScene(name: $"Academy of {people}");
        var cohort = scene.Cohort("Benchmark", new DateOnly(2026, 3, 10));
        for (var seat = 1; seat <= people; seat++) scene.Enroll(cohort, seat);
        foreach (var (person, i) in scene.More.OfType<Person>().Select((p, i) => (p, i))) person.Email = $"resident{people}-{i}@example.org";
        var codes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var enrollment in scene.More.OfType<Enrollment>())
            while (!codes.Add(enrollment.CardCode)) enrollment.DrawCard();
        await scene.SaveAsync(test);
        var service = test.Get<AnnouncementService>();
        var id = (await service.SaveAsync(TestDb.Coordinator, null, new AnnouncementInput { Audience = Audience.Cohort, CohortId = cohort.Id, Subject = "The last evening", Markdown = "Bring **a friend**.\n\n- pens\n- questions" })).OrThrow();
        var version = (await service.GetAsync(TestDb.Coordinator, id)).OrThrow().Input.Version;
        using var process = Process.GetCurrentProcess();
        var (watch, processor) = (Stopwatch.StartNew(), process.TotalProcessorTime);
        (await service.SendAsync(TestDb.Coordinator, id, version)).OrThrow().ShouldBe(people);
        process.Refresh();
        return (watch.Elapsed, process.TotalProcessorTime - processor);
    }

    private static async Task TwoNodesAsync()
    {
        await using var test = await TestDb.CreateAsync(DatabaseProvider.Postgres);
        await using var peer = await SmtpPeer.StartAsync();
        await using var nodes = new MailNodes(test, DatabaseProvider.Postgres, peer);
        var both = await Task.WhenAll(nodes.StartAsync(Application), nodes.StartAsync(Application));
        await nodes.QueueAsync(Mails);
        await peer.UntilAsync("mail", Mails / 3);
        both[0].Kill();
        await nodes.UntilDoneAsync();
        var (unclear, arrived) = await nodes.EachOnceAsync(Mails);
        Console.WriteLine($"Postgres two nodes, one killed after {Mails / 3}: {peer.Mails.Count} arrived, each once; {unclear} named unclear, of which {arrived} had arrived");
    }
}
