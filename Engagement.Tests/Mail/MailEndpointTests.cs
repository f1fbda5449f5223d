using System.Net;
using System.Text;
using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Engagement.Core.Mail;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Engagement.Tests.Mail;

/// <summary>What mail programs and mail servers do over plain HTTP.</summary>
public class MailEndpointTests(MailEndpointTests.RunningApp running) : IClassFixture<MailEndpointTests.RunningApp>
{
    private const string Key = "a key of twenty letters";

    private static EngagementDb Open(WebApp app) => app.Services.GetRequiredService<IDbContextFactory<EngagementDb>>().CreateDbContext();

    private async Task<Guid> LinkAsync(string address)
    {
        await using var db = Open(running.App);
        var preference = new MailPreference(address, MailKind.Announcement);
        db.Add(preference);
        await db.SaveChangesAsync();
        return preference.Id;
    }

    private async Task<bool> IsOffAsync(Guid id)
    {
        await using var db = Open(running.App);
        return await db.MailPreferences.AnyAsync(p => p.Id == id && p.OffAt != null);
    }

    [Fact]
    public async Task OneClick_WithoutCookieOrToken_Answers200AndUnsubscribes()
    {
        var id = await LinkAsync("one-click@example.org");
        using var http = new HttpClient { BaseAddress = new Uri(running.App.Address) };
        using (var looked = await http.GetAsync($"/mail/unsubscribe/{id}"))
        {
            looked.StatusCode.ShouldBe(HttpStatusCode.OK);
            (await looked.Content.ReadAsByteArrayAsync()).Length.ShouldBeLessThan(30 * 1024);
            (await looked.Content.ReadAsStringAsync()).ShouldNotContain("one-click@");
            looked.Headers.Contains("Set-Cookie").ShouldBeFalse();
        }
        (await IsOffAsync(id)).ShouldBeFalse("opening the page must not unsubscribe");
        // As RFC 8058 has it.
        using (var clicked = await http.PostAsync($"/mail/unsubscribe/{id}", new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")])))
        {
            clicked.StatusCode.ShouldBe(HttpStatusCode.OK);
            clicked.Headers.Contains("Set-Cookie").ShouldBeFalse();
        }
        (await IsOffAsync(id)).ShouldBeTrue();
        (await http.PostAsync($"/mail/unsubscribe/{id}", new StringContent(""))).StatusCode.ShouldBe(HttpStatusCode.OK, "twice is no fault");
        using (var multipart = new MultipartFormDataContent { { new StringContent("One-Click"), "List-Unsubscribe" } })
            (await http.PostAsync($"/mail/unsubscribe/{id}", multipart)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await http.PostAsync($"/mail/unsubscribe/{Guid.NewGuid()}", new StringContent(""))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await http.GetAsync($"/mail/unsubscribe/{Guid.NewGuid()}")).StatusCode.ShouldBe(HttpStatusCode.OK, "the page says that the link does not count");
    }

    [Fact]
    public async Task Bounce_WithTheKeyOnly_IsTaken()
    {
        Guid mail;
        await using (var db = Open(running.App))
        {
            await db.QueueMailAsync(new MailOrder(MailKind.Trial, Guid.NewGuid(), "ana@example.org") { NotBefore = DateTime.UtcNow.AddDays(1) });
            await db.SaveChangesAsync();
            mail = await db.Outbox.Where(m => m.Recipient == "ana@example.org").Select(m => m.Id).SingleAsync();
            await db.Outbox.Where(m => m.Id == mail).ExecuteUpdateAsync(s => s.SetProperty(m => m.State, MailState.Sent));
        }
        using var http = new HttpClient { BaseAddress = new Uri(running.App.Address) };
        async Task<HttpStatusCode> PostAsync(string? key, string raw)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/mail/bounce") { Content = new ByteArrayContent(Encoding.ASCII.GetBytes(raw)) };
            if (key is not null) request.Headers.Add("Authorization", $"Bearer {key}");
            using var answer = await http.SendAsync(request);
            return answer.StatusCode;
        }
        var report = $"Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\nFinal-Recipient: rfc822; ana@example.org\nAction: failed\nStatus: 5.1.1\n\n--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: <{mail:n}@localhost>\n\n--b--\n";
        foreach (var wrong in (string?[])[null, "", "another", Key + "x"]) (await PostAsync(wrong, report)).ShouldBe(HttpStatusCode.NotFound);
        await using (var db = Open(running.App)) (await db.AddressBlocks.AnyAsync()).ShouldBeFalse();
        (await PostAsync(Key, new string('x', DeliveryReport.MostBytes + 1))).ShouldBe(HttpStatusCode.OK, "too large: nothing is kept of it");
        (await PostAsync(Key, report)).ShouldBe(HttpStatusCode.OK);
        await using (var db = Open(running.App)) (await db.AddressBlocks.SingleAsync()).Address.ShouldBe("ana@example.org");
    }

    [Fact]
    public async Task Start_UnusableMailSettings_SaysWhy()
    {
        var refused = await Should.ThrowAsync<InvalidOperationException>(() => WebApp.StartAsync(settings: new() { ["Mail:From"] = "nobody" }));
        refused.Message.ShouldContain("Mail:From");
    }

    /// <summary>One application for all tests of the class.</summary>
    public sealed class RunningApp : IAsyncLifetime
    {
        public WebApp App { get; private set; } = default!;

        public async Task InitializeAsync() => App = await WebApp.StartAsync(settings: new() { ["Mail:BounceKey"] = Key });

        public async Task DisposeAsync() => await App.DisposeAsync();
    }
}
