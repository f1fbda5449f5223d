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

    /// <summary>The session's id, if the user has one.</summary>
    public static Guid? SessionOf(ClaimsPrincipal user) => Guid.TryParse(user.FindFirstValue(Session), out var id) ? id : null;

    /// <summary>True while a second factor is required and was not used in this session.</summary>
    public static bool MustEnroll(ClaimsPrincipal user) => user.HasClaim(c => c.Type == Enroll);

    /// <summary>Set anew on every request, never trusted from the cookie.</summary>
    public static void SetMustEnroll(ClaimsIdentity identity, bool must)
    {
        foreach (var old in identity.FindAll(Enroll).ToList()) identity.RemoveClaim(old);
        if (must) identity.AddClaim(new Claim(Enroll, "1"));
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
