using System.Security.Claims;
using Engagement.Core.Accounts;
using Microsoft.AspNetCore.Components.Authorization;

namespace Engagement.Web.Setup;

/// <summary>The signed-in user as services know it.</summary>
public sealed class CurrentActor(AuthenticationStateProvider states)
{
    /// <summary>The actor of the current circuit or page.</summary>
    public async ValueTask<Actor> GetAsync() => From((await states.GetAuthenticationStateAsync()).User);

    /// <summary>The actor of an endpoint's user. Who must set up a second factor first, or whose standing as a liaison does not count, has no rights until then.</summary>
    public static Actor From(ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
            ? Actor.User(id, user.FindFirstValue(AccountClaims.Name) ?? user.Identity?.Name ?? "", AccountClaims.IsHeld(user) ? [] : user.FindAll(ClaimTypes.Role).Select(c => c.Value))
            : Actor.Anyone;
}
