using Engagement.Core.ServiceRequests;
using Engagement.Web.Jobs;

namespace Engagement.Web.Setup;

internal static class Open311Setup
{
    /// <summary>The policy that lets pages of other sites read the interface; posting needs a key, which no page should carry.</summary>
    public const string Cors = "open311";

    /// <summary>The Open311 interface, in and out.</summary>
    public static void AddOpen311(this WebApplicationBuilder builder)
    {
        builder.Services.AddCors(o => o.AddPolicy(Cors, p => p.AllowAnyOrigin().WithMethods("GET", "HEAD").AllowAnyHeader().WithExposedHeaders("ETag", "Last-Modified", "Link", "Retry-After")));
        builder.Services.AddSingleton(new GeoClientSettings { Patience = TimeSpan.FromSeconds(builder.Configuration.GetValue("Open311:Seconds", 30.0)) });
        builder.Services.AddSingleton(new OpenDataSettings { Folder = Path.Combine(DatabaseSetup.DataFolder(builder), "open-data") });
        builder.Services.AddHostedService<DeliveryJob>();
    }
}
