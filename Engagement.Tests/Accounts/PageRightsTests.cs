using Engagement.Core.Accounts;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.Liaisons;
using Engagement.Web;
using Engagement.Web.Setup;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Engagement.Tests.Accounts;

/// <summary>Walks every page and endpoint: each states who may open it, and each role gets what is stated.</summary>
public class PageRightsTests(PageRightsTests.RunningApp running) : IClassFixture<PageRightsTests.RunningApp>
{
    private const string Anonymous = "";

    public static TheoryData<string> Roles() => [Anonymous, .. Permissions.Roles];

    [Fact]
    public void EveryPageAndEndpoint_StatesWhoMayOpenIt()
    {
        var silent = Endpoints().Where(e => !IsFramework(e) && e.Metadata.GetMetadata<IAllowAnonymous>() is null && Policies(e).Count == 0).Select(e => e.RoutePattern.RawText);
        silent.ShouldBeEmpty("state [Authorize(Policy = …)] or [AllowAnonymous]");
        Endpoints().SelectMany(Policies).Distinct().ShouldBeSubsetOf([AccountsSetup.SignedIn, .. Enum.GetNames<Permission>()]);
    }

    [Fact]
    public void EveryRoutableComponent_IsAnEndpoint()
    {
        var pages = typeof(EntryPoint).Assembly.GetTypes().Where(t => t.IsDefined(typeof(RouteAttribute), inherit: false)).ToList();
        pages.Count.ShouldBeGreaterThan(10);
        pages.ShouldBeSubsetOf(Endpoints().Select(e => e.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type));
    }

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task EveryPageAndEndpoint_OpensForThoseStatedOnly(string role)
    {
        using var client = await running.ClientAsync(role);
        var wrong = new List<string>();
        foreach (var endpoint in Endpoints().Where(e => !IsFramework(e)))
        {
            var path = "/" + Filled(endpoint.RoutePattern).TrimStart('/');
            var method = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.FirstOrDefault(m => m is "GET") ?? endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods[0] ?? "GET";
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            var location = answer.Headers.Location?.ToString() ?? "";
            var refused = (int)answer.StatusCode is 401 or 403 || location.Contains("/account/sign-in?ReturnUrl", StringComparison.Ordinal) || location.Contains("/account/denied", StringComparison.Ordinal);
            if (refused == IsStatedFor(endpoint, role)) wrong.Add($"{method} {path}: {(refused ? "refused" : "open")} ({(int)answer.StatusCode} {location})");
            if ((int)answer.StatusCode >= 500) wrong.Add($"{method} {path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }
        wrong.ShouldBeEmpty($"as {(role == Anonymous ? "anybody" : role)}");
    }

    private static bool IsStatedFor(Endpoint endpoint, string role)
    {
        if (endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null) return true;
        var rights = Permissions.Of([role]);
        return role != Anonymous && Policies(endpoint).All(p => p == AccountsSetup.SignedIn || rights.Contains(Enum.Parse<Permission>(p)));
    }

    private static List<string> Policies(Endpoint endpoint) => [.. endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(a => a.Policy).OfType<string>()];

    // Circuits are guarded by CircuitGuard, which has tests of its own; files of wwwroot and the browser script are public.
    private static bool IsFramework(RouteEndpoint endpoint) =>
        endpoint.RoutePattern.RawText is { } path && (path.StartsWith("/_blazor", StringComparison.Ordinal) || path.StartsWith("_framework", StringComparison.Ordinal) || path.StartsWith("/_framework", StringComparison.Ordinal))
        || endpoint.Metadata.Any(m => m.GetType().Name is "StaticAssetDescriptor");

    private List<RouteEndpoint> Endpoints() =>
        [.. running.App.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>().Where(e => e.Order < int.MaxValue - 1)];

    private static string Filled(Microsoft.AspNetCore.Routing.Patterns.RoutePattern pattern) =>
        string.Join('/', pattern.PathSegments.Select(s => string.Concat(s.Parts.Select(p => p switch
        {
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart l => l.Content,
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternSeparatorPart x => x.Content,
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart p2 => Value(p2),
            _ => "",
        }))));

    private static string Value(Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart part) =>
        part.ParameterPolicies.Select(p => p.Content).FirstOrDefault() switch { "guid" => Guid.Empty.ToString(), "int" => "1", "long" => "1", _ => "x" };

    /// <summary>One application for all rows of the table.</summary>
    public sealed class RunningApp : IAsyncLifetime
    {
        public WebApp App { get; private set; } = default!;

        public async Task InitializeAsync() =>
            App = await WebApp.StartAsync(settings: new() { ["RateLimits:Posts"] = "10000", ["RateLimits:AccountPosts"] = "10000" });

        public async Task DisposeAsync() => await App.DisposeAsync();

        public async Task<HttpClient> ClientAsync(string role)
        {
            var client = App.NewClient();
            if (role.Length == 0) return client;
            // A liaison's account has rights by the standing alone.
            var user = role == Permissions.Liaison ? (await App.AddLiaisonAsync()).User : await App.AddUserAsync(role);
            await client.SignInAsync(user.Email!);
            return client;
        }
    }
}
