using Engagement.Core.Data;

namespace Engagement.Web.Setup;

internal static class DatabaseSetup
{
    /// <summary>SQLite in App_Data by default; <c>Database:Provider=Postgres</c> with <c>ConnectionStrings:Engagement</c> for a server.</summary>
    public static void AddDatabase(this WebApplicationBuilder builder)
    {
        var provider = builder.Configuration.GetValue("Database:Provider", DatabaseProvider.Sqlite);
        var connection = builder.Configuration.GetConnectionString("Engagement");
        if (provider == DatabaseProvider.Sqlite && string.IsNullOrWhiteSpace(connection))
            connection = $"Data Source={Path.Combine(DataFolder(builder), "engagement.db")}";
        if (string.IsNullOrWhiteSpace(connection))
            throw new InvalidOperationException("Database:Provider is Postgres, but ConnectionStrings:Engagement is empty. Set it, for example to Host=…;Database=…;Username=…;Password=….");
        builder.Services.AddEngagementDb(provider, connection);
    }

    /// <summary>The folder for the database, keys and mail pickup: App_Data beside the project, or <c>DataFolder</c>.</summary>
    public static string DataFolder(WebApplicationBuilder builder)
    {
        var folder = Path.GetFullPath(builder.Configuration["DataFolder"] ?? Path.Combine(builder.Environment.ContentRootPath, "App_Data"));
        Directory.CreateDirectory(folder);
        return folder;
    }
}
