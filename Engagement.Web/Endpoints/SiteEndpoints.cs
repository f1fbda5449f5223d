using Engagement.Core.Office;
using Engagement.Web.Setup;

namespace Engagement.Web.Endpoints;

/// <summary>What the public frame needs beside pages: brand color, choice of language.</summary>
internal static class SiteEndpoints
{
    public static void MapSite(this IEndpointRouteBuilder routes)
    {
        var app = routes.MapGroup("").AllowAnonymous();
        app.MapGet(Theme.Path, async (OfficeService office, HttpContext http) =>
        {
            var css = Theme.Css((await office.GetAsync()).BrandColor);
            http.Response.Headers.CacheControl = "public, max-age=31536000";
            return Results.Text(css, "text/css; charset=utf-8");
        });
        app.MapGet("/language", (string? to, string? back, HttpContext http) =>
        {
            if (Languages.Find(to) is { } language)
                http.Response.Cookies.Append(Languages.Cookie, language.Code, new CookieOptions
                {
                    MaxAge = TimeSpan.FromDays(365), HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps,
                });
            return Results.LocalRedirect(back is ['/', not '/' and not '\\', ..] ? Uri.EscapeDataString(back).Replace("%2F", "/", StringComparison.Ordinal) : "/");
        });
    }
}
