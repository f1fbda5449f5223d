using Microsoft.Extensions.Logging.Console;

namespace Engagement.Web.Setup;

internal static class LogsSetup
{
    /// <summary>One JSON object a line (<see cref="LogLine"/>) except in Development, where plain lines are easier to read.</summary>
    public static void AddLogs(this WebApplicationBuilder builder)
    {
        if (builder.Environment.IsDevelopment()) return;
        builder.Logging.ClearProviders().AddConsole(o => o.FormatterName = nameof(LogLine)).AddConsoleFormatter<LogLine, ConsoleFormatterOptions>();
    }

    /// <summary>Says why the application does not start. The log's writer runs in the background, so that standard error gets the message for sure.</summary>
    public static void SayWhyNotStarted(this WebApplication app, Exception e)
    {
        const string message = "The application does not start, because the database could not be opened or brought to the newest shape. "
            + "Nothing was changed by a migration that failed. Check Database:Provider, the connection and the free disk space; docs/running.md says how to go back to a backup.";
        app.Logger.LogCritical(e, message);
        Console.Error.WriteLine($"{message}{Environment.NewLine}{e.GetType().Name}: {e.Message}");
    }
}
