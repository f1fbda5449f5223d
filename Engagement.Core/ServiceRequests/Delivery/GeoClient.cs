using System.Net;
using System.Text;

namespace Engagement.Core.ServiceRequests;

/// <summary>How another server is asked.</summary>
/// <param name="Address">Base address, without a slash at the end.</param>
/// <param name="Jurisdiction">jurisdiction_id, where it wants one.</param>
/// <param name="Key">Key for posting.</param>
/// <param name="Xml">True for XML, false for JSON.</param>
public sealed record GeoPeer(string Address, string? Jurisdiction, string? Key, bool Xml);

/// <summary>What came back.</summary>
public enum GeoReplyKind
{
    /// <summary>An answer that could be read.</summary>
    Answer,

    /// <summary>The server was not reached: nothing can have arrived there.</summary>
    NotReached,

    /// <summary>The question went out and no whole answer came back.</summary>
    Lost,

    /// <summary>An answer that is neither XML nor JSON, or not whole.</summary>
    Unreadable,
}

/// <summary>An answer of another server.</summary>
/// <param name="Kind">What came back.</param>
/// <param name="Status">Status of HTTP, if any.</param>
/// <param name="Items">Services, requests or errors.</param>
/// <param name="Errors">True when the items are errors.</param>
/// <param name="Says">What it says, in words for staff.</param>
/// <param name="Wait">How long it asks to wait.</param>
public sealed record GeoReply(GeoReplyKind Kind, int Status, IReadOnlyList<GeoItem> Items, bool Errors, string Says, TimeSpan? Wait = null)
{
    /// <summary>True for a good answer with the things that were asked for.</summary>
    public bool Good => Kind == GeoReplyKind.Answer && Status is >= 200 and < 300 && !Errors;
}

/// <summary>Times and sizes of questions to other servers (<c>Open311:Seconds</c>, 30).</summary>
public sealed class GeoClientSettings
{
    /// <summary>Longest time of a question.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Largest answer in bytes, unpacked.</summary>
    public int MostBytes { get; set; } = 16 * 1024 * 1024;
}

/// <summary>Asks other Open311 servers. Expected failures are answers, not exceptions; redirections are not followed, because a key would go along.</summary>
public sealed class GeoClient(GeoClientSettings settings) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        // A connection that the other side is about to close would lose a request that it never saw.
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(5),
    })
    { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Asks for something: <c>services</c>, <c>requests</c>, <c>tokens/…</c>.</summary>
    public Task<GeoReply> GetAsync(GeoPeer peer, string what, IEnumerable<(string Name, string? Value)>? query = null, CancellationToken cancel = default)
    {
        var parameters = (query ?? []).Prepend((Name: "jurisdiction_id", Value: peer.Jurisdiction)).Where(q => !string.IsNullOrEmpty(q.Value)).Select(q => $"{q.Name}={Uri.EscapeDataString(q.Value!)}").ToList();
        return AskAsync(peer, () => new HttpRequestMessage(HttpMethod.Get, Address(peer, what) + (parameters.Count == 0 ? "" : "?" + string.Join('&', parameters))), cancel);
    }

    /// <summary>Reads a document at an address of its own, such as a service discovery.</summary>
    public Task<GeoReply> ReadAsync(Uri address, CancellationToken cancel = default) => AskAsync(new("", null, null, Xml: false), () => new HttpRequestMessage(HttpMethod.Get, address), cancel);

    /// <summary>Hands a request over.</summary>
    public Task<GeoReply> PostAsync(GeoPeer peer, IEnumerable<(string Name, string? Value)> fields, CancellationToken cancel = default)
    {
        var form = fields.Prepend((Name: "api_key", Value: peer.Key)).Prepend((Name: "jurisdiction_id", Value: peer.Jurisdiction)).Where(f => !string.IsNullOrEmpty(f.Value)).Select(f => KeyValuePair.Create(f.Name, f.Value!)).ToList();
        return AskAsync(peer, () =>
        {
            var content = new FormUrlEncodedContent(form);
            content.Headers.ContentType!.CharSet = "utf-8";
            return new HttpRequestMessage(HttpMethod.Post, Address(peer, "requests")) { Content = content };
        }, cancel);
    }

    /// <inheritdoc />
    public void Dispose() => http.Dispose();

    private static string Address(GeoPeer peer, string what) => $"{peer.Address.TrimEnd('/')}/{what}.{(peer.Xml ? "xml" : "json")}";

    private async Task<GeoReply> AskAsync(GeoPeer peer, Func<HttpRequestMessage> make, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(settings.Patience);
        try
        {
            using var question = make();
            question.Headers.Accept.ParseAdd(peer.Xml ? "text/xml, application/xml;q=0.9, application/json;q=0.5" : "application/json, text/xml;q=0.5");
            question.Headers.UserAgent.ParseAdd("Engagement-Open311/1.0");
            using var answer = await http.SendAsync(question, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            return await ReadAsync(answer, patience.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new(GeoReplyKind.Lost, 0, [], Errors: false, $"There was no answer within {settings.Patience.TotalSeconds:0} seconds.");
        }
        catch (HttpRequestException e) when (e.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError)
        {
            return new(GeoReplyKind.NotReached, 0, [], Errors: false, $"The server could not be reached ({e.HttpRequestError switch { HttpRequestError.NameResolutionError => "its name is not known", HttpRequestError.SecureConnectionError => "its certificate is not accepted", _ => "no connection" }}).");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidDataException)
        {
            return new(GeoReplyKind.Lost, 0, [], Errors: false, "The connection broke before there was an answer.");
        }
    }

    private async Task<GeoReply> ReadAsync(HttpResponseMessage answer, CancellationToken cancel)
    {
        var status = (int)answer.StatusCode;
        var wait = answer.Headers.RetryAfter?.Delta ?? answer.Headers.RetryAfter?.Date - DateTimeOffset.UtcNow;
        using var body = new MemoryStream();
        await using (var stream = await answer.Content.ReadAsStreamAsync(cancel))
        {
            var buffer = new byte[16 * 1024];
            for (int count; (count = await stream.ReadAsync(buffer, cancel)) > 0;)
            {
                if (body.Length + count > settings.MostBytes) return new(GeoReplyKind.Unreadable, status, [], Errors: false, $"The answer is larger than {settings.MostBytes / 1024 / 1024} MB.", wait);
                body.Write(buffer, 0, count);
            }
        }
        if (GeoReader.Read(body.ToArray()) is not { } read) return new(GeoReplyKind.Unreadable, status, [], Errors: false, $"The answer ({status}) is neither XML nor JSON, or not whole{Start(body)}", wait);
        var says = read.Errors ? string.Join(' ', read.Items.Select(i => $"{i["code"]}: {i["description"]}".TrimStart(':', ' '))) : $"It answered {status}.";
        return new(GeoReplyKind.Answer, status, read.Items, read.Errors, says.Length > 600 ? says[..600] : says, wait);
    }

    // The beginning of what can't be read helps whoever has to call the other side.
    private static string Start(MemoryStream body)
    {
        var text = Common.Text.Clean(Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)Math.Min(body.Length, 120)));
        return text is null ? "." : $": {text}";
    }
}
