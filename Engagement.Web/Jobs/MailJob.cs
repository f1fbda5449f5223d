using Engagement.Core.Accounts;
using Engagement.Core.Mail;

namespace Engagement.Web.Jobs;

/// <summary>
/// Sends what is due, every few seconds (<c>Mail:EverySeconds</c>, 10 by default); every sixtieth time it also reads delivery reports and forgets old texts.
/// Nodes may run it side by side.
/// </summary>
internal sealed class MailJob(IServiceScopeFactory scopes, IConfiguration configuration, ILogger<MailJob> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(configuration.GetValue("Mail:EverySeconds", 10.0)));
        for (var round = 0; await timer.WaitForNextTickAsync(stoppingToken); round++)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<MailService>().SendDueAsync(Actor.System, stoppingToken);
                if (round % 60 != 0) continue;
                await scope.ServiceProvider.GetRequiredService<BounceService>().ReadFolderAsync(Actor.System, stoppingToken);
                await scope.ServiceProvider.GetRequiredService<OutboxService>().PurgeAsync(Actor.System, stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The database may be away for a moment; the next round tries again.
                log.LogError(e, "Sending mail failed");
            }
        }
    }
}
