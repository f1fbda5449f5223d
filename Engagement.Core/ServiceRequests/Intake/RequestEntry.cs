namespace Engagement.Core.ServiceRequests;

/// <summary>What somebody enters, whichever the way in. Problems are told under the names of these properties.</summary>
public sealed record RequestEntry
{
    /// <summary>Code of the service.</summary>
    public required string ServiceCode { get; init; }

    /// <summary>How it comes in.</summary>
    public required RequestSource Source { get; init; }

    /// <summary>
    /// What makes it the same when it is sent again: the way in and an id of its own, such as "draft 0193…" or "key … and the client's id".
    /// Whoever sends it again gets the first request back, so it must not be somebody else's to guess. Null: each is new.
    /// </summary>
    public string? EntryKey { get; init; }

    /// <summary>The liaison in whose name it is entered.</summary>
    public Guid? LiaisonId { get; init; }

    /// <inheritdoc cref="ServiceRequest.Description" />
    public string? Description { get; init; }

    /// <inheritdoc cref="ServiceRequest.Address" />
    public string? Address { get; init; }

    /// <summary>Zip code; when empty, the one at the end of the address.</summary>
    public string? Zip { get; init; }

    /// <inheritdoc cref="ServiceRequest.Latitude" />
    public double? Latitude { get; init; }

    /// <inheritdoc cref="ServiceRequest.Longitude" />
    public double? Longitude { get; init; }

    /// <summary>Answers to the service's attributes: code → values.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Attributes { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <inheritdoc cref="ServiceRequest.MediaUrl" />
    public string? MediaUrl { get; init; }

    /// <inheritdoc cref="ServiceRequest.ContactName" />
    public string? ContactName { get; init; }

    /// <inheritdoc cref="ServiceRequest.ContactEmail" />
    public string? ContactEmail { get; init; }

    /// <inheritdoc cref="ServiceRequest.ContactPhone" />
    public string? ContactPhone { get; init; }

    /// <summary>Files that were checked and stored as photos, in order; at most <see cref="MostPhotos"/>.</summary>
    public IReadOnlyList<Guid> Photos { get; init; } = [];

    /// <summary>Most photos of one request.</summary>
    public const int MostPhotos = 5;

    /// <summary>Longest description, in characters (GeoReport v2).</summary>
    public const int MostDescription = 4000;

    /// <summary>The field under which a problem with an attribute is told.</summary>
    public static string AttributeField(string code) => $"Attributes.{code}";
}
