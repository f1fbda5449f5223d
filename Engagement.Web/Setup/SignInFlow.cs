using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Engagement.Web.Setup;

/// <summary>Identity's sign-in, which refuses disabled accounts, and liaisons who are suspended or have resigned, whatever the way.</summary>
internal sealed class AccountSignInManager(
    UserManager<User> users, IHttpContextAccessor http, IUserClaimsPrincipalFactory<User> claims, IOptions<IdentityOptions> options,
    ILogger<SignInManager<User>> log, IAuthenticationSchemeProvider schemes, IUserConfirmation<User> confirmation, UserSessionService sessions)
    : SignInManager<User>(users, http, claims, options, log, schemes, confirmation)
{
    public override async Task<bool> CanSignInAsync(User user) => user.DisabledAt is null && await sessions.MaySignInAsync(user.Id) && await base.CanSignInAsync(user);
}

/// <summary>
/// Signing in with a password so that nothing can be learnt from the answer or from how long it takes:
/// where Identity would answer without hashing (unknown, disabled or locked account), a hash is computed all the same.
/// </summary>
public sealed class SignInFlow(SignInManager<User> signIn, UserManager<User> users, UserSessionService sessions, IPasswordHasher<User> hasher, ILogger<SignInFlow> log)
{
    private static readonly User Nobody = new();
    private static string? nobodysHash;

    /// <summary>Signs in with what a passkey answered; counts as a second factor, because the device checked its owner.</summary>
    public async Task<SignInResult> WithPasskeyAsync(HttpContext http, string? credential)
    {
        SessionCookies.MarkStrong(http);
        try
        {
            var result = string.IsNullOrEmpty(credential) ? SignInResult.Failed : await signIn.PasskeySignInAsync(credential);
            if (!result.Succeeded) log.LogWarning("Sign-in refused: passkey");
            return result;
        }
        catch (InvalidOperationException)
        {
            // No answer was asked for in this browser, or too long ago.
            return SignInResult.Failed;
        }
    }

    /// <summary>Succeeded, RequiresTwoFactor, or Failed for every other reason.</summary>
    public async Task<SignInResult> WithPasswordAsync(string? email, string? password)
    {
        nobodysHash ??= hasher.HashPassword(Nobody, Guid.NewGuid().ToString());
        var user = await users.FindByNameAsync(Text.Normal((email ?? "").Trim()));
        if (user is null || user.DisabledAt is not null || user.PasswordHash is null || await users.IsLockedOutAsync(user) || !await sessions.MaySignInAsync(user.Id))
        {
            hasher.VerifyHashedPassword(Nobody, nobodysHash, password ?? "");
            log.LogWarning("Sign-in refused: {Reason}, account {Account}", user is null ? "no such account" : "disabled, locked, suspended or resigned", user?.Id);
            return SignInResult.Failed;
        }
        var result = await signIn.PasswordSignInAsync(user, password ?? "", isPersistent: false, lockoutOnFailure: true);
        if (result.Succeeded || result.RequiresTwoFactor) return result;
        log.LogWarning("Sign-in refused: {Reason}, account {Account}", result.IsLockedOut ? "now locked" : "wrong password", user.Id);
        return SignInResult.Failed;
    }
}
