using System.Net.WebSockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Engagement.Tests.Benchmarks;

/// <summary>
/// A staff page without a browser: fetches the page, opens its circuit over a WebSocket and answers as the browser script would
/// (SignalR's hub protocol with "blazorpack"), so that hundreds of idle circuits fit beside the server on a small machine.
/// </summary>
internal sealed partial class Circuit : IAsyncDisposable
{
    private readonly ClientWebSocket socket = new();
    private readonly TaskCompletionSource rendered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim sending = new(1);
    private Task reading = Task.CompletedTask;

    /// <summary>Opens the page's circuit and waits until its first batch has been rendered.</summary>
    public static async Task<Circuit> OpenAsync(HttpClient http, string cookie, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Cookie", cookie);
        using var response = await http.SendAsync(request);
        var html = await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
        // A prerendered component has two markers; only the first carries a descriptor.
        var markers = MarkerPattern().Matches(html).Select(m => m.Groups["json"].Value).Where(j => j.Contains("\"descriptor\"", StringComparison.Ordinal)).ToList();
        var state = StatePattern().Match(html).Groups["state"].Value;

        var circuit = new Circuit();
        var address = new UriBuilder(new Uri(http.BaseAddress!, "_blazor")) { Scheme = "ws" }.Uri;
        circuit.socket.Options.SetRequestHeader("Cookie", cookie);
        circuit.socket.Options.SetRequestHeader("Origin", http.BaseAddress!.GetLeftPart(UriPartial.Authority));
        await circuit.socket.ConnectAsync(address, CancellationToken.None);
        await circuit.SendAsync("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"u8.ToArray());
        circuit.reading = Task.Run(circuit.ReadAsync);
        var page = new Uri(http.BaseAddress!, path).ToString();
        await circuit.SendAsync(EndCall(Call("0", "StartCircuit", 4).String(http.BaseAddress!.ToString()).String(page).String("[]").String(state)));
        var operations = markers.Select((m, i) => $$"""{"type":"add","ssrComponentId":{{i + 1}},"marker":{{m}}}""");
        await circuit.SendAsync(EndCall(Call(null, "UpdateRootComponents", 2).String($$"""{"batchId":1,"operations":[{{string.Join(',', operations)}}]}""").String(state)));
        await circuit.rendered.Task.WaitAsync(TimeSpan.FromSeconds(30));
        return circuit;
    }

    /// <summary>Tells the server that this side is alive; needed every 15 seconds.</summary>
    public Task PingAsync() => SendAsync(new MessagePackWriter().Array(1).Integer(6).Frame());

    public async ValueTask DisposeAsync()
    {
        socket.Abort();
        await reading;
        socket.Dispose();
        sending.Dispose();
    }

    private static MessagePackWriter Call(string? id, string method, int arguments)
    {
        var message = new MessagePackWriter().Array(6).Integer(1).EmptyMap();
        (id is null ? message.Nil() : message.String(id)).String(method).Array(arguments);
        return message;
    }

    private async Task SendAsync(byte[] message)
    {
        await sending.WaitAsync();
        try
        {
            await socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            sending.Release();
        }
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[64 * 1024];
        var pending = new List<byte>();
        var shaken = false;
        try
        {
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer, CancellationToken.None);
                if (part.MessageType == WebSocketMessageType.Close) throw new WebSocketException("The server closed the circuit.");
                pending.AddRange(buffer.AsSpan(0, part.Count));
                if (!shaken && pending.IndexOf(0x1e) is var end and >= 0)
                {
                    pending.RemoveRange(0, end + 1);
                    shaken = true;
                }
                while (shaken && TakeMessage(pending) is { } message) await AnswerAsync(message);
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            rendered.TrySetException(e);
        }
    }

    private static byte[]? TakeMessage(List<byte> pending)
    {
        int length = 0, at = 0, shift = 0;
        do
        {
            if (at == pending.Count) return null;
            length |= (pending[at] & 0x7f) << shift;
            shift += 7;
        }
        while ((pending[at++] & 0x80) != 0);
        if (pending.Count < at + length) return null;
        var message = pending.GetRange(at, length).ToArray();
        pending.RemoveRange(0, at + length);
        return message;
    }

    private async Task AnswerAsync(byte[] message)
    {
        var (target, number) = Parse(message);
        if (target == "JS.RenderBatch")
        {
            await SendAsync(EndCall(Call(null, "OnRenderCompleted", 2).Integer(number).Nil()));
            rendered.TrySetResult();
        }
        else if (target == "JS.BeginInvokeJS")
        {
            await SendAsync(EndCall(Call(null, "EndInvokeJSFromDotNet", 3).Integer(number).Bool(true).String($"[{number},true,null]")));
        }
        else if (target == "JS.Error")
        {
            rendered.TrySetException(new InvalidOperationException(Encoding.UTF8.GetString(message)));
        }
    }

    private static (string? Target, long Number) Parse(byte[] message)
    {
        var reader = new MessagePackReader(message);
        reader.Read();
        if (reader.Read() is not 1L) return (null, 0);
        reader.Read();
        reader.Read();
        var target = reader.Read() as string;
        var arguments = reader.Read() is int count ? count : 0;
        return (target, arguments > 0 && reader.Read() is long number ? number : 0);
    }

    // The sixth element of an invocation: the ids of its streams, of which there are none.
    private static byte[] EndCall(MessagePackWriter message) => message.Array(0).Frame();

    [GeneratedRegex("<!--Blazor:(?<json>\\{.*?\\})-->", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MarkerPattern();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(?<state>.*?)-->", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex StatePattern();
}
