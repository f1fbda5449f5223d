using Engagement.Core.Accounts;
using Engagement.Core.Certificates;
using Engagement.Web.Setup;

namespace Engagement.Web.Endpoints;

/// <summary>What staff print of surveys. With a participant's id the cards are that one's card, after the old one was lost.</summary>
internal static class SurveyEndpoints
{
    public static void MapSurveyPrints(this IEndpointRouteBuilder routes)
    {
        var app = routes.MapGroup("").RequireAuthorization(nameof(Permission.ManageSurveys), nameof(Permission.ReadPeople));
        app.MapGet("/staff/cohorts/{id:guid}/surveys/cards.pdf", (Guid id, bool? names, Guid? only, SurveyPrintService print, HttpContext http) =>
            Downloads.SendAsync(print.CardsAsync(Me(http), id, names == true, only)));
        app.MapGet("/staff/cohorts/{id:guid}/surveys/codes.pdf", (Guid id, SurveyPrintService print, HttpContext http) => Downloads.SendAsync(print.RosterAsync(Me(http), id)));
        app.MapGet("/staff/survey-windows/{id:guid}/tickets.pdf", (Guid id, SurveyPrintService print, HttpContext http) => Downloads.SendAsync(print.TicketsAsync(Me(http), id)));
        app.MapGet("/staff/survey-windows/{id:guid}/paper.pdf", (Guid id, string? language, bool? names, bool? blank, SurveyPrintService print, HttpContext http) =>
            Downloads.SendAsync(print.FormsAsync(Me(http), id, language, names == true, blank == true)));
    }

    private static Actor Me(HttpContext http) => CurrentActor.From(http.User);
}
