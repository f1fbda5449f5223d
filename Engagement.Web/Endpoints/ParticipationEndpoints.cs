using System.Data.Common;
using System.Globalization;
using System.Text;
using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Participation;
using Engagement.Core.People;
using Engagement.Web.Setup;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Web.Endpoints;

/// <summary>Taps on the attendance page, with and without its script, and the roster as a file.</summary>
internal static class ParticipationEndpoints
{
    public static void MapParticipation(this IEndpointRouteBuilder app)
    {
        var attendance = app.MapGroup("/staff/sessions/{sessionId:guid}/attendance").RequireAuthorization(nameof(Permission.TakeAttendance));
        attendance.MapPost("mark", MarkAsync).WithFormToken();
        attendance.MapPost("walk-in", WalkInAsync).WithFormToken();
        attendance.MapGet("marks", async (Guid sessionId, DateTime? since, HttpContext http, AttendanceService service, TimeProvider clock) =>
        {
            var now = clock.GetUtcNow().UtcDateTime;
            var marks = await service.ChangesAsync(CurrentActor.From(http.User), sessionId, since?.ToUniversalTime());
            return marks.Ok ? Results.Json(new { now, marks = marks.Value.Select(Told) }) : Results.Forbid();
        });
        app.MapGet("/staff/cohorts/{cohortId:guid}/roster.csv", CsvAsync).RequireAuthorization(nameof(Permission.ReadPeople));
    }

    private static RouteHandlerBuilder WithFormToken(this RouteHandlerBuilder builder) =>
        builder.WithMetadata(new RequireAntiforgeryTokenAttribute()).AddEndpointFilter(async (context, next) =>
            context.HttpContext.Features.Get<IAntiforgeryValidationFeature>()?.IsValid == true ? await next(context) : Results.StatusCode(StatusCodes.Status400BadRequest));

    private static async Task<IResult> MarkAsync(Guid sessionId, HttpContext http, AttendanceService service, ILoggerFactory logs)
    {
        var form = await http.Request.ReadFormAsync();
        var (actor, script) = (CurrentActor.From(http.User), http.Request.Headers.Accept.ToString().Contains("json", StringComparison.Ordinal));
        if (form.ContainsKey("rest")) return Back(sessionId, (await service.MarkRestPresentAsync(actor, sessionId)).Ok ? "all" : "no");
        if (form["mark"].ToString().Split(':') is not [var whom, var what] || !Guid.TryParse(whom, out var id) || !Enum.TryParse<AttendanceMark>(what, out var mark) || !Enum.IsDefined(mark))
            return script ? Results.Json(new { error = "This is not a mark." }, statusCode: 422) : Back(sessionId, "no");
        var seen = int.TryParse(form[$"seen-{id}"], CultureInfo.InvariantCulture, out var version) ? version : 0;
        Result<MarkRow> result;
        try
        {
            result = await service.MarkAsync(actor, sessionId, id, new MarkInput(mark, form[$"reason-{id}"], seen));
        }
        catch (Exception e) when (e is DbException or DbUpdateException)
        {
            // A full disk or a locked database: nothing was acknowledged, the page keeps the tap and tries again.
            logs.CreateLogger(nameof(ParticipationEndpoints)).LogError(e, "A mark of attendance could not be stored.");
            return script ? Results.Json(new { error = "The server could not save it." }, statusCode: 503) : Back(sessionId, "no");
        }
        if (!script) return Back(sessionId, result.Error switch { null => null, Invalid => "reason", MarkedMeanwhile => "meanwhile", _ => "no" }, $"#p{id:n}");
        if (result.Ok) return Results.Json(new { mark = Told(result.Value) });
        return result.Error is MarkedMeanwhile other
            ? Results.Json(new { error = other.Message, mark = Told(other.Current) }, statusCode: 409)
            : Results.Json(new { error = result.Error.Message }, statusCode: 422);
    }

    private static async Task<IResult> WalkInAsync(Guid sessionId, HttpContext http, AttendanceService service)
    {
        var form = await http.Request.ReadFormAsync();
        var actor = CurrentActor.From(http.User);
        if (Guid.TryParse(form["admit"], out var enrollmentId))
            return Back(sessionId, (await service.AdmitPresentAsync(actor, sessionId, enrollmentId)).Ok ? "present" : "no");
        var input = new NewParticipant
        {
            FormId = Guid.TryParse(form["FormId"], out var shown) ? shown : null,
            GivenName = form["GivenName"],
            FamilyName = form["FamilyName"],
            Phone = form["Phone"],
            Age = Enum.TryParse<AgeBand>(form["Age"], out var age) && Enum.IsDefined(age) ? age : AgeBand.Adult,
        };
        var added = await service.AddWalkInAsync(actor, sessionId, input, beyond: form["Beyond"] == "true");
        return Back(sessionId, added.Error switch { null => added.Value == Stage.Enrolled ? "present" : "waits", Invalid => "name", CohortEnded => "closed", _ => "no" });
    }

    private static async Task CsvAsync(Guid cohortId, HttpContext http, RosterService rosters)
    {
        var actor = CurrentActor.From(http.User);
        var head = await rosters.HeadAsync(actor, cohortId);
        if (!head.Ok) { http.Response.StatusCode = 404; return; }
        http.Response.ContentType = "text/csv; charset=utf-8";
        http.Response.Headers.ContentDisposition = "attachment; filename=roster.csv";
        http.Response.Headers.CacheControl = "no-store";
        await using var writer = new StreamWriter(http.Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        await writer.WriteAsync("Name,Contact,Stage,Seat,Applied,Reference,Card code,Sessions attended\r\n");
        for (var skip = 0; ; skip += 200)
        {
            var page = (await rosters.ListAsync(actor, cohortId, null, new PageRequest(skip, 200))).OrThrow();
            foreach (var r in page.Items)
                await writer.WriteAsync(Csv.Line([r.Name, r.Guardian is null ? r.Contact : $"{r.Guardian}, {r.Contact}", r.Stage.ToString(), r.Seat?.ToString(CultureInfo.InvariantCulture),
                    r.AppliedAt.ToString("u", CultureInfo.InvariantCulture), r.Reference, r.CardCode, r.Attended.ToString(CultureInfo.InvariantCulture)]));
            if (skip + page.Items.Count >= page.Total || page.Items.Count == 0) break;
        }
    }

    private static object Told(MarkRow m) => new { m.EnrollmentId, mark = m.Mark.ToString(), m.Reason, by = m.Source == MarkSource.CheckIn ? "self check-in" : m.By, m.At, m.Version };

    private static IResult Back(Guid sessionId, string? said, string anchor = "") =>
        Results.LocalRedirect($"/staff/sessions/{sessionId}/attendance{(said is null ? "" : $"?said={said}")}{anchor}");
}
