using System.Threading.RateLimiting;
using Engagement.Web.Endpoints.Taking;

namespace Engagement.Web.Setup;

internal static class SurveySetup
{
    /// <summary>What students' pages need: cookies, ready-made pages, a limit on wrong codes.</summary>
    public static void AddSurveys(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<SurveyCookies>();
        builder.Services.AddSingleton<SurveyPages>();
        builder.Services.AddSingleton<WrongCodes>();
    }
}

/// <summary>
/// How many wrong codes one address may type in a minute: <c>RateLimits:WrongCodes</c> (60: a school of two hundred behind one address makes fewer mistakes).
/// Beyond that no code is looked at, not even a right one, so that guessing learns nothing.
/// </summary>
public sealed class WrongCodes(IConfiguration configuration) : IDisposable
{
    private readonly PartitionedRateLimiter<HttpContext> limiter = PartitionedRateLimiter.Create<HttpContext, string>(http =>
        RateLimitPartition.GetSlidingWindowLimiter(RateLimits.Client(http.Connection.RemoteIpAddress), _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = configuration.GetValue("RateLimits:WrongCodes", 60),
            Window = TimeSpan.FromMinutes(1),
            SegmentsPerWindow = 6,
        }));

    /// <summary>True when no code is looked at now.</summary>
    public bool TooMany(HttpContext http) => !limiter.AttemptAcquire(http, 0).IsAcquired;

    /// <summary>Counts a wrong code.</summary>
    public void Count(HttpContext http) => limiter.AttemptAcquire(http).Dispose();

    /// <inheritdoc />
    public void Dispose() => limiter.Dispose();
}
