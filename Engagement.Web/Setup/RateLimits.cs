using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Engagement.Core.ServiceRequests;
using Engagement.Web.Components.Shared;
using Engagement.Web.Endpoints;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Engagement.Web.Setup;

/// <summary>
/// How often one address may post without being signed in, per path and minute: <c>RateLimits:Posts</c> (120: a class of 30 behind one school's address,
/// four times) and, for accounts, <c>RateLimits:AccountPosts</c> (30). Single accounts are protected by their lock as well.
/// The Open311 interface is limited for reading too: <c>RateLimits:Open311</c> (600), and for posting as much again.
/// A school may join a survey with many classes at once: <c>RateLimits:SurveyJoins</c> (1000) codes, wrong ones far fewer (<see cref="WrongCodes"/>).
/// Answers count per respondent, whose pass is known: <c>RateLimits:SurveyPosts</c> (120).
/// </summary>
internal static class RateLimits
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public static void AddRateLimits(this IServiceCollection services, IConfiguration configuration)
    {
        var posts = configuration.GetValue("RateLimits:Posts", 120);
        var accountPosts = configuration.GetValue("RateLimits:AccountPosts", 30);
        var open311 = configuration.GetValue("RateLimits:Open311", 600);
        var surveyJoins = configuration.GetValue("RateLimits:SurveyJoins", 1000);
        var surveyPosts = configuration.GetValue("RateLimits:SurveyPosts", 120);
        services.AddRateLimiter(o =>
        {
            o.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
            {
                var request = context.Request;
                if (request.Path.StartsWithSegments("/open311", StringComparison.OrdinalIgnoreCase))
                    return PerMinute($"{Client(context.Connection.RemoteIpAddress)} open311 {HttpMethods.IsPost(request.Method)}", open311);
                if (!HttpMethods.IsPost(request.Method) || context.User.Identity?.IsAuthenticated == true) return RateLimitPartition.GetNoLimiter("");
                var path = request.Path.Value?.ToLowerInvariant() ?? "";
                if (path == "/s/go" && context.RequestServices.GetRequiredService<SurveyCookies>().Read(context) is { } pass) return PerMinute($"{pass.ResponseId}", surveyPosts);
                var account = path.StartsWith("/account/", StringComparison.Ordinal) || path is "/setup" or "/invitation";
                return PerMinute($"{Client(context.Connection.RemoteIpAddress)} {path}", account ? accountPosts : path == "/s" ? surveyJoins : posts);
            });
            o.OnRejected = RefuseAsync;
        });
    }

    private static RateLimitPartition<string> PerMinute(string who, int most) => RateLimitPartition.GetSlidingWindowLimiter(who, _ => new SlidingWindowRateLimiterOptions
    {
        PermitLimit = most,
        Window = Window,
        SegmentsPerWindow = 6,
    });

    // The owner of an IPv6 network has at least 2^64 addresses; they count as one.
    internal static string Client(IPAddress? address) => address switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        _ => address.ToString(),
    };

    private static async ValueTask RefuseAsync(Microsoft.AspNetCore.RateLimiting.OnRejectedContext context, CancellationToken cancel)
    {
        var http = context.HttpContext;
        http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(nameof(RateLimits)).LogWarning("Too many requests to {Path}", http.Request.Path);
        http.Response.Headers.RetryAfter = "60";
        if (http.Request.Path.StartsWithSegments("/open311", StringComparison.OrdinalIgnoreCase))
        {
            await GeoResult.Failure(http.Request.Path.Value?.EndsWith(".json", StringComparison.OrdinalIgnoreCase) != true, new GeoError(429, "Too many requests from this address. Wait a minute.")).ExecuteAsync(http);
            return;
        }
        await new RazorComponentResult<TooManyPage> { StatusCode = StatusCodes.Status429TooManyRequests }.ExecuteAsync(http);
    }
}
