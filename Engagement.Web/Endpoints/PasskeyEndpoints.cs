using Engagement.Core.Accounts;
using Engagement.Web.Setup;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;

namespace Engagement.Web.Endpoints;

internal static class PasskeyEndpoints
{
    /// <summary>
    /// What the browser needs to make or use a passkey, asked for by wwwroot/js/passkeys.js with the form's antiforgery token;
    /// the form in the head of staff pages that signs out, and the way from signing in to everybody's own start page.
    /// </summary>
    public static void MapPasskeys(this WebApplication app)
    {
        app.MapPost("/account/passkeys/create-options", CreateAsync).RequireAuthorization(AccountsSetup.SignedIn);
        app.MapPost("/account/passkeys/use-options", UseAsync).AllowAnonymous();
        app.MapGet("/account/home", (HttpContext http) => Results.LocalRedirect(HomeOf(http.User))).RequireAuthorization(AccountsSetup.SignedIn);
        app.MapPost("/account/sign-out", SignOutAsync).RequireAuthorization(AccountsSetup.SignedIn);
    }

    private static string HomeOf(System.Security.Claims.ClaimsPrincipal user) =>
        AccountClaims.MustEnroll(user) ? "/account/second-factor"
        : CurrentActor.From(user).May(Permission.ReadCohorts) ? "/staff" : user.IsInRole(Permissions.Liaison) ? "/liaison" : "/account";

    private static async Task<IResult> SignOutAsync(HttpContext http, IAntiforgery antiforgery, UserSessionService sessions, SessionCheck check, SignInManager<User> signIn)
    {
        // With a token that is too old, the account page has a button with a new one.
        if (!await antiforgery.IsRequestValidAsync(http)) return Results.LocalRedirect("/account");
        var session = AccountClaims.SessionOf(http.User);
        if (session is { } id) await sessions.EndAsync(CurrentActor.From(http.User), id);
        check.Forget(session);
        await signIn.SignOutAsync();
        return Results.LocalRedirect("/account/sign-in");
    }

    private static async Task<IResult> CreateAsync(HttpContext http, IAntiforgery antiforgery, UserManager<User> users, SignInManager<User> signIn)
    {
        if (!await antiforgery.IsRequestValidAsync(http) || await users.GetUserAsync(http.User) is not { } user) return Results.BadRequest();
        var options = await signIn.MakePasskeyCreationOptionsAsync(new() { Id = user.Id.ToString(), Name = user.Email!, DisplayName = user.DisplayName });
        return Results.Content(options, "application/json");
    }

    // For nobody in particular: the answer is the same whoever asks, so it tells nothing about accounts.
    private static async Task<IResult> UseAsync(HttpContext http, IAntiforgery antiforgery, SignInManager<User> signIn) =>
        await antiforgery.IsRequestValidAsync(http)
            ? Results.Content(await signIn.MakePasskeyRequestOptionsAsync(user: null), "application/json")
            : Results.BadRequest();
}
