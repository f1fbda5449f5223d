using Engagement.Web.Components.Shared;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Engagement.Web.Setup;

/// <summary>
/// A form whose antiforgery token does not count, because it was open for long or somebody signed in meanwhile.
/// If it comes from our own page, the person gets everything typed back with one button to send it again; from elsewhere it is refused.
/// </summary>
internal sealed class ExpiredForms(RequestDelegate next, ILogger<ExpiredForms> log)
{
    private const int MostCharacters = 500_000;

    public async Task InvokeAsync(HttpContext context, IAntiforgery antiforgery)
    {
        if (context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false })
        {
            await next(context);
            return;
        }
        if (!IsOurPage(context.Request))
        {
            log.LogWarning("A form from elsewhere was refused at {Path}", context.Request.Path);
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync("This form was not sent from a page of this site.");
            return;
        }
        // The framework lets nobody read an unchecked form while this says so; here it is only shown back to its sender.
        context.Features.Set<IAntiforgeryValidationFeature>(null);
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : FormCollection.Empty;
        var tokens = antiforgery.GetAndStoreTokens(context);
        var fields = form.Where(f => f.Key != tokens.FormFieldName && !f.Key.Contains("password", StringComparison.OrdinalIgnoreCase))
            .SelectMany(f => f.Value.Select(v => KeyValuePair.Create(f.Key, v ?? ""))).ToList();
        if (fields.Sum(f => f.Value.Length) > MostCharacters) fields = [];
        var parameters = new Dictionary<string, object?>
        {
            [nameof(SendAgainPage.Address)] = $"{context.Request.PathBase}{context.Request.Path}{context.Request.QueryString}",
            [nameof(SendAgainPage.Fields)] = fields,
            [nameof(SendAgainPage.TokenField)] = tokens.FormFieldName,
            [nameof(SendAgainPage.Token)] = tokens.RequestToken,
            [nameof(SendAgainPage.HadFiles)] = form.Files.Any(f => f.Length > 0),
            [nameof(SendAgainPage.HadPassword)] = form.Keys.Any(k => k.Contains("password", StringComparison.OrdinalIgnoreCase)),
        };
        await new RazorComponentResult<SendAgainPage>(parameters) { StatusCode = StatusCodes.Status400BadRequest }.ExecuteAsync(context);
    }

    private static bool IsOurPage(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site ? site == "same-origin" : SameOrigin.Is(request);
}
