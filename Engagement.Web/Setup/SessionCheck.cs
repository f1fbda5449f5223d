using System.Security.Claims;
using Engagement.Core.Accounts;
using Engagement.Core.Office;
using Microsoft.Extensions.Caching.Memory;

namespace Engagement.Web.Setup;

/// <summary>A session that counts. <paramref name="MustEnroll"/>: a second factor is required and was not used; <paramref name="Hold"/>: what a liaison's standing says.</summary>
public sealed record SessionState(bool MustEnroll, Hold Hold);

/// <summary>
/// Asks the database whether a cookie's session still counts, and remembers the answer for a quarter of the interval
/// in which circuits are checked (<c>Accounts:RecheckSeconds</c>, 20 by default), so that a page with many requests asks once.
/// </summary>
public sealed class SessionCheck(IServiceScopeFactory scopes, IMemoryCache cache, IConfiguration configuration, IHostEnvironment environment)
{
    /// <summary>How often open circuits are checked.</summary>
    public TimeSpan Interval { get; } = TimeSpan.FromSeconds(configuration.GetValue("Accounts:RecheckSeconds", 20.0));

    /// <summary>The user's session if it counts, else null.</summary>
    public async ValueTask<SessionState?> FindAsync(ClaimsPrincipal? user)
    {
        if (user is null || AccountClaims.SessionOf(user) is not { } id) return null;
        if (cache.TryGetValue(Key(id), out SessionState? known)) return known;
        await using var scope = scopes.CreateAsyncScope();
        var live = await scope.ServiceProvider.GetRequiredService<UserSessionService>().FindLiveAsync(id);
        var state = live is null || live.UserId.ToString() != user.FindFirstValue(ClaimTypes.NameIdentifier) ? null
            : new SessionState(!live.Strong && live.Roles.Any(r => r is Permissions.Administrator or Permissions.Coordinator) && await IsRequiredAsync(scope.ServiceProvider), live.Hold);
        cache.Set(Key(id), state, Interval / 4);
        return state;
    }

    /// <summary>To be called after a session was ended or strengthened here, so that the change counts at once.</summary>
    public void Forget(Guid? id) => cache.Remove(Key(id ?? Guid.Empty));

    private async Task<bool> IsRequiredAsync(IServiceProvider services) =>
        (await services.GetRequiredService<OfficeService>().GetAsync()).RequireSecondFactor ?? environment.IsProduction();

    private static string Key(Guid id) => $"session {id}";
}
