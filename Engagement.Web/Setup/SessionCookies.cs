using System.Security.Claims;
using Engagement.Core.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace Engagement.Web.Setup;

/// <summary>Ties the cookie to a <see cref="UserSession"/>: begun at sign-in, asked for at every request.</summary>
internal static class SessionCookies
{
    private const string Strong = "strong sign-in";

    /// <summary>Says that the sign-in that follows uses a passkey or a second factor.</summary>
    public static void MarkStrong(HttpContext context) => context.Items[Strong] = true;

    public static void Use(CookieAuthenticationOptions options)
    {
        options.ExpireTimeSpan = UserSession.Idle;
        options.SlidingExpiration = true;
        options.Events.OnSigningIn = BeginAsync;
        options.Events.OnValidatePrincipal = ValidateAsync;
        options.Events.OnRedirectToAccessDenied = RefuseAsync;
    }

    private static async Task BeginAsync(CookieSigningInContext context)
    {
        var http = context.HttpContext;
        var sessions = http.RequestServices.GetRequiredService<UserSessionService>();
        var id = (await sessions.StartAsync(CurrentActor.From(context.Principal!), Device(http.Request.Headers.UserAgent.ToString()), http.Items.ContainsKey(Strong))).OrThrow();
        ((ClaimsIdentity)context.Principal!.Identity!).AddClaim(new Claim(AccountClaims.Session, id.ToString()));
    }

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var state = await context.HttpContext.RequestServices.GetRequiredService<SessionCheck>().FindAsync(context.Principal);
        if (state is null)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
            return;
        }
        AccountClaims.Set((ClaimsIdentity)context.Principal!.Identity!, state);
    }

    private static Task RefuseAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        var user = context.HttpContext.User;
        context.Response.Redirect(AccountClaims.MustEnroll(user) ? "/account/second-factor" : AccountClaims.HoldOf(user) != Hold.None ? "/liaison" : context.RedirectUri);
        return Task.CompletedTask;
    }

    /// <summary>A browser and a system in words that people know; the order matters, because browsers name their ancestors too.</summary>
    internal static string Device(string agent)
    {
        var browser = First(agent, ("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari")) ?? "A browser";
        var system = First(agent, ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS", "Mac"), ("Linux", "Linux"));
        return system is null ? browser : $"{browser} on {system}";
    }

    private static string? First(string agent, params (string Mark, string Name)[] known) =>
        known.Where(k => agent.Contains(k.Mark, StringComparison.Ordinal)).Select(k => k.Name).FirstOrDefault();
}
