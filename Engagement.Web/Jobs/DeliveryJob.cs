using Engagement.Core.Accounts;
using Engagement.Core.Jobs;
using Engagement.Core.ServiceRequests;

namespace Engagement.Web.Jobs;

/// <summary>
/// Hands requests to work systems, looking every few seconds (<c>Deliveries:EverySeconds</c>, 5 by default) for what is due. Each destination has a task of its own, so that
/// a slow one holds up nobody else. Nodes may run it side by side. How it goes stands among the jobs: what was done at once, that nothing was to be done once a minute.
/// </summary>
internal sealed class DeliveryJob(IServiceScopeFactory scopes, IConfiguration configuration, TimeProvider clock, ILogger<DeliveryJob> log) : BackgroundService
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);
    private readonly Dictionary<Guid, Task> running = [];
    private DateTimeOffset noted;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(configuration.GetValue("Deliveries:EverySeconds", 5.0)));
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await LookAsync(stoppingToken);
        }
        finally
        {
            // What was handed over is also written down: the answers that are still out are awaited.
            await Task.WhenAll(running.Values);
        }
    }

    private async Task LookAsync(CancellationToken stopping)
    {
        foreach (var (id, _) in running.Where(r => r.Value.IsCompleted).ToList()) running.Remove(id);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            foreach (var id in (await scope.ServiceProvider.GetRequiredService<DeliveryService>().DueAsync(Actor.System, stopping)).Value ?? [])
                if (!running.ContainsKey(id)) running[id] = Task.Run(() => SendAsync(id, stopping), CancellationToken.None);
            if (running.Count == 0 && clock.GetUtcNow() - noted >= Quiet) await NoteAsync(scope, null);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The database may be away for a moment; the next round tries again.
            log.LogError(e, "Looking for deliveries failed");
        }
    }

    private async Task SendAsync(Guid destination, CancellationToken stopping)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            while ((await scope.ServiceProvider.GetRequiredService<DeliveryService>().SendDueAsync(Actor.System, destination, stopping)).Value is > 0 and var tried)
                await NoteAsync(scope, tried == 1 ? "1 request tried" : $"{tried} requests tried");
        }
        catch (OperationCanceledException)
        {
            // The application ends.
        }
#pragma warning disable CA1031 // Nobody awaits this task before the application ends: whatever it was is logged, and the next round tries again.
        catch (Exception e)
        {
            log.LogError(e, "Handing over to a destination failed");
            await TellAsync(e);
        }
#pragma warning restore CA1031
    }

    private async Task NoteAsync(AsyncServiceScope scope, string? result, bool failed = false)
    {
        noted = clock.GetUtcNow();
        await scope.ServiceProvider.GetRequiredService<JobService>().NoteAsync(Actor.System, OfficeJob.Deliveries, result, failed);
    }

    private async Task TellAsync(Exception cause)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await NoteAsync(scope, $"It broke off ({cause.GetType().Name}); the log has the cause.", failed: true);
        }
#pragma warning disable CA1031 // The cause is in the log; where the storage is away, the page can't say so either.
        catch (Exception e)
        {
            log.LogError(e, "The failure could not be written down");
        }
#pragma warning restore CA1031
    }
}
