using System.Net;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Engagement.Tests.Infrastructure;

/// <summary>Static forms over plain HTTP, as a browser without JavaScript sends them.</summary>
public static partial class HttpForms
{
    private static readonly ConditionalWeakTable<HttpClient, CookieContainer> Cookies = [];

    /// <summary>A client with cookies of its own that does not follow redirects.</summary>
    public static HttpClient NewClient(this WebApp app)
    {
        var cookies = new CookieContainer();
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = new Uri(app.Address) };
        Cookies.Add(client, cookies);
        return client;
    }

    /// <summary>The client's cookies, for a WebSocket.</summary>
    public static string CookieHeader(this HttpClient client) => Cookies.TryGetValue(client, out var cookies) ? cookies.GetCookieHeader(client.BaseAddress!) : "";

    /// <summary>Opens a page, fills its form of that name and posts it.</summary>
    public static async Task<HttpResponseMessage> PostFormAsync(this HttpClient client, string path, string handler, params (string Name, string Value)[] fields)
    {
        var page = await client.GetStringAsync(path);
        return await client.PostAsync(path, Form(page, handler, fields));
    }

    /// <summary>A form's content with the page's antiforgery token.</summary>
    public static FormUrlEncodedContent Form(string page, string handler, params (string Name, string Value)[] fields)
    {
        var token = Token().Match(page).Groups["value"].Value;
        return new([new("_handler", handler), new("__RequestVerificationToken", token), .. fields.Select(f => KeyValuePair.Create(f.Name, f.Value))]);
    }

    /// <summary>Signs in with the password of <see cref="WebApp.AddUserAsync"/>.</summary>
    public static async Task SignInAsync(this HttpClient client, string email)
    {
        using var answer = await client.PostFormAsync("/account/sign-in", "sign-in", ("Input.Email", email), ("Input.Password", WebApp.Password));
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync());
    }

    [GeneratedRegex("""name="__RequestVerificationToken"[^>]*value="(?<value>[^"]+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();
}
