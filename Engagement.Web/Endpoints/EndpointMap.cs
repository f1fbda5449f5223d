using Engagement.Web.Endpoints.Taking;

namespace Engagement.Web.Endpoints;

internal static class EndpointMap
{
    /// <summary>Everything that is not a page; each feature maps its own.</summary>
    public static void MapEndpoints(this WebApplication app)
    {
        app.MapPasskeys();
        app.MapFiles();
        app.MapPeople();
        app.MapInstruments();
        app.MapSite();
        app.MapFeeds();
        app.MapParticipation();
        app.MapTaking();
        app.MapCertificates();
        app.MapMail();
        app.MapSurveyPrints();
        app.MapSurveyReports();
        app.MapLiaisons();
        app.MapOpen311();
        app.MapOpenData();
        app.MapRequests();
    }
}
