using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using Engagement.Core.Office;
using Engagement.Core.Surveys;
using Engagement.Web.Components.Pages.Public.Surveys;
using Engagement.Web.Setup;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Engagement.Web.Endpoints.Taking;

/// <summary>
/// Survey pages as bytes. A page on which nothing has been answered yet is the same for all who see the same order of options:
/// it is made once and kept as long as the version is in memory. Pages hold no secret, so they may be compressed.
/// </summary>
public sealed class SurveyPages(IServiceScopeFactory scopes, ILoggerFactory logs, SurveyCookies cookies, IEnumerable<EndpointDataSource> endpoints)
{
    // Skip rules could make thousands of different pages of one version.
    private const int MostKept = 2000;
    private readonly ConditionalWeakTable<SurveyContent, ConcurrentDictionary<FreshKey, Body>> fresh = [];
    private ResourceAssetCollection? assets;

    /// <summary>A page of a survey.</summary>
    public async Task WriteAsync(HttpContext http, TakingPage page, int status = StatusCodes.Status200OK)
    {
        var settings = await OfficeAsync(http);
        var kiosk = cookies.Kiosk(http);
        if (!page.Fresh)
        {
            await SendAsync(http, status, new Body(await RenderAsync(page, Site(settings, kiosk)), CompressionLevel.Fastest));
            return;
        }
        var key = new FreshKey(page.Page, page.Number, page.Of, page.Last, string.Join(',', page.Questions.Select(q => q.Key)), page.Language,
            page.Questions.Any(q => q.Shuffled) ? page.Order : 0, page.Number == 1 ? page.Promise : default, kiosk is not null, settings.Version);
        var kept = fresh.GetOrCreateValue(page.Content);
        if (!kept.TryGetValue(key, out var body))
        {
            body = new Body(await RenderAsync(page, Site(settings, kiosk)), CompressionLevel.Optimal);
            if (kept.Count < MostKept) kept[key] = body;
        }
        await SendAsync(http, status, body);
    }

    /// <summary>Another page of the same frame: a component with the parameters Language and Site, and those given.</summary>
    public async Task WriteAsync<T>(HttpContext http, string language, Dictionary<string, object?> parameters, int status = StatusCodes.Status200OK) where T : IComponent
    {
        parameters["Language"] = language;
        parameters["Site"] = Site(await OfficeAsync(http), cookies.Kiosk(http));
        await SendAsync(http, status, new Body(await RenderAsync<T>(language, parameters), CompressionLevel.Fastest));
    }

    private Task<string> RenderAsync(TakingPage page, SurveySite site) =>
        RenderAsync<SurveyForm>(page.Language, new() { [nameof(SurveyForm.Page)] = page, [nameof(SurveyForm.Site)] = site });

    private async Task<string> RenderAsync<T>(string language, Dictionary<string, object?> parameters) where T : IComponent
    {
        // Our own words are in the survey's language where we have it, else in English.
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = (Languages.Find(language) ?? Languages.Installed[0]).Culture;
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, logs);
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(parameters))).ToHtmlString());
    }

    private static Task<OfficeSettings> OfficeAsync(HttpContext http) => http.RequestServices.GetRequiredService<OfficeService>().GetAsync();

    private SurveySite Site(OfficeSettings settings, string? kiosk) => new(settings, Address, kiosk);

    // The fingerprinted address, as all Blazor pages know it from their endpoint.
    private string Address(string file) =>
        "/" + (assets ??= endpoints.SelectMany(s => s.Endpoints).Select(e => e.Metadata.GetMetadata<ResourceAssetCollection>()).OfType<ResourceAssetCollection>().First())[file];

    private static async Task SendAsync(HttpContext http, int status, Body body)
    {
        var (request, response) = (http.Request, http.Response);
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        var zipped = request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase);
        if (zipped) response.Headers.ContentEncoding = "gzip";
        response.Headers.Vary = "Accept-Encoding";
        var bytes = zipped ? body.Zipped : body.Plain;
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, http.RequestAborted);
    }

    private sealed record FreshKey(int Page, int Number, int Of, bool Last, string Shown, string Language, int Order, Promise Promise, bool Kiosk, int Office);

    private sealed class Body(string html, CompressionLevel level)
    {
        private byte[]? zipped;

        public byte[] Plain { get; } = Encoding.UTF8.GetBytes(html);

        public byte[] Zipped => zipped ??= Zip();

        private byte[] Zip()
        {
            using var buffer = new MemoryStream();
            using (var zip = new GZipStream(buffer, level)) zip.Write(Plain);
            return buffer.ToArray();
        }
    }
}
