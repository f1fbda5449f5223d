using Engagement.Core.Common;
using Engagement.Core.Mail;
using Engagement.Core.Office;

namespace Engagement.Web.Endpoints;

/// <summary>What mail programs and mail servers post, and how mails look in our pages.</summary>
internal static class MailEndpoints
{
    public static void MapMail(this IEndpointRouteBuilder routes)
    {
        var app = routes.MapGroup("/mail").AllowAnonymous().DisableAntiforgery();
        // The page of the same address answers GET; this one comes first for POST.
        app.MapPost("unsubscribe/{id:guid}", UnsubscribeAsync).WithOrder(-1);
        app.MapPost("bounce", BounceAsync);
        // For staff's view of a mail; it holds nothing but the office's color.
        app.MapGet("look.css", async (OfficeService office) => Results.Text(MailLook.Css((await office.GetAsync()).BrandColor), "text/css; charset=utf-8"));
    }

    // One click (RFC 8058): no cookie, no token, answered with 200. The button of our own page goes on to the choices.
    private static async Task<IResult> UnsubscribeAsync(Guid id, HttpContext http, MailPreferenceService preferences)
    {
        var fromPage = http.Request.HasFormContentType && (await http.Request.ReadFormAsync(http.RequestAborted)).ContainsKey("page");
        var done = await preferences.UnsubscribeAsync(id);
        if (fromPage) return new SeeOther(done.Ok ? $"/mail/preferences/{id}?saved=true" : $"/mail/unsubscribe/{id}");
        return done.Error switch
        {
            null => Results.Text("Unsubscribed."),
            NotFound => Nothing(),
            // Somebody pressed twice: the other press counts.
            _ => Results.Text("Unsubscribed."),
        };
    }

    // A mail server pipes a delivery report here: curl --data-binary @- -H "Authorization: Bearer KEY". Without the key there is nothing at this address.
    private static async Task<IResult> BounceAsync(HttpContext http, BounceService bounces)
    {
        var header = http.Request.Headers.Authorization.ToString();
        var key = header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header["Bearer ".Length..].Trim() : null;
        var taken = await bounces.TakeAsync(key, http.Request.Body, http.RequestAborted);
        return taken.Ok ? Results.Text(taken.Value.ToString()) : Nothing();
    }

    // With a body, so that it is not answered by the page for people who are lost.
    private static IResult Nothing() => Results.Text("There is nothing here.", statusCode: StatusCodes.Status404NotFound);

    private sealed class SeeOther(string address) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = address;
            return Task.CompletedTask;
        }
    }
}
