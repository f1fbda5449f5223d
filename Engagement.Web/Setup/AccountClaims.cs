using System.Security.Claims;
using Engagement.Core.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Engagement.Web.Setup;

/// <summary>What a cookie says about its owner, beside the user's id and roles.</summary>
internal static class AccountClaims
{
    /// <summary>The display name.</summary>
    public const string Name = "name";

    /// <summary>Id of the <see cref="UserSession"/>.</summary>
    public const string Session = "session";

    private const string Enroll = "must-enroll";
    private const string HoldClaim = "hold";

    /// <summary>The session's id, if the user has one.</summary>
    public static Guid? SessionOf(ClaimsPrincipal user) => Guid.TryParse(user.FindFirstValue(Session), out var id) ? id : null;

    /// <summary>True while a second factor is required and was not used in this session.</summary>
    public static bool MustEnroll(ClaimsPrincipal user) => user.HasClaim(c => c.Type == Enroll);

    /// <summary>What a liaison's standing says.</summary>
    public static Hold HoldOf(ClaimsPrincipal user) => Enum.TryParse<Hold>(user.FindFirstValue(HoldClaim), out var hold) ? hold : Hold.None;

    /// <summary>True when the user is signed in but has no rights for now.</summary>
    public static bool IsHeld(ClaimsPrincipal user) => MustEnroll(user) || HoldOf(user) != Hold.None;

    /// <summary>Set anew on every request, never trusted from the cookie.</summary>
    public static void Set(ClaimsIdentity identity, SessionState state)
    {
        foreach (var old in identity.FindAll(c => c.Type is Enroll or HoldClaim).ToList()) identity.RemoveClaim(old);
        if (state.MustEnroll) identity.AddClaim(new Claim(Enroll, "1"));
        if (state.Hold != Hold.None) identity.AddClaim(new Claim(HoldClaim, state.Hold.ToString()));
    }

    /// <summary>Adds the display name to what Identity puts into a cookie.</summary>
    internal sealed class Factory(UserManager<User> users, RoleManager<Role> roles, IOptions<IdentityOptions> options)
        : UserClaimsPrincipalFactory<User, Role>(users, roles, options)
    {
        protected override async Task<ClaimsIdentity> GenerateClaimsAsync(User user)
        {
            var identity = await base.GenerateClaimsAsync(user);
            identity.AddClaim(new Claim(Name, user.DisplayName));
            return identity;
        }
    }
}
