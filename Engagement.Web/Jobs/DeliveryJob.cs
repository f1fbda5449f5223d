using Engagement.Core.Accounts;
using Engagement.Core.ServiceRequests;

namespace Engagement.Web.Jobs;

/// <summary>
/// Hands requests to work systems, looking every few seconds (<c>Deliveries:EverySeconds</c>, 5 by default) for what is due. Each destination has a task of its own, so that
/// a slow one holds up nobody else. Nodes may run it side by side.
/// </summary>
internal sealed class DeliveryJob(IServiceScopeFactory scopes, IConfiguration configuration, ILogger<DeliveryJob> log) : BackgroundService
{
    private readonly Dictionary<Guid, Task> running = [];

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
            while ((await scope.ServiceProvider.GetRequiredService<DeliveryService>().SendDueAsync(Actor.System, destination, stopping)).Value > 0) { }
        }
        catch (OperationCanceledException)
        {
            // The application ends.
        }
#pragma warning disable CA1031 // Nobody awaits this task before the application ends: whatever it was is logged, and the next round tries again.
        catch (Exception e)
        {
            log.LogError(e, "Handing over to a destination failed");
        }
#pragma warning restore CA1031
    }
}
