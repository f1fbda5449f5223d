using Engagement.Core.Common;
using Engagement.Core.Feeds;
using Microsoft.Net.Http.Headers;

namespace Engagement.Web.Endpoints;

/// <summary>Calendars for programs that subscribe to them.</summary>
internal static class CalendarEndpoints
{
    public static void MapCalendars(this IEndpointRouteBuilder routes)
    {
        var app = routes.MapGroup("/calendar").AllowAnonymous();
        app.MapGet("{secret:length(32)}.ics", async (string secret, HttpContext http, FeedService feeds) => Answer(http, await feeds.ReadAsync(secret)));
        app.MapGet("cohort/{id:guid}.ics", async (Guid id, HttpContext http, FeedService feeds) => Answer(http, await feeds.PublicAsync(id)));
    }

    // A calendar that has the text already is told so, whatever moment it was written at: the mark is weak.
    private static IResult Answer(HttpContext http, Result<FeedText> feed)
    {
        if (!feed.Ok) return Results.Text("There is nothing here.", statusCode: StatusCodes.Status404NotFound);
        http.Response.Headers.CacheControl = "private, no-cache";
        http.Response.Headers["X-Robots-Tag"] = "noindex";
        var mark = new EntityTagHeaderValue($"\"{feed.Value.Mark}\"", isWeak: true);
        http.Response.GetTypedHeaders().ETag = mark;
        if (http.Request.GetTypedHeaders().IfNoneMatch.Any(m => m.Compare(mark, useStrongComparison: false))) return Results.StatusCode(StatusCodes.Status304NotModified);
        return Results.Text(feed.Value.Text, "text/calendar; charset=utf-8");
    }
}
