namespace Engagement.Web.Setup;

/// <summary>
/// Circuits are for people who are signed in, from our own pages: browsers let any site open a WebSocket to us and send our cookies with it,
/// so the Origin is checked (OWASP ASVS 5.0, 4.4.2).
/// </summary>
internal sealed class CircuitGuard(RequestDelegate next, IConfiguration configuration, ILogger<CircuitGuard> log)
{
    private readonly string? publicOrigin = Uri.TryCreate(configuration["PublicAddress"], UriKind.Absolute, out var address) ? address.GetLeftPart(UriPartial.Authority) : null;

    public async Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase)
            || context.User.Identity?.IsAuthenticated == true && IsOurs(context))
        {
            await next(context);
            return;
        }
        log.LogWarning("A circuit was refused: {Reason}", context.User.Identity?.IsAuthenticated == true ? "foreign origin" : "not signed in");
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        await context.Response.WriteAsync("Forbidden");
    }

    // Browsers send Origin with every WebSocket and every POST; what comes without one reads nothing but the start-up list.
    private bool IsOurs(HttpContext context) =>
        !IsWebSocket(context) && context.Request.Headers.Origin.Count == 0 || SameOrigin.Is(context.Request, publicOrigin);

    private static bool IsWebSocket(HttpContext context) =>
        context.Request.Headers.Upgrade.ToString().Equals("websocket", StringComparison.OrdinalIgnoreCase)
        || context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpExtendedConnectFeature>()?.IsExtendedConnect == true;
}

/// <summary>Whether a request was sent by one of our own pages, as far as the browser says.</summary>
internal static class SameOrigin
{
    public static bool Is(HttpRequest request, string? publicOrigin = null)
    {
        var origin = request.Headers.Origin.ToString();
        return string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase)
            || publicOrigin is not null && string.Equals(origin, publicOrigin, StringComparison.OrdinalIgnoreCase);
    }
}
