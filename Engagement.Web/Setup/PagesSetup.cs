using Engagement.Web.Components.Pages.Surveys.Instruments;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Localization;

namespace Engagement.Web.Setup;

internal static class PagesSetup
{
    public static void AddPages(this WebApplicationBuilder builder)
    {
        // A setting in appsettings.json would win over ASPNETCORE_URLS; so the default is here.
        var configuration = builder.Configuration;
        if (new[] { "urls", "http_ports", "https_ports" }.All(k => string.IsNullOrEmpty(configuration[k])) && !configuration.GetSection("Kestrel:Endpoints").Exists())
            builder.WebHost.UseUrls("http://localhost:5311");
        builder.Services.AddRazorComponents().AddInteractiveServerComponents()
            // A long text pasted into a form must be refused with a message, not end the circuit (the default is 32 KB).
            .AddHubOptions(o => o.MaximumReceiveMessageSize = 256 * 1024);
        builder.Services.AddCascadingAuthenticationState();
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddScoped<CurrentActor>();
        builder.Services.AddSingleton<ConfigurationReport>();
        builder.Services.AddScoped<SurveyPreview>();
        builder.Services.AddScoped<AuthenticationStateProvider, SessionRevalidation>();
        // The languages of public, student and account pages; their texts are in Engagement.Web/Resources.
        builder.Services.AddLocalization();
        builder.Services.Configure<RequestLocalizationOptions>(o =>
        {
            var cultures = Languages.Installed.Select(l => l.Culture).ToList();
            o.DefaultRequestCulture = new(cultures[0]);
            (o.SupportedCultures, o.SupportedUICultures) = (cultures, cultures);
            o.RequestCultureProviders = [new CustomRequestCultureProvider(Languages.ChooseAsync)];
        });
    }

    public static void UsePages(this WebApplication app)
    {
        app.UseRequestLocalization();
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = FailurePage.WriteAsync });
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.UseCors();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.UseFormProtection();
    }
}
