using Engagement.Core;
using Engagement.Web.Components;
using Engagement.Web.Endpoints;
using Engagement.Web.Setup;

namespace Engagement.Web;

/// <summary>Where the application starts. Reads like a table of contents; each chapter is a file in Setup or Endpoints.</summary>
public sealed class EntryPoint
{
    private EntryPoint() { }

    /// <summary>Builds and runs the application; <c>--demo</c> loads the demo city first (never in Production).</summary>
    public static async Task Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.AddDatabase();
        builder.Services.AddEngagementCore();
        builder.AddAccounts();
        builder.AddMail();
        builder.AddProtection();
        builder.AddPages();
        builder.AddHealth();
        builder.AddLogs();

        var app = builder.Build();
        app.UseProtection();
        app.UsePages();
        app.MapStaticAssets();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(o => o.ContentSecurityFrameAncestorsPolicy = null);
        app.MapEndpoints();
        app.MapHealth();

        if (await app.PrepareAsync(args)) await app.RunAsync();
    }
}
