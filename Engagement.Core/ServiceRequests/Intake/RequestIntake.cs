using System.Globalization;
using System.Text.RegularExpressions;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Liaisons;
using Engagement.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Engagement.Core.ServiceRequests;

/// <summary>
/// The one way in for requests: liaisons, staff, walks and other systems. It checks, gives the number, finds the neighborhood and queues the request
/// for each work system, all in one save. Messages are whole sentences without values, because pages translate them.
/// </summary>
public sealed partial class RequestIntake(AreaService areas, IMemoryCache cache, TimeProvider clock)
{
    private const int MostAddress = 200;

    /// <summary>
    /// Adds a request, in the caller's transaction or one of its own. The same <see cref="RequestEntry.EntryKey"/> answers the first request.
    /// <see cref="UnknownService"/>, <see cref="NotActiveNow"/> and <see cref="Invalid"/> are what can be wrong; nothing is written then.
    /// </summary>
    internal async Task<Result<ServiceRequest>> AddAsync(EngagementDb db, RequestEntry entry)
    {
        await using var own = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync() : null;
        var added = (await AddAsync(db, [entry]))[0];
        if (added.Ok && own is not null) await own.CommitAsync();
        return added;
    }

    /// <summary>The same for several, in the caller's transaction and in one save; answers in their order.</summary>
    internal async Task<IReadOnlyList<Result<ServiceRequest>>> AddAsync(EngagementDb db, IReadOnlyList<RequestEntry> entries)
    {
        var answers = new Result<ServiceRequest>[entries.Count];
        var catalog = await IntakeCatalog.ReadAsync(db, areas, cache);
        var known = await KnownAsync(db, entries);
        for (var i = 0; i < answers.Length; i++)
            answers[i] = entries[i].EntryKey is { } key && known.TryGetValue(key, out var before) ? before : await MakeAsync(db, catalog, entries[i]);
        var good = answers.Count(a => a.Ok && a.Value!.Number.Length == 0);
        if (good == 0) return answers;
        var series = (clock.Today(catalog.Zone).Year % 100).ToString("00", CultureInfo.InvariantCulture);
        var numbers = new Queue<string>(await NumberSeries.TakeAsync(db, series, good, digits: 6));
        // The row of the numbers is held from here on: the same that was sent at the same moment has its number by now, or waits for ours.
        known = await KnownAsync(db, entries);
        for (var i = 0; i < answers.Length; i++)
        {
            if (!answers[i].Ok || answers[i].Value!.Number.Length > 0) continue;
            if (entries[i].EntryKey is { } key && !known.TryAdd(key, answers[i].Value!)) answers[i] = known[key];
            else Store(db, catalog, entries[i], answers[i].Value!, numbers.Dequeue());
        }
        await db.SaveChangesAsync();
        return answers;
    }

    private static void Store(EngagementDb db, IntakeCatalog catalog, RequestEntry entry, ServiceRequest request, string number)
    {
        request.Number = number;
        db.Add(request);
        db.AddRange(entry.Photos.Select((file, i) => new RequestPhoto(request.Id, file, i)));
        db.AddRange(catalog.Destinations.Where(d => d.Codes.Contains(entry.ServiceCode)).Select(d => new Delivery(request.Id, d.Id, request.RequestedAt)));
    }

    private static async Task<Dictionary<string, ServiceRequest>> KnownAsync(EngagementDb db, IReadOnlyList<RequestEntry> entries) =>
        entries.Select(e => e.EntryKey).OfType<string>().ToList() is { Count: > 0 } keys
            ? await db.ServiceRequests.Where(r => keys.Contains(r.EntryKey!)).ToDictionaryAsync(r => r.EntryKey!, StringComparer.Ordinal) : [];

    private async Task<Result<ServiceRequest>> MakeAsync(EngagementDb db, IntakeCatalog catalog, RequestEntry entry)
    {
        if (!catalog.Services.TryGetValue(entry.ServiceCode, out var service)) return new UnknownService();
        if (entry.LiaisonId is { } id && !await db.Liaisons.Active(clock.Today(catalog.Zone)).AnyAsync(l => l.Id == id)) return new NotActiveNow();
        var check = new Check();
        var (address, description) = (Text.Clean(entry.Address), Text.CleanLines(entry.Description));
        var neighborhood = Place(catalog, check, entry, address);
        check.That(description?.Length > RequestEntry.MostDescription, nameof(entry.Description), "Please use at most 4,000 characters.");
        check.That(new Check().Link(Text.Clean(entry.MediaUrl), "", "").Failed is not null, nameof(entry.MediaUrl), "This must be a web address that starts with https://.");
        var answers = AttributeAnswers.Read(check, service.Attributes, entry.Attributes);
        Contact(check, entry);
        await PhotosAsync(db, check, entry);
        if (check.Failed is { } invalid) return invalid;

        var now = clock.GetUtcNow().UtcDateTime;
        var request = new ServiceRequest(service.Id, entry.Source, now)
        {
            EntryKey = entry.EntryKey,
            LiaisonId = entry.LiaisonId,
            Description = description,
            Address = address,
            Zip = Text.Clean(entry.Zip) ?? (address is not null && ZipAtEnd().Match(address) is { Success: true } zip ? zip.Groups["zip"].Value : null),
            Neighborhood = neighborhood,
            Latitude = entry.Latitude,
            Longitude = entry.Longitude,
            Attributes = AttributeAnswers.ToJson(answers),
            MediaUrl = Text.Clean(entry.MediaUrl),
            ContactName = Text.Clean(entry.ContactName),
            ContactEmail = Text.Clean(entry.ContactEmail),
            ContactPhone = Text.Clean(entry.ContactPhone),
            ExpectedAt = service.TargetDays is { } days ? now.AddDays(days) : null,
        };
        request.Add(new RequestEvent(request.Id, RequestEventKind.Entered, null, By(entry.Source), isPublic: true, now));
        return request;
    }

    private static string? Place(IntakeCatalog catalog, Check check, RequestEntry entry, string? address)
    {
        var (latitude, longitude) = (entry.Latitude, entry.Longitude);
        check.That(address is null && latitude is null && longitude is null, nameof(entry.Address), "Say where it is: an address, an intersection or a point.")
            .That(address?.Length > MostAddress, nameof(entry.Address), "Please use at most 200 characters.")
            .That(Text.Clean(entry.Zip) is { } zip && !ZipShape().IsMatch(zip), nameof(entry.Zip), "This does not look like a ZIP code.")
            .That(latitude is null != longitude is null, nameof(entry.Latitude), "A point needs both latitude and longitude.");
        if (latitude is not { } north || longitude is not { } east) return null;
        // Written so that NaN, which compares with nothing, is outside too.
        if (!(Math.Abs(north) <= 90 && Math.Abs(east) <= 180))
        {
            check.That(wrong: true, nameof(entry.Latitude), "This is not a point on earth.");
            return null;
        }
        var (bounded, neighborhood) = catalog.At(new Spot(east, north));
        check.That(bounded && neighborhood is null, nameof(entry.Latitude), "This point lies outside the city.");
        return neighborhood;
    }

    private static void Contact(Check check, RequestEntry entry) => check
        .That(entry.ContactName?.Length > 100, nameof(entry.ContactName), "Please use at most 100 characters.")
        .That(new Check().Email(entry.ContactEmail, "").Failed is not null, nameof(entry.ContactEmail), "This does not look like an e-mail address.")
        .That(Text.Clean(entry.ContactPhone) is { } phone && !PhoneShape().IsMatch(phone), nameof(entry.ContactPhone), "This does not look like a phone number.");

    private static async Task PhotosAsync(EngagementDb db, Check check, RequestEntry entry)
    {
        check.That(entry.Photos.Count > RequestEntry.MostPhotos, nameof(entry.Photos), "At most five photos can be added.");
        if (entry.Photos.Count is > 0 and <= RequestEntry.MostPhotos)
            check.That(await db.Files.CountAsync(f => entry.Photos.Contains(f.Id) && f.ContentType == "image/jpeg") != entry.Photos.Distinct().Count()
                || entry.Photos.Distinct().Count() != entry.Photos.Count, nameof(entry.Photos), "A photo is not there any more. Add it again.");
    }

    // Everyone reads this: the way in, and nobody's name.
    private static string By(RequestSource source) => source switch
    {
        RequestSource.Liaison => ServiceRequest.Liaison,
        RequestSource.Walk => "A neighborhood walk",
        RequestSource.Staff => "The office",
        _ => "Another system",
    };

    [GeneratedRegex(@"\b(?<zip>[0-9]{5})(-[0-9]{4})?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 200)]
    private static partial Regex ZipAtEnd();

    [GeneratedRegex(@"^[0-9]{5}(-[0-9]{4})?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 200)]
    private static partial Regex ZipShape();

    [GeneratedRegex(@"^[0-9 +().\-/x]{3,40}$", RegexOptions.None, matchTimeoutMilliseconds: 200)]
    private static partial Regex PhoneShape();
}
