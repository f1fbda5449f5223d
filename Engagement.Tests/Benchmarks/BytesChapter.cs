using Engagement.Core.Data;

namespace Engagement.Tests.Benchmarks;

/// <summary>What public pages weigh over the wire, compressed as a browser asks for it, their stylesheets included.</summary>
internal static class BytesChapter
{
    public static async Task RunAsync()
    {
        await using var stage = await Stage.PrepareAsync(DatabaseProvider.Sqlite);
        await stage.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(stage.App.Address) };
        http.DefaultRequestHeaders.Add("Accept-Encoding", "br, gzip");
        foreach (var path in (string[])["/", "/apply", "/checkin", "/s", "/verify", "/privacy", "/account/sign-in"])
        {
            using var response = await http.GetAsync(path);
            var page = (await response.Content.ReadAsByteArrayAsync()).Length;
            var styles = 0;
            foreach (var style in await StylesAsync(stage, path)) styles += (await http.GetByteArrayAsync(style)).Length;
            Console.WriteLine(FormattableString.Invariant($"{path,-18} {(int)response.StatusCode}  page {page / 1024.0,5:0.0} KB + stylesheets {styles / 1024.0,5:0.0} KB = {(page + styles) / 1024.0,5:0.0} KB (aim: at most 30)"));
        }
    }

    private static async Task<IEnumerable<string>> StylesAsync(Stage stage, string path)
    {
        using var plain = new HttpClient { BaseAddress = new Uri(stage.App.Address) };
        using var response = await plain.GetAsync(path);
        var html = await response.Content.ReadAsStringAsync();
        return html.Split("<link ").Skip(1).Where(l => l.Contains("stylesheet", StringComparison.Ordinal))
            .Select(l => l.Split("href=\"")[1].Split('"')[0]).Select(h => "/" + h.TrimStart('/'));
    }
}
