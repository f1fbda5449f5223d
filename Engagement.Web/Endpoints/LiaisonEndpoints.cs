using Engagement.Core.Accounts;
using Engagement.Core.Certificates;
using Engagement.Core.Liaisons;
using Engagement.Core.Reports;
using Engagement.Web.Setup;

namespace Engagement.Web.Endpoints;

/// <summary>Cards of liaisons, and the roll and the milestones as files.</summary>
internal static class LiaisonEndpoints
{
    private const string Csv = "text/csv; charset=utf-8";

    public static void MapLiaisons(this IEndpointRouteBuilder app)
    {
        app.MapGet("/liaison/card.pdf", (LiaisonPrintService print, HttpContext http) => Downloads.SendAsync(print.MineAsync(Me(http))))
            .RequireAuthorization(nameof(Permission.EnterRequests));
        var staff = app.MapGroup("/staff").RequireAuthorization(nameof(Permission.ManageLiaisons));
        staff.MapGet("/liaisons/{id:guid}/card.pdf", (Guid id, LiaisonPrintService print, HttpContext http) => Downloads.SendAsync(print.OneAsync(Me(http), id)));
        staff.MapGet("/cohorts/{id:guid}/liaison-cards.pdf", (Guid id, LiaisonPrintService print, HttpContext http) => Downloads.SendAsync(print.CohortAsync(Me(http), id)));
        staff.MapGet("/liaisons/roll.csv", async (string? standing, string? area, string? show, int? days, string? q, LiaisonRollService roll, HttpContext http) =>
            Downloads.File(await roll.CsvAsync(Me(http), Filter(standing, area, show, days), q), http, Csv, "liaisons.csv"));
        staff.MapGet("/liaisons/milestones.csv", async (MilestoneService milestones, HttpContext http) =>
            Downloads.File(await milestones.CsvAsync(Me(http)), http, Csv, "milestones.csv"));
    }

    /// <summary>A filter as it stands in an address; what is not understood counts as not asked for.</summary>
    public static RollFilter Filter(string? standing, string? area, string? show, int? days) => new(
        Enum.TryParse<Standing>(standing, ignoreCase: true, out var s) && Enum.IsDefined(s) ? s : null,
        string.IsNullOrWhiteSpace(area) ? null : area,
        Enum.TryParse<RollShow>(show, ignoreCase: true, out var part) && Enum.IsDefined(part) ? part : RollShow.All,
        days ?? (part == RollShow.Ending ? RenewalService.SoonDays : RollFilter.UsualDays));

    private static Actor Me(HttpContext http) => CurrentActor.From(http.User);
}
