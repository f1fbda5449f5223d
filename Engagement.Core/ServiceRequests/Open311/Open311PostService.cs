using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Engagement.Core.ServiceRequests;

/// <summary>A request that came in.</summary>
/// <param name="Number">Its number; in a trial one that leads nowhere.</param>
/// <param name="Notice">What to tell whoever sent it.</param>
public sealed record GeoTaken(string Number, string? Notice);

/// <summary>Takes requests of other systems (GeoReport v2, POST).</summary>
public sealed class Open311PostService(IDbContextFactory<EngagementDb> dbs, IMemoryCache cache, Open311Writer writer, TimeProvider clock)
{
    private const string Attribute = "attribute[";

    /// <summary>
    /// Takes one request. What counts against the key's quota is every attempt with it. A client that names itself (<c>device_id</c>) or its attempt
    /// (<paramref name="attempt"/>) may send the same again, within the day or at any time: it gets the number that it got first.
    /// </summary>
    /// <param name="form">The fields, in order and as often as they were sent.</param>
    /// <param name="attempt">The client's own id of this request (header Idempotency-Key), or nothing.</param>
    /// <param name="trial">True checks everything and keeps nothing.</param>
    [AnyoneMay("A key that an administrator issued is asked for before anything else.")]
    public async Task<Result<GeoTaken>> PostAsync(IReadOnlyList<KeyValuePair<string, string>> form, string? attempt, bool trial)
    {
        string? Field(string name) => form.FirstOrDefault(f => f.Key == name && !string.IsNullOrWhiteSpace(f.Value)).Value;
        if (Field("api_key") is not { } secret) return new GeoError(403, "api_key is missing. It belongs into the body of the request.");
        if (await ApiKeyService.FindAsync(dbs, cache, secret) is not { } key) return new GeoError(403, ApiKeyService.Unknown);
        if (Field("service_code") is not { } code) return GeoError.Bad("service_code is missing.");
        if (Coordinate(Field("lat"), "lat", out var latitude) is { } noLatitude) return noLatitude;
        if (Coordinate(Field("long"), "long", out var longitude) is { } noLongitude) return noLongitude;
        if (latitude is null && longitude is null && Field("address_string") is null)
            return GeoError.Bad(Field("address_id") is null ? "A place is missing: lat and long, or address_string." : "address_id is not known here. Send lat and long, or address_string.");
        var entry = new RequestEntry
        {
            ServiceCode = code,
            Source = RequestSource.Open311,
            EntryKey = EntryKey(key, form, attempt, Field("device_id")),
            Description = Field("description"),
            Address = Field("address_string"),
            Zip = Field("zipcode"),
            Latitude = latitude,
            Longitude = longitude,
            MediaUrl = Field("media_url"),
            Attributes = Attributes(form),
            ContactName = Text.Clean($"{Field("first_name")} {Field("last_name")}"),
            ContactEmail = Field("email"),
            ContactPhone = Field("phone"),
        };
        var taken = await (trial ? writer.TryAsync(key, entry) : writer.AddAsync(key, entry));
        return taken.Ok ? taken : Told(taken.Error, entry);
    }

    private static Error Told(Error error, RequestEntry entry) => error switch
    {
        GeoError => error,
        UnknownService => GeoError.Unknown("service_code", entry.ServiceCode),
        Invalid invalid => new Invalid([.. invalid.Problems.Select(p => p with { Message = $"{Name(p.Field)}: {p.Message}" })]),
        _ => GeoError.Bad(error.Message),
    };

    private static string Name(string field) => field switch
    {
        nameof(RequestEntry.Address) => "address_string",
        nameof(RequestEntry.Latitude) => "lat, long",
        nameof(RequestEntry.ContactName) => "first_name, last_name",
        nameof(RequestEntry.ContactEmail) => "email",
        nameof(RequestEntry.ContactPhone) => "phone",
        nameof(RequestEntry.MediaUrl) => "media_url",
        nameof(RequestEntry.Zip) => "zipcode",
        _ when field.StartsWith(RequestEntry.AttributeField(""), StringComparison.Ordinal) => $"{Attribute}{field[RequestEntry.AttributeField("").Length..]}]",
        _ => field.ToLowerInvariant(),
    };

    private static GeoError? Coordinate(string? text, string name, out double? value)
    {
        value = null;
        if (text is null) return null;
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return GeoError.Bad($"{name} must be a number of degrees such as 39.9526.");
        value = number;
        return null;
    }

    // attribute[CODE]=value, and attribute[CODE][]=value for lists; some clients number the latter.
    private static Dictionary<string, IReadOnlyList<string>> Attributes(IReadOnlyList<KeyValuePair<string, string>> form) =>
        form.Where(f => f.Key.StartsWith(Attribute, StringComparison.Ordinal) && f.Key.IndexOf(']', StringComparison.Ordinal) > Attribute.Length && !string.IsNullOrWhiteSpace(f.Value))
            .GroupBy(f => f.Key[Attribute.Length..f.Key.IndexOf(']', StringComparison.Ordinal)], f => f.Value, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => (IReadOnlyList<string>)[.. g], StringComparer.Ordinal);

    private string? EntryKey(ApiKey key, IReadOnlyList<KeyValuePair<string, string>> form, string? attempt, string? device)
    {
        if (!string.IsNullOrWhiteSpace(attempt)) return $"open311 {key.Id:n} {Hash(attempt)}";
        if (device is null) return null;
        var content = form.Where(f => f.Key != "api_key").Select(f => $"{f.Key}={f.Value}").Order(StringComparer.Ordinal);
        return $"open311 {key.Id:n} {Hash(string.Join('\n', content))} {clock.GetUtcNow():yyyyMMdd}";
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
