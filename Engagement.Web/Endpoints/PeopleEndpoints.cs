using Engagement.Core.Accounts;
using Engagement.Core.People;
using Engagement.Web.Setup;

namespace Engagement.Web.Endpoints;

internal static class PeopleEndpoints
{
    /// <summary>A person's data, handed over on request. The file's name does not tell whose they are.</summary>
    public static void MapPeople(this IEndpointRouteBuilder app)
    {
        app.MapGet("/staff/people/{id:guid}/export.json", async (Guid id, HttpContext http, ExportService exports) =>
            Downloads.File(await exports.JsonAsync(CurrentActor.From(http.User), id), http, "application/json", "person.json")).RequireAuthorization(nameof(Permission.ErasePeople));
        app.MapGet("/staff/people/{id:guid}/export.csv", async (Guid id, HttpContext http, ExportService exports) =>
            Downloads.File(await exports.CsvAsync(CurrentActor.From(http.User), id), http, "text/csv; charset=utf-8", "person.csv")).RequireAuthorization(nameof(Permission.ErasePeople));
    }
}
