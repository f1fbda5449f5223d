using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Files;
using Engagement.Core.Liaisons;
using Engagement.Core.ServiceRequests;
using Engagement.Web.Components.Pages.Liaison.Entry;
using Engagement.Web.Setup;

namespace Engagement.Web.Endpoints;

/// <summary>What the pages of requests need beside themselves: the script's way to keep and send drafts, photos, and the picture of the areas.</summary>
internal static class RequestEndpoints
{
    private const string Header = "X-Report";

    public static void MapRequests(this IEndpointRouteBuilder app)
    {
        var drafts = app.MapGroup("/liaison/drafts/{id:guid}").RequireAuthorization(nameof(Permission.EnterRequests));
        // From the script alone: a form of another site can't send the header, so no token is needed, which a phone that was offline would no longer have.
        drafts.MapPost("", (Guid id, HttpContext http, DraftService service) => KeepAsync(id, http, service)).AddEndpointFilter(FromOurScriptAsync);
        drafts.MapPost("send", SendAsync).AddEndpointFilter(FromOurScriptAsync);
        drafts.MapGet("photos/{file:guid}", async (Guid id, Guid file, HttpContext http, DraftService service) => Photo(await service.PhotoAsync(Me(http), id, file), http, "private, no-store"));
        app.MapGet("/requests/{number}/photos/{position:int}", async (string number, int position, HttpContext http, PublicRequestService service) =>
            Photo(await service.PhotoAsync(number, position), http, "public, max-age=3600")).AllowAnonymous();
        app.MapGet("/staff/walk-reports/{id:guid}/photo", async (Guid id, HttpContext http, WalkService service) => Photo(await service.PhotoAsync(Me(http), id), http, "private, no-store"))
            .RequireAuthorization(nameof(Permission.ManageRequests));
        app.MapGet("/areas.svg", AreasAsync).AllowAnonymous();
    }

    private static async ValueTask<object?> FromOurScriptAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.Request.Headers.ContainsKey(Header) ? await next(context) : Results.StatusCode(StatusCodes.Status400BadRequest);

    private static async Task<IResult> KeepAsync(Guid id, HttpContext http, DraftService drafts)
    {
        var form = await http.Request.ReadFormAsync();
        try { return Answer(await drafts.SaveAsync(Me(http), id, DraftForm.Read(form, null))); }
        catch (Exception e) when (StorageFailure.Is(e)) { return Results.StatusCode(StatusCodes.Status503ServiceUnavailable); }
    }

    /// <summary>Sends what waited on a phone. What is wrong with it stays as a draft, to be corrected on its page.</summary>
    private static async Task<IResult> SendAsync(Guid id, HttpContext http, DraftService drafts, EntryService entry)
    {
        var input = DraftForm.Read(await http.Request.ReadFormAsync(), null);
        try
        {
            var kept = await drafts.SaveAsync(Me(http), id, input);
            if (!kept.Ok) return Answer(kept);
            var sent = await entry.SendAsync(Me(http), id, input);
            return sent.Ok ? Results.Json(new { number = sent.Value }) : Results.StatusCode(sent.Error is Forbidden or NotActiveNow ? StatusCodes.Status403Forbidden : StatusCodes.Status422UnprocessableEntity);
        }
        catch (Exception e) when (StorageFailure.Is(e)) { return Results.StatusCode(StatusCodes.Status503ServiceUnavailable); }
    }

    private static IResult Answer(Result kept) => kept.Error switch
    {
        null => Results.NoContent(),
        SentAlready sent => Results.Json(new { number = sent.Number }),
        Forbidden => Results.StatusCode(StatusCodes.Status403Forbidden),
        _ => Results.StatusCode(StatusCodes.Status422UnprocessableEntity),
    };

    private static IResult Photo(Result<StoredFile> found, HttpContext http, string cache)
    {
        if (!found.Ok) return Results.NotFound();
        http.Response.Headers.CacheControl = cache;
        return Results.Bytes(found.Value.Content, "image/jpeg", entityTag: new($"\"{found.Value.Hash}\""));
    }

    private static async Task<IResult> AreasAsync(string? x, string? y, int? z, HttpContext http, AreaService areas)
    {
        if (await areas.MapAsync() is not { } map) return Results.NotFound();
        http.Response.Headers.CacheControl = "public, max-age=600";
        return Results.Text(Draw(map, MapView.Of(map, x, y, z)), "image/svg+xml; charset=utf-8");
    }

    // A picture of its own has no stylesheet of the page; its colors go with light and dark.
    private static string Draw(AreaMap map, MapView view)
    {
        var (number, line) = (CultureInfo.InvariantCulture, view.Wide / 400);
        var svg = new StringBuilder();
        svg.Append(number, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{view.Left:0.##} {view.Top:0.##} {view.Wide:0.##} {view.High:0.##}\" width=\"{MapView.Pixels}\" height=\"{view.PixelsHigh}\">");
        svg.Append(number, $"<rect x=\"{view.Left:0.##}\" y=\"{view.Top:0.##}\" width=\"{view.Wide:0.##}\" height=\"{view.High:0.##}\" fill=\"#fff\"/><g fill=\"#e3ecf6\" stroke=\"#4d5966\" stroke-width=\"{line:0.###}\">");
        foreach (var shape in map.Shapes) svg.Append(number, $"<path d=\"{shape.Path}\"><title>{HtmlEncoder.Default.Encode(shape.Name)}</title></path>");
        svg.Append("</g>");
        if (view.Zoom > 0)
        {
            svg.Append(number, $"<g fill=\"#1b2430\" font-family=\"sans-serif\" font-size=\"{view.Wide / 22:0.##}\" text-anchor=\"middle\">");
            foreach (var shape in map.Shapes) svg.Append(number, $"<text x=\"{shape.X}\" y=\"{shape.Y}\">{HtmlEncoder.Default.Encode(shape.Name)}</text>");
            svg.Append(number, $"</g><g stroke=\"#a3161f\" stroke-width=\"{line * 2:0.###}\" fill=\"none\"><circle cx=\"{view.X:0.##}\" cy=\"{view.Y:0.##}\" r=\"{line * 10:0.##}\"/><path d=\"M{view.X - line * 16:0.##} {view.Y:0.##}h{line * 32:0.##}M{view.X:0.##} {view.Y - line * 16:0.##}v{line * 32:0.##}\"/></g>");
        }
        return svg.Append("</svg>").ToString();
    }

    private static Actor Me(HttpContext http) => CurrentActor.From(http.User);
}
