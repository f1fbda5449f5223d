using Engagement.Core.Data;
using Engagement.Core.Mail;
using Engagement.Tests.Benchmarks;
using Engagement.Tests.Infrastructure;
using Engagement.Web;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.Mail;

/// <summary>Whole applications as processes of their own, which send the outbox of one database to a real SMTP server.</summary>
internal sealed class MailNodes(TestDb test, DatabaseProvider provider, SmtpPeer peer) : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("engagement-nodes").FullName;
    private readonly List<ServerProcess> nodes = [];

    /// <summary>Queues mails about one thing, each to another address.</summary>
    public async Task QueueAsync(int mails)
    {
        var about = Guid.CreateVersion7();
        await using var db = test.Open();
        await db.QueueMailsAsync([.. Enumerable.Range(0, mails).Select(i => new MailOrder(MailKind.Trial, about, $"resident{i:00000}@example.org") { Facts = "{\"From\":\"a benchmark\"}" })]);
        await db.SaveChangesAsync();
    }

    public async Task<ServerProcess> StartAsync(string? assembly = null)
    {
        var node = await ServerProcess.StartAsync(assembly ?? typeof(EntryPoint).Assembly.Location, [], new()
        {
            ["ASPNETCORE_URLS"] = "{0}",
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["Database__Provider"] = provider.ToString(),
            ["ConnectionStrings__Engagement"] = test.ConnectionString,
            ["DataFolder"] = folder,
            ["Mail__Host"] = "127.0.0.1",
            ["Mail__Port"] = $"{peer.Port}",
            ["Mail__StartTls"] = "false",
            ["Mail__EverySeconds"] = "0.2",
            ["Logging__LogLevel__Default"] = "Warning",
        }, "/health/live");
        nodes.Add(node);
        return node;
    }

    /// <summary>Waits until nothing waits any more. What a killed node had taken is given back as after ten minutes, once the others have done the rest.</summary>
    public async Task UntilDoneAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        await using var db = test.Open();
        while (await db.Outbox.AnyAsync(m => m.State == MailState.Queued, patience.Token)) await Task.Delay(50, patience.Token);
        for (var taken = -1; ;)
        {
            // Mails that others are sending right now leave this state; those of a dead node stay.
            var now = await db.Outbox.CountAsync(m => m.State == MailState.Sending, patience.Token);
            if (now == 0) return;
            if (now == taken)
            {
                var past = DateTime.UtcNow.AddMinutes(-1);
                await db.Outbox.Where(m => m.State == MailState.Sending).ExecuteUpdateAsync(s => s.SetProperty(m => m.NextTryAt, past), patience.Token);
            }
            taken = now;
            await Task.Delay(1000, patience.Token);
        }
    }

    /// <summary>Fails unless each mail arrived exactly once, or is named unclear; returns how many are unclear and how many of those arrived.</summary>
    public async Task<(int Unclear, int OfThoseArrived)> EachOnceAsync(int mails)
    {
        await using var db = test.Open();
        var states = await db.Outbox.Select(m => new { m.Id, m.State }).ToListAsync();
        states.Count.ShouldBe(mails);
        states.Where(m => m.State is not (MailState.Sent or MailState.Unclear)).ShouldBeEmpty();
        await peer.UntilAsync("mail", states.Count(m => m.State == MailState.Sent));
        var arrived = peer.Mails.GroupBy(m => (string)m["id"]!).ToDictionary(g => g.Key, g => g.Count());
        arrived.Where(a => a.Value != 1).ShouldBeEmpty("no mail may arrive twice");
        int Times(Guid id) => arrived.GetValueOrDefault($"<{id:n}@localhost>");
        states.Where(m => m.State == MailState.Sent && Times(m.Id) != 1).ShouldBeEmpty("what is written down as sent must have arrived");
        var unclear = states.Where(m => m.State == MailState.Unclear).ToList();
        return (unclear.Count, unclear.Sum(m => Times(m.Id)));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in nodes) await node.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
