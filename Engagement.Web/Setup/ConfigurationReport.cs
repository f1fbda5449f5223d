using System.Reflection;
using Engagement.Core.Data;

namespace Engagement.Web.Setup;

/// <summary>What only the configuration can set, in words and without secrets, for the settings page.</summary>
public sealed class ConfigurationReport(IConfiguration configuration, IHostEnvironment environment)
{
    /// <summary>Name and value of each; a value never holds a password, a token or a connection string.</summary>
    public IReadOnlyList<(string Name, string Value)> Facts()
    {
        var provider = configuration.GetValue("Database:Provider", DatabaseProvider.Sqlite);
        return
        [
            ("Version", typeof(ConfigurationReport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown"),
            ("Environment", environment.EnvironmentName),
            ("Database", provider == DatabaseProvider.Postgres ? "PostgreSQL" : "SQLite, a file in the data folder"),
            ("Data folder", Path.GetFullPath(configuration["DataFolder"] ?? Path.Combine(environment.ContentRootPath, "App_Data"))),
            ("Key ring", provider == DatabaseProvider.Postgres ? "in the database" : "in the data folder"),
            ("Mail server", Value("Mail:Host") is { } host ? $"{host}:{Value("Mail:Port") ?? "587"}" : "none: mails are written to the data folder"),
            ("Mail is sent from", Value("Mail:From") ?? "not set"),
            ("Mail goes to", Value("Mail:SandboxTo") is { } sandbox ? $"sandbox: everything to {sandbox}" : "its recipients"),
            ("Certificate for signing PDFs", Value("Certificates:Signing:File") is null ? "none: PDFs are not signed" : "present"),
            ("Trusted proxies", Value("Proxies") ?? (configuration.GetSection("Proxies").GetChildren().Count() is > 0 and var n ? $"{n} addresses" : "none")),
            ("Allowed hosts", Value("AllowedHosts") ?? "*"),
        ];
    }

    private string? Value(string key) => string.IsNullOrWhiteSpace(configuration[key]) ? null : configuration[key];
}
