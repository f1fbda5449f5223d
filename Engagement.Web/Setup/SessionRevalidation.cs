using Engagement.Core.Accounts;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace Engagement.Web.Setup;

/// <summary>Asks for an open circuit what the cookie is asked for at every request; a circuit whose session has ended knows nobody any more.</summary>
internal sealed class SessionRevalidation(ILoggerFactory logs, SessionCheck check) : RevalidatingServerAuthenticationStateProvider(logs)
{
    protected override TimeSpan RevalidationInterval => check.Interval;

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        await check.FindAsync(authenticationState.User) is { } state
        && (!state.MustEnroll || AccountClaims.MustEnroll(authenticationState.User))
        && (state.Hold == Hold.None || AccountClaims.HoldOf(authenticationState.User) == state.Hold);
}
