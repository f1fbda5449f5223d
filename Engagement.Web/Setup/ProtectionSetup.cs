using System.Net;
using Engagement.Core.Data;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Engagement.Web.Setup;

internal static class ProtectionSetup
{
    /// <summary>Keys in the database, antiforgery, rate limits, trusted proxies.</summary>
    public static void AddProtection(this WebApplicationBuilder builder)
    {
        var (services, configuration) = (builder.Services, builder.Configuration);
        services.AddDataProtection().SetApplicationName("Engagement");
        services.AddSingleton<IXmlRepository, KeyRepository>(sp => new KeyRepository(sp.GetRequiredService<IDbContextFactory<EngagementDb>>()));
        services.AddOptions<KeyManagementOptions>().Configure<IXmlRepository>((o, keys) => o.XmlRepository = keys);

        // Cookies over HTTPS only, but for development and for a trial in a closed network that asks for it.
        var secure = builder.Environment.IsDevelopment() || configuration.GetValue("Protection:AllowHttp", defaultValue: false)
            ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        services.AddAntiforgery(o =>
        {
            o.Cookie.Name = "engagement-form";
            o.Cookie.SecurePolicy = secure;
            // The header is ours (SecurityHeaders), and stricter.
            o.SuppressXFrameOptionsHeader = true;
        });
        services.ConfigureAll<CookieAuthenticationOptions>(o => o.Cookie.SecurePolicy = secure);
        services.AddRateLimits(configuration);
        services.Configure<ForwardedHeadersOptions>(o => Trust(o, configuration));
    }

    /// <summary>First of all: who the request comes from, and the headers of every answer.</summary>
    public static void UseProtection(this WebApplication app)
    {
        if (app.Configuration.GetSection("Proxies").GetChildren().Any()) app.UseForwardedHeaders();
        if (!app.Environment.IsDevelopment()) app.UseHsts();
        app.UseMiddleware<SecurityHeaders>();
    }

    /// <summary>After it is known who is signed in: rate limits, circuits, and forms that were sent too late.</summary>
    public static void UseFormProtection(this WebApplication app)
    {
        app.UseRateLimiter();
        app.UseMiddleware<CircuitGuard>();
        app.UseMiddleware<ExpiredForms>();
    }

    // Proxies: a list of addresses or networks, as "10.0.0.1" or "10.0.0.0/8". Nobody else's X-Forwarded-… headers count.
    private static void Trust(ForwardedHeadersOptions options, IConfiguration configuration)
    {
        options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in configuration.GetSection("Proxies").Get<string[]>() ?? [])
        {
            if (System.Net.IPNetwork.TryParse(proxy, out var network)) options.KnownIPNetworks.Add(network);
            else if (IPAddress.TryParse(proxy, out var address)) options.KnownProxies.Add(address);
            else throw new InvalidOperationException($"Proxies has \"{proxy}\", which is neither an address nor a network such as 10.0.0.0/8.");
        }
    }
}
