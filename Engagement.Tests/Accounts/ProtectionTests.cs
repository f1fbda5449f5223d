using System.Net;
using System.Net.WebSockets;
using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Engagement.Tests.Infrastructure;
using Engagement.Web.Setup;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Engagement.Tests.Accounts;

public class ProtectionTests
{
    [Fact]
    public async Task Headers_EveryAnswer_HasThem()
    {
        await using var app = await WebApp.StartAsync();
        using var client = app.NewClient();
        foreach (var path in (string[])["/", "/css/site.css", "/account/sign-in", "/no/such/page", "/staff"])
        {
            using var answer = await client.GetAsync(path);
            answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"], path);
            answer.Headers.GetValues("Content-Security-Policy").ShouldAllBe(v => v.Contains("frame-ancestors 'none'"), path);
            answer.Headers.GetValues("Content-Security-Policy").ShouldContain(v => v.Contains("script-src 'self';"), path);
            answer.Headers.GetValues("Referrer-Policy").ShouldBe(["same-origin"], path);
        }
    }

    [Fact]
    public async Task SignIn_UnknownWrongDisabledLocked_AnswerTheSame()
    {
        await using var app = await WebApp.StartAsync();
        using var client = app.NewClient();
        var user = await app.AddUserAsync(Permissions.Coordinator);
        var disabled = await app.AddUserAsync(Permissions.Leadership);
        (await app.CallAsync<UserService, Engagement.Core.Common.Result>(s => s.DisableAsync(TestDb.Admin, disabled.Id))).Ok.ShouldBeTrue();

        async Task<string> Try(string email, string password)
        {
            using var answer = await client.PostFormAsync("/account/sign-in", "sign-in", ("Input.Email", email), ("Input.Password", password));
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            var page = await answer.Content.ReadAsStringAsync();
            return page[page.IndexOf("role=\"alert\"", StringComparison.Ordinal)..].Split("</p>")[0];
        }

        var unknown = await Try("nobody@example.org", "wrong");
        (await Try(disabled.Email!, WebApp.Password)).ShouldBe(unknown);
        for (var i = 0; i < 5; i++) (await Try(user.Email!, "wrong")).ShouldBe(unknown);
        // Locked now: even the right password does not help, and the answer does not tell.
        (await Try(user.Email!, WebApp.Password)).ShouldBe(unknown);
        await using var db = app.Services.GetRequiredService<IDbContextFactory<EngagementDb>>().CreateDbContext();
        (await db.Users.SingleAsync(u => u.Id == user.Id)).LockoutEnd.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("\ufffe@example.org", HttpStatusCode.OK)]
    [InlineData("nul\0@example.org", HttpStatusCode.BadRequest)]
    public async Task Post_WhatIsNoText_IsAnsweredAndNoFailureOfOurs(string email, HttpStatusCode expected)
    {
        await using var app = await WebApp.StartAsync();
        using var client = app.NewClient();
        foreach (var (path, form) in ((string, string)[])[("/account/sign-in", "sign-in"), ("/account/forgot", "forgot")])
            (await client.PostFormAsync(path, form, ("Input.Email", email), ("Input.Password", email))).StatusCode.ShouldBe(expected);
    }

    [Fact]
    public async Task Post_TooManyFromOneAddress_IsToldToWait()
    {
        await using var app = await WebApp.StartAsync(settings: new() { ["RateLimits:AccountPosts"] = "3" });
        using var client = app.NewClient();
        for (var i = 0; i < 3; i++) (await client.PostFormAsync("/account/forgot", "forgot", ("Input.Email", "a@example.org"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var refused = await client.PostFormAsync("/account/forgot", "forgot", ("Input.Email", "a@example.org"));
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromMinutes(1));
        (await refused.Content.ReadAsStringAsync()).ShouldContain("Too many attempts");
        (await client.GetAsync("/account/forgot")).StatusCode.ShouldBe(HttpStatusCode.OK, "reading is not limited");
    }

    [Fact]
    public async Task Form_FromAnotherSite_IsRefused()
    {
        await using var app = await WebApp.StartAsync();
        using var client = app.NewClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/account/forgot")
        {
            Content = new FormUrlEncodedContent([new("_handler", "forgot"), new("Input.Email", "a@example.org")]),
            Headers = { { "Origin", "https://evil.example" }, { "Sec-Fetch-Site", "cross-site" } },
        };
        using var answer = await client.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, await answer.Content.ReadAsStringAsync());
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("<form");
    }

    [Theory]
    [InlineData(null, true, HttpStatusCode.Forbidden)]
    [InlineData("https://evil.example", true, HttpStatusCode.Forbidden)]
    [InlineData("own", false, HttpStatusCode.Forbidden)]
    [InlineData("own", true, HttpStatusCode.SwitchingProtocols)]
    public async Task Circuit_ForeignOriginOrNobody_IsRefused(string? origin, bool signedIn, HttpStatusCode expected)
    {
        await using var app = await WebApp.StartAsync();
        using var client = app.NewClient();
        if (signedIn) await client.SignInAsync((await app.AddUserAsync(Permissions.Coordinator)).Email!);
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        if (origin is not null) socket.Options.SetRequestHeader("Origin", origin == "own" ? app.Address.TrimEnd('/') : origin);
        using var invoker = new HttpMessageInvoker(new SocketsHttpHandler { UseCookies = false });
        if (signedIn) socket.Options.SetRequestHeader("Cookie", client.CookieHeader());
        try
        {
            await socket.ConnectAsync(new Uri(app.Address.Replace("http", "ws", StringComparison.Ordinal) + "_blazor"), invoker, CancellationToken.None);
        }
        catch (WebSocketException)
        {
            // Refused: the status says how.
        }
        socket.HttpStatusCode.ShouldBe(expected);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Keys_AreInTheDatabase(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var keys = new KeyRepository(test.Factory);
        keys.GetAllElements().ShouldBeEmpty();
        keys.StoreElement(new System.Xml.Linq.XElement("key", new System.Xml.Linq.XAttribute("id", 1)), "key-1");
        keys.GetAllElements().Single().ToString().ShouldBe("<key id=\"1\" />");
    }

    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36 Edg/130.0", "Edge on Windows")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1", "Safari on iPhone")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0", "Firefox on Linux")]
    [InlineData("", "A browser")]
    public void Device_OfAUserAgent_IsNamedInWords(string agent, string device) => SessionCookies.Device(agent).ShouldBe(device);
}
