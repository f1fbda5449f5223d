namespace Engagement.Web.Setup;

internal static class ProtectionSetup
{
    /// <summary>Keys, antiforgery, rate limits, headers.</summary>
    public static void AddProtection(this WebApplicationBuilder builder) => builder.Services.AddAntiforgery();

    public static void UseProtection(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment()) app.UseHsts();
    }
}
