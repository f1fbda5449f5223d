using Engagement.Core;
using Engagement.Web.Components;
using Engagement.Web.Endpoints;
using Engagement.Web.Setup;

namespace Engagement.Web;

/// <summary>Where the application starts. Reads like a table of contents; each chapter is a file in Setup or Endpoints.</summary>
public sealed class EntryPoint
{
    private EntryPoint() { }

    /// <summary>Builds and runs the application; <c>--demo</c> loads the demo city first (never in Production). Ends with 1 when it can't start.</summary>
    public static async Task<int> Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.AddDatabase();
        builder.Services.AddEngagementCore();
        builder.AddAccounts();
        builder.AddMail();
        builder.AddJobs();
        builder.AddOpen311();
        builder.AddProtection();
        builder.AddPages();
        builder.AddSurveys();
        builder.AddCertificates();
        builder.AddHealth();
        builder.AddLogs();

        var app = builder.Build();
        app.UseProtection();
        app.UsePages();
        app.MapStaticAssets();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(o => o.ContentSecurityFrameAncestorsPolicy = null).WithHeads().WithoutStateOnStaticPages();
        app.MapEndpoints();
        app.MapHealth();

        try
        {
            if (!await app.PrepareAsync(args)) return Environment.ExitCode;
        }
        catch (Exception e)
        {
            app.SayWhyNotStarted(e);
            await app.DisposeAsync();
            return 1;
        }
        await app.RunAsync();
        return 0;
    }
}
