using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Engagement.Core.ServiceRequests;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using DeliveryEntity = Engagement.Core.ServiceRequests.Delivery;

namespace Engagement.Tests.ServiceRequests;

/// <summary>Our database, with one destination that takes street lights, and the stub behind it.</summary>
internal sealed class DeliveryScene : IAsyncDisposable
{
    private DeliveryScene(TestDb test, StubCity stub) => (Test, Stub) = (test, stub);

    public TestDb Test { get; }

    public StubCity Stub { get; }

    public Guid DestinationId { get; private set; }

    public static async Task<DeliveryScene> CreateAsync(DatabaseProvider provider, string type = "realtime", Action<IServiceCollection>? more = null)
    {
        var scene = new DeliveryScene(await TestDb.CreateAsync(provider, s =>
        {
            s.AddSingleton(new GeoClientSettings { Patience = TimeSpan.FromSeconds(5), MostBytes = 100_000 });
            more?.Invoke(s);
        }), new StubCity { Type = type });
        // The stub's clock is the real one.
        scene.Test.Clock.Set(DateTimeOffset.UtcNow);
        await scene.Test.AddServicesAsync();
        scene.Stub.Services = scene.Stub.Services.Replace("realtime", type, StringComparison.Ordinal);
        scene.DestinationId = await ConnectAsync(scene.Stub, scene.Test.Get<DestinationService>(), scene.Test.Get<ServiceMapService>());
        return scene;
    }

    /// <summary>Makes the stub a destination that takes street lights; answers its id.</summary>
    public static async Task<Guid> ConnectAsync(StubCity stub, DestinationService destinations, ServiceMapService map)
    {
        var input = new DestinationInput { Name = "City works", BaseAddress = stub.Address + "/", NewKey = "secret key", Xml = true, Jurisdiction = "city.gov" };
        var id = (await destinations.CreateAsync(TestDb.Admin, input)).OrThrow();
        (await map.RefreshAsync(TestDb.Admin, id)).OrThrow();
        (await MapAsync(map, id, RequestData.Light, "L-1")).Ok.ShouldBeTrue();
        return id;
    }

    public Task<Core.Common.Result> MapAsync(string ours, string? theirs) => MapAsync(Test.Get<ServiceMapService>(), DestinationId, ours, theirs);

    private static async Task<Core.Common.Result> MapAsync(ServiceMapService map, Guid id, string ours, string? theirs)
    {
        var read = (await map.GetAsync(TestDb.Admin, id)).OrThrow();
        return await map.MapAsync(TestDb.Admin, id, read.Version, new Dictionary<string, string?> { [ours] = theirs });
    }

    /// <summary>Enters a request, which queues it.</summary>
    public async Task<ServiceRequest> EnterAsync(RequestEntry? entry = null) =>
        (await Test.EnterAsync(entry ?? RequestData.Entry() with { Latitude = 39.96, Longitude = -75.2251 })).OrThrow();

    /// <summary>Handles what is due and answers the one delivery.</summary>
    public async Task<DeliveryEntity> SendAsync(int expected = 1)
    {
        (await Test.Get<DeliveryService>().SendDueAsync(Actor.System, DestinationId)).OrThrow().ShouldBe(expected);
        return await OnlyAsync();
    }

    public async Task<DeliveryEntity> OnlyAsync()
    {
        await using var db = Test.Open();
        return await db.Deliveries.AsNoTracking().SingleAsync();
    }

    /// <summary>Moves the clock to the next attempt and makes it.</summary>
    public async Task<DeliveryEntity> LaterAsync()
    {
        Test.Clock.Set(new DateTimeOffset((await OnlyAsync()).NextTryAt));
        return await SendAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Test.DisposeAsync();
        await Stub.DisposeAsync();
    }
}
