using System.Threading.RateLimiting;
using Engagement.Core.Certificates;

namespace Engagement.Web.Setup;

internal static class CertificatesSetup
{
    /// <summary>Certificates:PublicAddress and Certificates:Signing from the configuration, and the throttle of the verification page.</summary>
    public static void AddCertificates(this WebApplicationBuilder builder)
    {
        builder.Services.Configure<CertificateOptions>(builder.Configuration.GetSection("Certificates"));
        builder.Services.AddSingleton<VerifyThrottle>();
    }
}

/// <summary>Lets an address look up 30 codes a minute: enough for a class at one school, too few to try codes out.</summary>
public sealed class VerifyThrottle : IDisposable
{
    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(address =>
        RateLimitPartition.GetTokenBucketLimiter(address, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = 30,
            TokensPerPeriod = 30,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1),
            QueueLimit = 0,
            AutoReplenishment = true,
        }));

    /// <summary>
    /// Prepares the answer of a page that looks a code up: never kept, never indexed. True when there were too many look-ups, which the answer's status says then.
    /// </summary>
    public bool Refuses(HttpContext? http, string? code)
    {
        if (http is null) return false;
        http.Response.Headers["X-Robots-Tag"] = "noindex";
        http.Response.Headers.CacheControl = "no-store";
        if (string.IsNullOrWhiteSpace(code) || Allows(http)) return false;
        http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        http.Response.Headers.RetryAfter = "60";
        return true;
    }

    /// <summary>True when one more look-up is allowed.</summary>
    public bool Allows(HttpContext http)
    {
        using var lease = limiter.AttemptAcquire(http.Connection.RemoteIpAddress?.ToString() ?? "unknown");
        return lease.IsAcquired;
    }

    public void Dispose() => limiter.Dispose();
}
