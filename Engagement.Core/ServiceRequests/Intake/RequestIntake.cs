using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Liaisons;
using Engagement.Core.People;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.ServiceRequests;

/// <summary>
/// The one way in for requests: liaisons, staff, walks and other systems. It checks, gives the number, finds the neighborhood and queues the request
/// for each work system, all in one save. Messages are whole sentences without values, because pages translate them.
/// </summary>
public sealed partial class RequestIntake(AreaService areas, TimeProvider clock)
{
    private const int MostAddress = 200;

    /// <summary>
    /// Adds a request, in the caller's transaction or one of its own. The same <see cref="RequestEntry.EntryKey"/> answers the first request.
    /// <see cref="UnknownService"/>, <see cref="NotActiveNow"/> and <see cref="Invalid"/> are what can be wrong; nothing is written then.
    /// </summary>
    internal async Task<Result<ServiceRequest>> AddAsync(EngagementDb db, RequestEntry entry)
    {
        if (await KnownAsync(db, entry) is { } before) return before;
        var made = await MakeAsync(db, entry);
        if (!made.Ok) return made.Error;
        var request = made.Value;
        await using var own = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync() : null;
        var year = (await db.OfficeTodayAsync(clock)).Year % 100;
        request.Number = (await NumberSeries.TakeAsync(db, year.ToString("00", CultureInfo.InvariantCulture), 1, digits: 6))[0];
        // Whoever sent the same at the same moment held the row of the numbers until now.
        if (await KnownAsync(db, entry) is { } meanwhile) return meanwhile;
        db.Add(request);
        db.AddRange(entry.Photos.Select((file, i) => new RequestPhoto(request.Id, file, i)));
        db.AddRange((await db.Destinations.AsNoTracking().Where(d => d.Active).ToListAsync())
            .Where(d => Takes(d, entry.ServiceCode)).Select(d => new Delivery(request.Id, d.Id, request.RequestedAt)));
        await db.SaveChangesAsync();
        if (own is not null) await own.CommitAsync();
        return request;
    }

    private static async Task<ServiceRequest?> KnownAsync(EngagementDb db, RequestEntry entry) =>
        entry.EntryKey is { } key ? await db.ServiceRequests.SingleOrDefaultAsync(r => r.EntryKey == key) : null;

    private static bool Takes(Destination destination, string code) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(destination.Mapping)?.ContainsKey(code) == true;

    private async Task<Result<ServiceRequest>> MakeAsync(EngagementDb db, RequestEntry entry)
    {
        if (await db.ServiceTypes.AsNoTracking().SingleOrDefaultAsync(s => s.Code == entry.ServiceCode && s.Active) is not { } service) return new UnknownService();
        if (entry.LiaisonId is { } id && !await db.Liaisons.Active(await db.OfficeTodayAsync(clock)).AnyAsync(l => l.Id == id)) return new NotActiveNow();
        var check = new Check();
        var (address, description) = (Text.Clean(entry.Address), Text.CleanLines(entry.Description));
        var neighborhood = await PlaceAsync(db, check, entry, address);
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

    private async Task<string?> PlaceAsync(EngagementDb db, Check check, RequestEntry entry, string? address)
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
        var (bounded, neighborhood) = await areas.AtAsync(db, new Spot(east, north));
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
