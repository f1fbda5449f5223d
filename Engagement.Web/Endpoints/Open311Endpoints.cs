using System.Globalization;
using Engagement.Core.Office;
using Engagement.Core.ServiceRequests;
using Engagement.Web.Setup;
using Microsoft.AspNetCore.Http.Features;

namespace Engagement.Web.Endpoints;

/// <summary>
/// Our Open311 server (GeoReport v2). Strict in what it says, lenient in what it hears: with .xml, .json or neither (then Accept decides), with or without
/// a jurisdiction. Endpoints carry no antiforgery token (decision 006): nobody's session has a say here, the key in the body has.
/// </summary>
internal static class Open311Endpoints
{
    private const long MostBytes = 1024 * 1024;
    private static readonly string[] Read = ["GET", "HEAD"], ReadAndPost = ["GET", "HEAD", "POST"];

    public static void MapOpen311(this IEndpointRouteBuilder routes)
    {
        var all = routes.MapGroup("").AllowAnonymous().RequireCors(Open311Setup.Cors).AddEndpointFilter(GuardAsync).DisableAntiforgery();
        foreach (var path in (string[])["/discovery.{format}", "/open311/discovery.{format}", "/open311/discovery"]) all.MapMethods(path, Read, DiscoverAsync);
        all.MapMethods("/open311/openapi.json", Read, () => Results.Stream(typeof(Open311Endpoints).Assembly.GetManifestResourceStream("openapi.json")!, "application/json"));
        foreach (var (path, trial) in ((string, bool)[])[(GeoDiscovery.Production, false), (GeoDiscovery.Test, true)])
        {
            var endpoint = all.MapGroup(path);
            foreach (var ending in (string[])["", ".{format}"])
            {
                endpoint.MapMethods($"/services{ending}", Read, ServicesAsync);
                endpoint.MapMethods($"/requests{ending}", ReadAndPost, (HttpContext http, Open311Service service, Open311PostService post, LinkService links) =>
                    HttpMethods.IsPost(http.Request.Method) ? PostAsync(http, post, trial) : RequestsAsync(http, service, links));
            }
            endpoint.MapMethods("/services/{id}", Read, async (HttpContext http, Open311Service service) =>
                Answer(http, await service.DefinitionAsync(Format(http).Id), GeoAnswers.Definition));
            endpoint.MapMethods("/requests/{id}", Read, OneAsync);
            endpoint.MapMethods("/tokens/{id}", Read, async (HttpContext http, Open311Service service) =>
                Answer(http, await service.TokenAsync(Format(http).Id), (to, id) => GeoAnswers.Id(to, id, token: id)));
        }
        all.MapMethods("/open311/{**rest}", ReadAndPost, (HttpContext http) => GeoResult.Failure(Format(http).Xml, new GeoError(404, "There is nothing at this address. See /developers.")));
    }

    private static async Task<IResult> DiscoverAsync(HttpContext http, OfficeService office, LinkService links)
    {
        var settings = await office.GetAsync();
        var address = await AddressAsync(http, links);
        var contact = string.Join(", ", new[] { settings.OfficeName, settings.CityName, settings.ContactEmail, settings.ContactPhone }.OfType<string>());
        var discovery = new GeoDiscovery(address, contact, $"Ask {settings.OfficeName} for a key: {address}/developers");
        return new GeoResult(Format(http).Xml, discovery.Write);
    }

    // Without a public address the client hears the one that it used itself.
    private static async Task<string> AddressAsync(HttpContext http, LinkService links) => (await links.ToAsync("")).Value ?? $"{http.Request.Scheme}://{http.Request.Host}";

    private static async Task<IResult> ServicesAsync(HttpContext http, Open311Service service)
    {
        var services = await service.ServicesAsync();
        return new GeoResult(Format(http).Xml, to => GeoAnswers.Services(to, services));
    }

    private static async Task<IResult> RequestsAsync(HttpContext http, Open311Service service, LinkService links)
    {
        var parameters = http.Request.Query.ToDictionary(q => q.Key.ToLowerInvariant(), q => string.Join(',', q.Value.AsEnumerable()), StringComparer.Ordinal);
        var found = await service.FindAsync(parameters);
        return found.Ok ? new GeoRowsResult(Format(http).Xml, found.Value, await AddressAsync(http, links)) : GeoResult.Failure(Format(http).Xml, found.Error);
    }

    private static async Task<IResult> OneAsync(HttpContext http, Open311Service service, LinkService links)
    {
        var address = await AddressAsync(http, links);
        return Answer(http, await service.OneAsync(Format(http).Id), (to, request) =>
        {
            to.BeginList("service_requests");
            GeoAnswers.Request(to, request, address);
            to.EndList("service_requests");
        });
    }

    private static async Task<IResult> PostAsync(HttpContext http, Open311PostService service, bool trial)
    {
        var xml = Format(http).Xml;
        if (!http.Request.HasFormContentType) return GeoResult.Failure(xml, GeoError.Bad("Send the fields as application/x-www-form-urlencoded; charset=utf-8."));
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = MostBytes;
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (!IsOurs(http, form["jurisdiction_id"])) return UnknownJurisdiction(xml, form["jurisdiction_id"].ToString());
        var fields = form.SelectMany(f => f.Value.Select(v => KeyValuePair.Create(f.Key, v ?? ""))).ToList();
        var taken = await service.PostAsync(fields, http.Request.Headers["Idempotency-Key"], trial);
        return Answer(http, taken, (to, made) => GeoAnswers.Id(to, made.Number, notice: made.Notice));
    }

    private static GeoResult Answer<T>(HttpContext http, Core.Common.Result<T> result, Action<GeoWriter, T> write) =>
        result.Ok ? new(Format(http).Xml, to => write(to, result.Value)) : GeoResult.Failure(Format(http).Xml, result.Error);

    // Which format is wanted: the ending of the address, else Accept, else XML, which the specification makes mandatory. And the id without its ending.
    private static (bool Xml, string Id, bool Known) Format(HttpContext http)
    {
        var id = http.GetRouteValue("id") as string ?? "";
        var ending = http.GetRouteValue("format") as string ?? (id.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) ? "xml" : id.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? "json" : null);
        if (id.Length > 0 && ending is not null) id = id[..^(ending.Length + 1)];
        return ending?.ToLowerInvariant() switch
        {
            "xml" => (true, id, true),
            "json" => (false, id, true),
            null => (!PrefersJson(http), id, true),
            _ => (true, id, false),
        };
    }

    private static bool PrefersJson(HttpContext http)
    {
        double Wanted(string kind) => http.Request.GetTypedHeaders().Accept.Where(a => a.MediaType.HasValue && a.MediaType.Value.EndsWith(kind, StringComparison.OrdinalIgnoreCase)).Select(a => a.Quality ?? 1).DefaultIfEmpty(0).Max();
        return Wanted("json") > Wanted("/xml");
    }

    private static async ValueTask<object?> GuardAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var (xml, _, known) = Format(http);
        if (!known) return GeoResult.Failure(xml: true, GeoError.Bad("This format is not offered. Ask for .xml or .json."));
        if (!IsOurs(http, http.Request.Query["jurisdiction_id"])) return UnknownJurisdiction(xml, http.Request.Query["jurisdiction_id"].ToString());
        try
        {
            return await next(context);
        }
        catch (BadHttpRequestException e)
        {
            return GeoResult.Failure(xml, new GeoError(e.StatusCode, $"The request could not be read, or is larger than {(MostBytes / 1024).ToString(CultureInfo.InvariantCulture)} KB."));
        }
        catch (InvalidDataException)
        {
            return GeoResult.Failure(xml, GeoError.Bad("The fields could not be read."));
        }
#pragma warning disable CA1031 // Whatever it was, a client of this interface is told so in its format and not with a page.
        catch (Exception e) when (e is not OperationCanceledException)
        {
            http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(nameof(Open311Endpoints)).LogError(e, "A request to the Open311 interface failed");
            return GeoResult.Failure(xml, new GeoError(500, "The server could not do this. Try again later."));
        }
#pragma warning restore CA1031
    }

    // One city: the parameter is not needed. Where the office has set its id, another one is unknown.
    private static bool IsOurs(HttpContext http, string? jurisdiction) =>
        string.IsNullOrWhiteSpace(jurisdiction) || http.RequestServices.GetRequiredService<IConfiguration>()["Open311:Jurisdiction"] is not { Length: > 0 } ours
        || string.Equals(ours, jurisdiction.Trim(), StringComparison.OrdinalIgnoreCase);

    private static GeoResult UnknownJurisdiction(bool xml, string given) => GeoResult.Failure(xml, GeoError.Unknown("jurisdiction_id", given));
}
