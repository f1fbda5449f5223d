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
        app.MapGet("/logo", async (OfficeService office, HttpContext http) =>
        {
            if (await office.LogoAsync() is not { } logo) return Results.NotFound();
            // The address that pages use names the file (?v=), so that a new logo is seen at once.
            http.Response.Headers.CacheControl = "public, max-age=86400";
            http.Response.Headers.XContentTypeOptions = "nosniff";
            return Results.Bytes(logo.Content, logo.ContentType, entityTag: new($"\"{logo.Hash}\""));
        });
        app.MapGet("/language", (string? to, string? back, HttpContext http) =>
        {
            if (Languages.Find(to) is { } language)
                http.Response.Cookies.Append(Languages.Cookie, language.Code, new CookieOptions
                {
                    MaxAge = TimeSpan.FromDays(365),
                    HttpOnly = true,
                    IsEssential = true,
                    SameSite = SameSiteMode.Lax,
                    Secure = http.Request.IsHttps,
                });
            return Results.LocalRedirect(back is ['/', not '/' and not '\\', ..] ? Uri.EscapeDataString(back).Replace("%2F", "/", StringComparison.Ordinal) : "/");
        });
    }
}
