using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Web.Setup;

internal static class AccountsSetup
{
    /// <summary>Policy of pages that need an account but no right.</summary>
    public const string SignedIn = nameof(SignedIn);

    /// <summary>Identity with cookies tied to sessions, and one authorization policy for each <see cref="Permission"/>.</summary>
    public static void AddAccounts(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddMemoryCache();
        services.AddSingleton<SessionCheck>();
        services.AddScoped<SignInFlow>();
        // For Identity's own classes, within one request; services open a context per operation.
        services.AddScoped(sp => sp.GetRequiredService<IDbContextFactory<EngagementDb>>()
            .Open(sp.GetRequiredService<IHttpContextAccessor>().HttpContext is { } http ? CurrentActor.From(http.User) : Actor.System));
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies(cookies =>
            cookies.ApplicationCookie!.Configure(o =>
            {
                o.LoginPath = "/account/sign-in";
                o.AccessDeniedPath = "/account/denied";
                o.Cookie.Name = "engagement";
                o.Cookie.SameSite = SameSiteMode.Lax;
                SessionCookies.Use(o);
            }));
        services.AddIdentityCore<User>(o =>
            {
                o.User.RequireUniqueEmail = true;
                // The rules are in PasswordRules; Identity's own would forbid good passwords and allow bad ones.
                o.Password = new PasswordOptions
                {
                    RequiredLength = PasswordRules.Least,
                    RequireDigit = false,
                    RequireLowercase = false,
                    RequireUppercase = false,
                    RequireNonAlphanumeric = false,
                    RequiredUniqueChars = 1,
                };
            })
            .AddRoles<Role>()
            .AddEntityFrameworkStores<EngagementDb>()
            .AddSignInManager<AccountSignInManager>()
            .AddClaimsPrincipalFactory<AccountClaims.Factory>()
            .AddDefaultTokenProviders();
        services.Configure<IdentityPasskeyOptions>(o =>
        {
            o.UserVerificationRequirement = "required";
            o.ResidentKeyRequirement = "required";
            o.ServerDomain = Uri.TryCreate(builder.Configuration["PublicAddress"], UriKind.Absolute, out var address) ? address.Host : null;
        });
        var authorization = services.AddAuthorizationBuilder().AddPolicy(SignedIn, p => p.RequireAuthenticatedUser());
        foreach (var permission in Enum.GetValues<Permission>())
            authorization.AddPolicy(permission.ToString(), p => p.RequireAssertion(c => CurrentActor.From(c.User).May(permission)));
    }
}
