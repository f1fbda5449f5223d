using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Web.Setup;

internal static class AccountsSetup
{
    /// <summary>Identity with cookies, and one authorization policy for each <see cref="Permission"/>.</summary>
    public static void AddAccounts(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddScoped(sp => sp.GetRequiredService<IDbContextFactory<EngagementDb>>().CreateDbContext());
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies(cookies =>
            cookies.ApplicationCookie!.Configure(o =>
            {
                o.LoginPath = "/account/sign-in";
                o.AccessDeniedPath = "/account/denied";
                o.Cookie.Name = "engagement";
                o.Cookie.SameSite = SameSiteMode.Lax;
            }));
        services.AddIdentityCore<User>(o =>
            {
                o.User.RequireUniqueEmail = true;
                o.Password = new PasswordOptions
                {
                    RequiredLength = 8, RequireDigit = false, RequireLowercase = false, RequireUppercase = false,
                    RequireNonAlphanumeric = false, RequiredUniqueChars = 1,
                };
            })
            .AddRoles<Role>()
            .AddEntityFrameworkStores<EngagementDb>()
            .AddSignInManager()
            .AddDefaultTokenProviders();
        var authorization = services.AddAuthorizationBuilder();
        foreach (var permission in Enum.GetValues<Permission>())
            authorization.AddPolicy(permission.ToString(), p => p.RequireAssertion(c => CurrentActor.From(c.User).May(permission)));
    }
}
