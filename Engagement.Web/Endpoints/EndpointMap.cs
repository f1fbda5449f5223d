namespace Engagement.Web.Endpoints;

internal static class EndpointMap
{
    /// <summary>Everything that is not a page; each feature maps its own.</summary>
    public static void MapEndpoints(this WebApplication app)
    {
        app.MapPasskeys();
        app.MapFiles();
        app.MapPeople();
        app.MapSite();
        app.MapParticipation();
        app.MapCertificates();
        app.MapLiaisons();
        app.MapOpen311();
        app.MapOpenData();
        app.MapRequests();
    }
}
