using Engagement.Web.Jobs;

namespace Engagement.Web.Setup;

internal static class RetentionSetup
{
    /// <summary>The daily removal of data whose retention period is over, and what surveys promise for later.</summary>
    public static void AddRetention(this WebApplicationBuilder builder) => builder.Services.AddHostedService<RetentionJob>().AddHostedService<SurveyJob>();

    /// <summary>The renewal of liaisons after refresher sessions.</summary>
    public static void AddLiaisons(this WebApplicationBuilder builder) => builder.Services.AddHostedService<RenewalJob>();
}
