using System.Net;
using Engagement.Tests.Infrastructure;

namespace Engagement.Tests.Surveys;

/// <summary>A student's device without a script: a client with cookies of its own that follows no redirects.</summary>
internal sealed class SurveyVisitor(Uri address, string languages = "en-US") : IDisposable
{
    public SurveyVisitor(WebApp app, string languages = "en-US") : this(new Uri(app.Address), languages) { }

    private readonly CookieContainer cookies = new();
    private HttpClient? http;

    public HttpClient Http => http ??= Make();

    /// <summary>Values of the cookies that go to survey pages, by name.</summary>
    public Dictionary<string, string> Cookies => cookies.GetCookies(new Uri(address, "/s/go")).ToDictionary(c => c.Name, c => c.Value);

    public Task<string> PageAsync(string path) => Http.GetStringAsync(path);

    /// <summary>Types a code and gives where it leads.</summary>
    public async Task<string> JoinAsync(string? classCode, string code)
    {
        using var answer = await PostJoinAsync(classCode, code);
        return To(answer) ?? $"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}";
    }

    public Task<HttpResponseMessage> PostJoinAsync(string? classCode, string code) =>
        Http.PostAsync("/s", new FormUrlEncodedContent(new Dictionary<string, string> { ["_handler"] = "survey-join", ["Input.Class"] = classCode ?? "", ["Input.Code"] = code }));

    /// <summary>Sends a page of the survey: names and values of fields, "turn" and "page" among them.</summary>
    public Task<HttpResponseMessage> SendAsync(params (string Name, string Value)[] fields) =>
        Http.PostAsync("/s/go", new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))));

    /// <summary>Sends a page and gives where it leads.</summary>
    public async Task<string?> GoAsync(params (string Name, string Value)[] fields)
    {
        using var answer = await SendAsync(fields);
        return To(answer);
    }

    /// <summary>Path and query where an answer leads; null when it is no redirect.</summary>
    public static string? To(HttpResponseMessage answer) =>
        answer.Headers.Location is { } to ? (to.IsAbsoluteUri ? to.PathAndQuery : to.ToString()) : null;

    public void Dispose() => http?.Dispose();

    private HttpClient Make()
    {
        var made = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = address };
        made.DefaultRequestHeaders.Add("Accept-Language", languages);
        return made;
    }
}
