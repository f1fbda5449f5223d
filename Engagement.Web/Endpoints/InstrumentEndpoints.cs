using Engagement.Core.Accounts;
using Engagement.Core.Surveys;
using Engagement.Web.Setup;

namespace Engagement.Web.Endpoints;

internal static class InstrumentEndpoints
{
    /// <summary>Versions of surveys as files.</summary>
    public static void MapInstruments(this IEndpointRouteBuilder app)
    {
        app.MapGet("/staff/surveys/{id:guid}/versions/{number:int}.json", async (Guid id, int number, HttpContext http, InstrumentFileService files) =>
            Downloads.File(await files.JsonAsync(CurrentActor.From(http.User), id, number), http, "application/json", "survey.json")).RequireAuthorization(nameof(Permission.ManageSurveys));
        app.MapGet("/staff/surveys/{id:guid}/versions/{number:int}.csv", async (Guid id, int number, HttpContext http, InstrumentFileService files) =>
            Downloads.File(await files.CsvAsync(CurrentActor.From(http.User), id, number), http, "text/csv; charset=utf-8", "survey-questions.csv")).RequireAuthorization(nameof(Permission.ManageSurveys));
    }
}
