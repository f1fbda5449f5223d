using Engagement.Core.Data;
using Engagement.Core.Programs;
using Engagement.Core.ServiceRequests;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Engagement.Tests.ServiceRequests;

/// <summary>The whole application with services, a key and whatever requests a test wants.</summary>
internal sealed class Open311City : IAsyncDisposable
{
    private int numbers;

    private Open311City(WebApp app) => (App, Http) = (app, app.NewClient());

    public WebApp App { get; }

    public HttpClient Http { get; }

    public string Key { get; private set; } = "";

    public static async Task<Open311City> StartAsync(DatabaseProvider provider = DatabaseProvider.Sqlite, Dictionary<string, string?>? settings = null, int perDay = 1000)
    {
        var city = new Open311City(await WebApp.StartAsync(provider, settings));
        await using var db = city.Open();
        db.AddRange(RequestData.Services());
        await db.SaveChangesAsync();
        city.Key = await city.IssueAsync(perDay);
        return city;
    }

    public EngagementDb Open() => App.Services.GetRequiredService<IDbContextFactory<EngagementDb>>().CreateDbContext();

    public async Task<string> IssueAsync(int perDay) =>
        (await App.CallAsync<ApiKeyService, Core.Common.Result<string>>(s => s.IssueAsync(TestDb.Admin, "A company's app", perDay))).OrThrow();

    /// <summary>A request as it would lie in the database, requested so many days ago.</summary>
    public async Task<string> AddAsync(double daysAgo, Action<ServiceRequest>? more = null, string service = RequestData.Light)
    {
        await using var db = Open();
        var id = await db.ServiceTypes.Where(s => s.Code == service).Select(s => s.Id).SingleAsync();
        var request = new ServiceRequest(id, RequestSource.Liaison, DateTime.UtcNow.AddDays(-daysAgo)) { Number = $"26-{++numbers:000000}" };
        more?.Invoke(request);
        db.Add(request);
        await db.SaveChangesAsync();
        return request.Number;
    }

    public Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields) =>
        Http.PostAsync(path, new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))));

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await App.DisposeAsync();
    }
}
