namespace Engagement.Web.Setup;

internal static class LogsSetup
{
    /// <summary>One JSON object a line in Production, plain lines in Development.</summary>
    public static void AddLogs(this WebApplicationBuilder builder)
    {
        if (builder.Environment.IsProduction()) builder.Logging.ClearProviders().AddJsonConsole(o => o.UseUtcTimestamp = true);
    }
}
