using Microsoft.AspNetCore.Components.Authorization;
using Radzen;

namespace Engagement.Web.Setup;

internal static class PagesSetup
{
    public static void AddPages(this WebApplicationBuilder builder)
    {
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.Services.AddCascadingAuthenticationState();
        builder.Services.AddRadzenComponents();
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddScoped<CurrentActor>();
        builder.Services.AddScoped<AuthenticationStateProvider, SessionRevalidation>();
        // The languages of public and liaison pages; staff pages are in English. Resources are in Engagement.Web/Resources.
        builder.Services.AddLocalization();
        builder.Services.Configure<RequestLocalizationOptions>(o => o.SetDefaultCulture("en-US").AddSupportedCultures("en-US", "es-US").AddSupportedUICultures("en-US", "es-US"));
    }

    public static void UsePages(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment()) app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.UseRequestLocalization();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
    }
}
