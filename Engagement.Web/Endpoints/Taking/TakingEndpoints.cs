using System.Globalization;
using Engagement.Core.Common;
using Engagement.Core.Surveys;
using Engagement.Web.Components.Pages.Public.Surveys;
using Engagement.Web.Resources;
using Engagement.Web.Setup;
using Microsoft.Extensions.Localization;

namespace Engagement.Web.Endpoints.Taking;

/// <summary>
/// The pages of a survey: plain endpoints, because they are in the survey's language, not in the site's, and because a city may start at the same minute.
/// A form that was sent answers with a redirect (303), or, to our script, with the address to go on to.
/// </summary>
internal static class TakingEndpoints
{
    // The largest form that is read: fifteen long answers in any script stay far below.
    private const long Most = 2 * 1024 * 1024;

    public static void MapTaking(this IEndpointRouteBuilder routes)
    {
        var survey = routes.MapGroup("/s").AllowAnonymous();
        survey.MapGet("go", OpenAsync);
        survey.MapPost("go", SendAsync);
        survey.MapGet("done", DoneAsync);
        survey.MapGet("picture/{versionId:guid}/{fileId:guid}", PictureAsync);
    }

    private static async Task OpenAsync(HttpContext http, string? p, TakingService taking, SurveyCookies cookies, SurveyPages pages, IStringLocalizer<SurveyTexts> text)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (cookies.Read(http) is not { } pass) { Go(http, Door(http, cookies)); return; }
        var page = await taking.OpenAsync(pass, int.TryParse(p, CultureInfo.InvariantCulture, out var number) ? number - 1 : null);
        if (page.Ok) await pages.WriteAsync(http, page.Value);
        else await RefuseAsync(http, pass, page.Error, cookies, pages, text);
    }

    private static async Task SendAsync(HttpContext http, TakingService taking, SurveyCookies cookies, SurveyPages pages, IStringLocalizer<SurveyTexts> text)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (cookies.Read(http) is not { } pass) { Go(http, Door(http, cookies)); return; }
        if (await FormAsync(http) is not { } form)
        {
            await NoteAsync(http, pages, text["This could not be saved: it is too much text, or it has hidden characters. Please change it."], "/s/go", StatusCodes.Status413PayloadTooLarge);
            return;
        }
        var turn = form["turn"].ToString();
        var sent = new SentAnswers(
            int.TryParse(form["page"], CultureInfo.InvariantCulture, out var page) ? page : 0,
            turn switch { "back" => Turn.Back, "keep" or "leave" => Turn.Keep, ['i', 'n', ':', ..] => Turn.Here, _ => Turn.Next },
            name => form[name],
            form["had"].ToString().Split(','),
            turn.StartsWith("in:", StringComparison.Ordinal) ? turn[3..] : null);
        var turned = await taking.SendAsync(pass, sent);
        if (!turned.Ok) await RefuseAsync(http, pass, turned.Error, cookies, pages, text);
        else if (turned.Value.Again is { } again) await pages.WriteAsync(http, again, StatusCodes.Status422UnprocessableEntity);
        else if (turned.Value.Page is null) Finish(http, pass, turned.Value.Language, again: false, cookies);
        else if (turn == "keep") http.Response.StatusCode = turned.Value.LeftOut ? StatusCodes.Status202Accepted : StatusCodes.Status204NoContent;
        else if (turn == "leave")
        {
            cookies.Drop(http);
            Go(http, Door(http, cookies));
        }
        else Go(http, string.Create(CultureInfo.InvariantCulture, $"/s/go?p={turned.Value.Page + 1}"));
    }

    private static async Task DoneAsync(HttpContext http, SurveyFacts facts, SurveyCookies cookies, SurveyPages pages)
    {
        var finished = cookies.Finished(http);
        cookies.Drop(http);
        // Only on a shared computer: elsewhere it would also take away what other pages of ours keep there.
        if (cookies.Kiosk(http) is not null) http.Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        var version = finished is { } f ? await facts.VersionAsync(f.VersionId) : null;
        await pages.WriteAsync<SurveyEnd>(http, finished?.Language ?? Languages.Current.Code, new() { ["Content"] = version?.Content, ["Again"] = finished?.Again == true });
    }

    private static async Task<IResult> PictureAsync(Guid versionId, Guid fileId, HttpContext http, PictureService pictures)
    {
        if (await pictures.FindAsync(versionId, fileId) is not { } file) return Results.NotFound();
        http.Response.Headers.CacheControl = "public, max-age=86400";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Bytes(file.Content, file.ContentType, entityTag: new($"\"{file.Hash}\""));
    }

    private static async Task RefuseAsync(HttpContext http, SurveyPass pass, Error error, SurveyCookies cookies, SurveyPages pages, IStringLocalizer<SurveyTexts> text)
    {
        if (error is AlreadyHandedIn already) Finish(http, pass, already.Language, again: true, cookies);
        else if (error is ResponseGone)
        {
            cookies.Drop(http);
            Go(http, Door(http, cookies));
        }
        else if (IsScript(http)) Go(http, "/s/go");
        else await NoteAsync(http, pages, $"{SurveyWords.Say(text, error)} {text["What you had saved before is kept."]}", Door(http, cookies));
    }

    private static Task NoteAsync(HttpContext http, SurveyPages pages, string text, string onward, int status = StatusCodes.Status200OK) =>
        pages.WriteAsync<SurveyNote>(http, Languages.Current.Code, new() { ["Text"] = text, ["Onward"] = onward }, status);

    private static void Finish(HttpContext http, SurveyPass pass, string language, bool again, SurveyCookies cookies)
    {
        cookies.Finish(http, pass.VersionId, language, again);
        Go(http, "/s/done");
    }

    private static string Door(HttpContext http, SurveyCookies cookies) => cookies.Kiosk(http) is { } kiosk ? $"/s/{kiosk}" : "/s";

    private static bool IsScript(HttpContext http) => http.Request.Headers["X-Survey"].Count > 0;

    private static void Go(HttpContext http, string to)
    {
        // A script can't see where a redirect leads; it gets the address in a header and goes there itself.
        if (IsScript(http)) (http.Response.StatusCode, http.Response.Headers["X-Survey"]) = (StatusCodes.Status200OK, to);
        else (http.Response.StatusCode, http.Response.Headers.Location) = (StatusCodes.Status303SeeOther, to);
    }

    // Null: it is too large, or not a form that can be read.
    private static async Task<IFormCollection?> FormAsync(HttpContext http)
    {
        if (!http.Request.HasFormContentType) return FormCollection.Empty;
        if (http.Request.ContentLength > Most) return null;
        try { return await http.Request.ReadFormAsync(http.RequestAborted); }
        catch (Exception e) when (e is InvalidDataException or BadHttpRequestException) { return null; }
    }
}
