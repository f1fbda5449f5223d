using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Engagement.Tests.ServiceRequests;

/// <summary>How the stub behaves at the next POST; afterwards it is well again unless told otherwise.</summary>
internal enum Mood { Well, Down503, Busy429, Refuses, KeyRevoked, Error500AfterTaking, ErrorIn200, Html200, Truncated, SilentAfterTaking, SilentBeforeTaking, SameId, Nothing }

/// <summary>
/// Another city's Open311 server, written for tests on a bare socket and independent of ours: XML whatever is asked for, batch services with tokens,
/// descriptions kept or dropped, and every way of failing that was seen in the field.
/// </summary>
internal sealed class StubCity : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ended = new();
    private readonly Task loop;
    private int ids = 500;

    public StubCity()
    {
        listener.Start();
        loop = Task.Run(AcceptAsync);
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/api";

    /// <summary>What it does at the POSTs to come, one after the other.</summary>
    public ConcurrentQueue<Mood> Moods { get; } = new();

    /// <summary>What it took, by id: fields of the form.</summary>
    public ConcurrentDictionary<string, Dictionary<string, string>> Taken { get; } = new();

    /// <summary>Status and notes by id; open where nothing is said.</summary>
    public ConcurrentDictionary<string, (string Status, string Notes)> Status { get; } = new();

    /// <summary>Every question: method and address.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    public string Type { get; set; } = "realtime";

    public bool TokenReady { get; set; }

    public bool KeepsDescriptions { get; set; } = true;

    /// <summary>An answer to every GET in place of the right one.</summary>
    public (int Code, string Body)? Says { get; set; }

    public string Services { get; set; } = "<service><service_code>L-1</service_code><service_name>Street Light Outage</service_name><metadata>false</metadata><type>realtime</type></service>";

    public TimeSpan Slow { get; set; }

    private int now, most;

    /// <summary>The most POSTs that were open at once.</summary>
    public int MostAtOnce => most;

    public async ValueTask DisposeAsync()
    {
        if (loop.IsCompleted) return;
        await ended.CancelAsync();
        listener.Stop();
        await loop;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await listener.AcceptTcpClientAsync(ended.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            var stream = client.GetStream();
            var (head, body) = await ReadAsync(stream);
            var (method, path) = (head.Split(' ')[0], head.Split(' ')[1]);
            Asked.Enqueue($"{method} {path}");
            var answer = method == "POST" ? await PostAsync(Fields(body)) : Get(path);
            // Silence: the connection ends without a word.
            if (answer is not ({ } code, { } text, var declared)) return;
            var bytes = Encoding.UTF8.GetBytes(text);
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {code} x\r\nContent-Type: text/xml\r\nContent-Length: {declared ?? bytes.Length}\r\nConnection: close\r\n\r\n"));
            await stream.WriteAsync(bytes);
        }
        catch (IOException)
        {
            // The client gave up.
        }
    }

    private async Task<(int?, string?, int?)> PostAsync(Dictionary<string, string> form)
    {
        var open = Interlocked.Increment(ref now);
        for (var seen = most; open > seen; seen = most) Interlocked.CompareExchange(ref most, open, seen);
        if (Slow > TimeSpan.Zero) await Task.Delay(Slow);
        Interlocked.Decrement(ref now);
        var mood = Moods.TryDequeue(out var next) ? next : Mood.Well;
        switch (mood)
        {
            case Mood.Down503: return (503, "<html><h1>Down for repair", null);
            case Mood.Busy429: return (429, Errors(429, "slow down"), null);
            case Mood.Refuses: return (400, Errors(400, "lat is outside of the city"), null);
            case Mood.KeyRevoked: return (403, Errors(403, "Invalid api_key received"), null);
            case Mood.ErrorIn200: return (200, Errors(400, "description is missing"), null);
            case Mood.SilentBeforeTaking: return default;
            case Mood.Nothing: return (200, Wrapped(""), null);
        }
        var id = mood == Mood.SameId ? "500" : Interlocked.Increment(ref ids).ToString(CultureInfo.InvariantCulture);
        Taken[id] = form;
        form["requested"] = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
        var told = Wrapped(Type switch { "batch" => $"<request><token>t-{id}</token></request>", "blackbox" => "<request><service_notice>Thank you</service_notice></request>", _ => $"<request><service_request_id>{id}</service_request_id><service_notice/></request>" });
        return mood switch
        {
            Mood.Error500AfterTaking => (500, "<html>Internal Server Error</html>", null),
            Mood.Html200 => (200, "<!DOCTYPE html><html><body>Thank you!</body></html>", null),
            Mood.Truncated => (200, told[..(told.Length / 2)], told.Length),
            Mood.SilentAfterTaking => default,
            _ => (200, told, null),
        };
    }

    private (int?, string?, int?) Get(string path)
    {
        if (Says is { } said) return (said.Code, said.Body, null);
        if (path.Contains("/services.", StringComparison.Ordinal)) return (200, $"<services>{Services}</services>", null);
        if (path.Contains("/services/", StringComparison.Ordinal))
            return (200, "<service_definition><service_code>D-9</service_code><attributes><attribute><variable>true</variable><code>WHAT</code><datatype>singlevaluelist</datatype><required>true</required><order>1</order><description>What?</description><values><value><key>7</key><name>Tires</name></value></values></attribute></attributes></service_definition>", null);
        if (path.Contains("/tokens/t-", StringComparison.Ordinal))
        {
            var id = path.Split("/tokens/t-")[1].Split('.')[0];
            return (200, Wrapped(TokenReady ? $"<request><service_request_id>{id}</service_request_id><token>t-{id}</token></request>" : $"<request><token>t-{id}</token></request>"), null);
        }
        var wanted = path.Contains("service_request_id=", StringComparison.Ordinal) ? Uri.UnescapeDataString(path.Split("service_request_id=")[1].Split('&')[0]).Split(',') : null;
        return (200, Wrapped(string.Concat(Taken.Where(t => wanted?.Contains(t.Key) != false).OrderBy(t => t.Key).Select(t => Shown(t.Key, t.Value)))), null);
    }

    private string Shown(string id, Dictionary<string, string> form)
    {
        var (status, notes) = Status.GetValueOrDefault(id, ("OPEN", ""));
        return $"<request><service_request_id>{id}</service_request_id><status>{status}</status><status_notes>{notes}</status_notes><service_code>{form["service_code"]}</service_code>"
            + $"<description>{(KeepsDescriptions ? WebUtility.HtmlEncode(form.GetValueOrDefault("description")) : "")}</description><requested_datetime>{form["requested"]}</requested_datetime>"
            + $"<lat>{form.GetValueOrDefault("lat")}</lat><long>{form.GetValueOrDefault("long")}</long><crew>Blue</crew></request>";
    }

    private static string Wrapped(string requests) => $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<service_requests type=\"array\">{requests}</service_requests>";

    private static string Errors(int code, string text) => $"<?xml version=\"1.0\"?><errors><error><code>{code}</code><description>{text}</description></error></errors>";

    private static async Task<(string Head, string Body)> ReadAsync(NetworkStream stream)
    {
        var all = new List<byte>();
        var buffer = new byte[8192];
        while (true)
        {
            var text = Encoding.UTF8.GetString([.. all]);
            if (text.IndexOf("\r\n\r\n", StringComparison.Ordinal) is >= 0 and var end)
            {
                var length = text[..end].Split("\r\n").Select(l => l.Split(": ")).Where(l => string.Equals(l[0], "Content-Length", StringComparison.OrdinalIgnoreCase)).Select(l => int.Parse(l[1], CultureInfo.InvariantCulture)).FirstOrDefault();
                if (all.Count >= end + 4 + length) return (text[..end], text[(end + 4)..]);
            }
            var count = await stream.ReadAsync(buffer);
            if (count == 0) throw new IOException("The client is gone.");
            all.AddRange(buffer.AsSpan(0, count));
        }
    }

    private static Dictionary<string, string> Fields(string body) =>
        body.Split('&').Select(f => f.Split('=')).ToDictionary(f => WebUtility.UrlDecode(f[0]), f => WebUtility.UrlDecode(f[1]), StringComparer.Ordinal);
}
