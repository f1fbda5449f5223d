using System.Text.Json;
using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.ServiceRequests;

/// <summary>The service list of a destination could not be read.</summary>
public sealed record ServicesUnread(string Why) : Error($"The list of services could not be read. {Why}");

/// <summary>Reads what destinations offer, shows what changed, and maps our services to theirs.</summary>
public sealed class ServiceMapService(IDbContextFactory<EngagementDb> dbs, GeoClient client, DestinationKeys keys, TimeProvider clock)
{
    private const string What = "The destination";
    private const int AtOnce = 4, MostServices = 2000;

    /// <summary>The services of both sides.</summary>
    public async Task<Result<DestinationServices>> GetAsync(Actor actor, Guid id)
    {
        if (actor.Lacks(Permission.ManageWorkSystems) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        if (await db.Destinations.AsNoTracking().SingleOrDefaultAsync(d => d.Id == id) is not { } destination) return new NotFound(What);
        var (map, theirs) = (destination.Map(), destination.Theirs());
        var ours = await db.ServiceTypes.AsNoTracking().Where(s => s.Active).OrderBy(s => s.Name).ToListAsync();
        var changes = destination.Changes is null ? [] : JsonSerializer.Deserialize<List<TheirChange>>(destination.Changes) ?? [];
        return new DestinationServices(destination.Version, [.. ours.Select(o => Mapped(o, map.GetValueOrDefault(o.Code), theirs))], theirs, changes, destination.ServicesReadAt);
    }

    /// <summary>Saves which of our services goes where: our code → theirs; nothing or an empty code: not sent. Services that are not in it keep theirs.</summary>
    public async Task<Result> MapAsync(Actor actor, Guid id, int version, IReadOnlyDictionary<string, string?> map)
    {
        if (actor.Lacks(Permission.ManageWorkSystems) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        if (await db.Destinations.SingleOrDefaultAsync(d => d.Id == id) is not { } destination) return new NotFound(What);
        if (destination.Version != version) return new Stale(What);
        var known = destination.Theirs().Select(s => s.Code).ToHashSet(StringComparer.Ordinal);
        var now = destination.Map();
        foreach (var (ours, theirs) in map)
        {
            if (string.IsNullOrWhiteSpace(theirs)) now.Remove(ours);
            else if (known.Contains(theirs)) now[ours] = theirs;
            else return new Invalid("", $"{theirs} is not in the destination's list any more. Read the list again.");
        }
        destination.Mapping = Destinations.ToJson(now.OrderBy(m => m.Key, StringComparer.Ordinal).ToDictionary());
        return await db.TrySaveAsync(What) is { } error ? error : Result.Success;
    }

    /// <summary>Somebody has looked at what changed.</summary>
    public async Task<Result> SeenAsync(Actor actor, Guid id)
    {
        if (actor.Lacks(Permission.ManageWorkSystems) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        await db.Destinations.Where(d => d.Id == id).ExecuteUpdateAsync(s => s.SetProperty(d => d.Changes, (string?)null));
        return Result.Success;
    }

    /// <summary>Reads the list of services and, for those that are mapped, what they ask; answers what changed since it was read before.</summary>
    public async Task<Result<List<TheirChange>>> RefreshAsync(Actor actor, Guid id, CancellationToken cancel = default)
    {
        if (actor.Lacks(Permission.ManageWorkSystems) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor, cancel);
        if (await db.Destinations.SingleOrDefaultAsync(d => d.Id == id, cancel) is not { } destination) return new NotFound(What);
        if (keys.Peer(destination) is not { } peer) return new ServicesUnread("Its key can't be opened any more: enter it again.");
        var reply = await client.GetAsync(peer, "services", cancel: cancel);
        if (!reply.Good) return new ServicesUnread(reply.Says);
        var items = reply.Items.Where(i => i["service_code"] is { Length: <= 100 }).DistinctBy(i => i["service_code"]).Take(MostServices).ToList();
        // An empty list would unmap everything; a server that is being set up or repaired says such things.
        if (items.Count == 0) return new ServicesUnread("It holds no service.");
        var before = destination.Theirs();
        var mapped = destination.Map().Values.ToHashSet(StringComparer.Ordinal);
        var attributes = await AttributesAsync(peer, [.. items.Where(i => i.Flag("metadata")).Select(i => i["service_code"]!)], before, cancel);
        List<TheirOffer> after = [.. items.Select(i => new TheirOffer(i["service_code"]!, Short(i["service_name"]) ?? i["service_code"]!, Short(i["group"]), i["type"]?.ToLowerInvariant() ?? "realtime", attributes.GetValueOrDefault(i["service_code"]!) ?? []))];
        List<TheirChange> changes = destination.ServicesReadAt is null ? [] : [.. Destinations.Changes(before, after, mapped)];
        (destination.Services, destination.ServicesReadAt) = (Destinations.ToJson(after), clock.GetUtcNow().UtcDateTime);
        if (changes.Count > 0) destination.Changes = Destinations.ToJson(changes);
        return await db.TrySaveAsync(What) is { } error ? error : changes;
    }

    /// <summary>
    /// Asks a city's service discovery where its GeoReport v2 endpoints lie, production first. The address may be the document's, with or without its ending, or the site's.
    /// </summary>
    public async Task<Result<List<FoundEndpoint>>> DiscoverAsync(Actor actor, string? address, CancellationToken cancel = default)
    {
        if (actor.Lacks(Permission.ManageWorkSystems) is { } no) return no;
        var given = Text.Clean(address)?.TrimEnd('/');
        if (new Check().Required(given, "Discovery", "The address").Link(given, "Discovery", "The address").Failed is { } invalid) return invalid;
        string[] endings = given!.EndsWith(".xml", StringComparison.Ordinal) || given.EndsWith(".json", StringComparison.Ordinal) ? [""] : [".json", ".xml", "/discovery.json", "/discovery.xml"];
        GeoReply? last = null;
        foreach (var ending in endings)
        {
            // ".json" behind a bare host makes no address.
            if (!Uri.TryCreate(given + ending, UriKind.Absolute, out var document)) continue;
            last = await client.ReadAsync(document, cancel);
            var found = last.Good ? last.Items.SelectMany(i => i.List("endpoints")).Where(e => e["specification"]?.Contains("GeoReport", StringComparison.OrdinalIgnoreCase) == true && e["url"] is not null).ToList() : [];
            if (found.Count > 0) return found.ConvertAll(e => new FoundEndpoint(e["url"]!, e["type"] ?? "", e.Texts().Any(t => t.Contains("json", StringComparison.OrdinalIgnoreCase)))).OrderByDescending(e => e.Type == "production").ToList();
            if (last.Kind == GeoReplyKind.NotReached) break;
        }
        return new ServicesUnread($"No service discovery with a GeoReport v2 endpoint was found there. {(last is { Good: false } ? last.Says : "")}");
    }

    /// <summary>Reads the lists of all active destinations; what can't be read stays as it was. Answers how many were read.</summary>
    public async Task<Result<int>> RefreshAllAsync(Actor actor, CancellationToken cancel = default)
    {
        if (actor.Lacks(Permission.ManageWorkSystems) is { } no) return no;
        List<Guid> all;
        await using (var db = await dbs.OpenAsync(actor, cancel)) all = await db.Destinations.Where(d => d.Active && d.ServicesReadAt != null).Select(d => d.Id).ToListAsync(cancel);
        var read = 0;
        foreach (var id in all)
            if ((await RefreshAsync(actor, id, cancel)).Ok) read++;
        return read;
    }

    private async Task<Dictionary<string, IReadOnlyList<TheirAttribute>>> AttributesAsync(GeoPeer peer, IReadOnlyList<string> codes, IReadOnlyList<TheirOffer> before, CancellationToken cancel)
    {
        var result = new System.Collections.Concurrent.ConcurrentDictionary<string, IReadOnlyList<TheirAttribute>>(StringComparer.Ordinal);
        await Parallel.ForEachAsync(codes, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel }, async (code, c) =>
        {
            var reply = await client.GetAsync(peer, $"services/{Uri.EscapeDataString(code)}", cancel: c);
            // What could not be read now is as it was.
            result[code] = reply.Good ? Read(reply) : before.FirstOrDefault(b => b.Code == code)?.Attributes ?? [];
        });
        return new(result, StringComparer.Ordinal);
    }

    // The definition has its attributes in a list, or is the list.
    private static List<TheirAttribute> Read(GeoReply reply) =>
        [.. reply.Items.SelectMany(i => i.Json.ContainsKey("attributes") ? i.List("attributes") : [i]).Where(a => a["code"] is not null).OrderBy(a => a.Number("order") ?? int.MaxValue)
            .Select(a => new TheirAttribute(a["code"]!, Short(a["description"]), a["datatype"]?.ToLowerInvariant() ?? "string", a.Flag("required"), a["variable"] is null || a.Flag("variable"),
                [.. a.List("values").Where(v => v["key"] is not null).Select(v => new TheirValue(v["key"]!, v["name"] ?? v["key"]!))]))];

    private static ServiceMapping Mapped(ServiceType ours, string? code, IReadOnlyList<TheirOffer> theirs)
    {
        var their = theirs.FirstOrDefault(t => t.Code == code);
        var suggested = code is not null ? null : (theirs.FirstOrDefault(t => t.Code == ours.Code) ?? theirs.FirstOrDefault(t => Text.Folded(t.Name) == Text.Folded(ours.Name)))?.Code;
        IReadOnlyList<string> lacking = code is not null && their is null && theirs.Count > 0 ? ["The destination does not offer this service any more."]
            : [.. (their?.Attributes ?? []).Where(a => a is { Required: true, Variable: true } && !ours.Attributes.Exists(o => o.Code == a.Code && o.Required)).Select(a => a.Description ?? a.Code)];
        return new ServiceMapping(ours.Code, ours.Name, code, suggested, lacking);
    }

    private static string? Short(string? text) => text?.Length > 300 ? text[..300] : text;
}
