using System.Diagnostics;
using System.Text.Encodings.Web;
using Engagement.Core.Data;
using Engagement.Core.Office;
using Engagement.Web.Resources;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Localization;

namespace Engagement.Web.Setup;

/// <summary>
/// The page after an unexpected failure. Written without components and without the database, because either may be what failed.
/// Says nothing of the cause; its reference number is the trace id, under which the log has it.
/// </summary>
public static class FailurePage
{
    /// <summary>Answers 503 when the storage is busy or full, the request's own fault where it has one, else 500.</summary>
    public static async Task WriteAsync(HttpContext http)
    {
        var error = http.Features.Get<IExceptionHandlerFeature>()?.Error;
        var busy = StorageFailure.Is(error);
        // Too large, or not readable: no fault of ours.
        int? refused = error switch { BadHttpRequestException e => e.StatusCode, InvalidDataException when HttpMethods.IsPost(http.Request.Method) => StatusCodes.Status400BadRequest, _ => null };
        var text = http.RequestServices.GetRequiredService<IStringLocalizer<SiteTexts>>();
        var office = http.RequestServices.GetRequiredService<OfficeService>().LastKnown();
        http.Response.StatusCode = busy ? StatusCodes.Status503ServiceUnavailable : refused ?? StatusCodes.Status500InternalServerError;
        http.Response.Headers.CacheControl = "no-store";
        if (busy) http.Response.Headers.RetryAfter = "60";
        http.Response.ContentType = "text/html; charset=utf-8";
        var kind = busy ? "Busy" : refused is null ? "Error" : "Refused";
        await http.Response.WriteAsync($"""
            <!DOCTYPE html>
            <html lang="{Languages.Current.Code}" dir="{(Languages.Current.Culture.TextInfo.IsRightToLeft ? "rtl" : "ltr")}">
            <head>
            <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Safe(text[kind + "Title"])}</title><link rel="stylesheet" href="/css/site.css">
            </head>
            <body>
            <header class="bar"><a class="brand" href="/">{Safe(office.OfficeName)}</a></header>
            <main>
            <h1>{Safe(text[kind + "Title"])}</h1>
            <p>{Safe(text[kind + "Text"])}</p>
            <p class="soft">{Safe(text["Reference"])}: <code>{Reference(http)}</code></p>
            <p><a class="button" href="/">{Safe(text["ToStartPage"])}</a></p>
            </main>
            </body>
            </html>
            """);
    }

    /// <summary>What a person can read to an administrator, who finds it in the log.</summary>
    public static string Reference(HttpContext? http) => Activity.Current?.TraceId.ToString() ?? Safe(http?.TraceIdentifier ?? "");

    private static string Safe(string text) => HtmlEncoder.Default.Encode(text);
}
