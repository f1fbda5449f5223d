using System.Text.Json;
using Engagement.Core.Common;

namespace Engagement.Core.ServiceRequests;

/// <summary>A request that a liaison is writing: kept on the server until it is sent, so that a phone may lock, break or lose the network.</summary>
public sealed class RequestDraft : Entity
{
    private readonly List<DraftPhoto> photos = [];

    private RequestDraft() { }

    /// <summary>A draft whose id the form chose, so that what it sends twice is one.</summary>
    public RequestDraft(Guid id, Guid liaisonId, DateTime utcNow) : base(id) => (LiaisonId, UpdatedAt) = (liaisonId, utcNow);

    /// <summary>Whose it is.</summary>
    public Guid LiaisonId { get; private init; }

    /// <summary>What was typed so far (JSON of <see cref="DraftInput"/>), right or wrong.</summary>
    public string Content { get; private set; } = "{}";

    /// <summary>Last change (UTC).</summary>
    public DateTime UpdatedAt { get; private set; }

    /// <summary>Photos, checked when they were added.</summary>
    public IReadOnlyList<DraftPhoto> Photos => photos;

    /// <summary>What was typed.</summary>
    public DraftInput Read() => JsonSerializer.Deserialize<DraftInput>(Content)!;

    internal void Write(DraftInput input, DateTime utcNow) => (Content, UpdatedAt) = (JsonSerializer.Serialize(input), utcNow);

    internal void AddPhoto(Guid fileId) => photos.Add(new DraftPhoto(Id, fileId, photos.Count == 0 ? 0 : photos.Max(p => p.Position) + 1));
}

/// <summary>A photo of a draft.</summary>
public sealed class DraftPhoto
{
    private DraftPhoto() { }

    internal DraftPhoto(Guid draftId, Guid fileId, int position) => (DraftId, FileId, Position) = (draftId, fileId, position);

    /// <summary>The draft.</summary>
    public Guid DraftId { get; private init; }

    /// <summary>The file.</summary>
    public Guid FileId { get; private init; }

    /// <summary>Order.</summary>
    public int Position { get; private init; }
}

/// <summary>The form of a request as it stands.</summary>
public sealed record DraftInput
{
    /// <inheritdoc cref="RequestEntry.ServiceCode" />
    public string? ServiceCode { get; init; }

    /// <inheritdoc cref="RequestEntry.Description" />
    public string? Description { get; init; }

    /// <inheritdoc cref="RequestEntry.Address" />
    public string? Address { get; init; }

    /// <inheritdoc cref="RequestEntry.Latitude" />
    public double? Latitude { get; init; }

    /// <inheritdoc cref="RequestEntry.Longitude" />
    public double? Longitude { get; init; }

    /// <inheritdoc cref="RequestEntry.ContactName" />
    public string? ContactName { get; init; }

    /// <inheritdoc cref="RequestEntry.ContactEmail" />
    public string? ContactEmail { get; init; }

    /// <inheritdoc cref="RequestEntry.ContactPhone" />
    public string? ContactPhone { get; init; }

    /// <inheritdoc cref="RequestEntry.Attributes" />
    public Dictionary<string, IReadOnlyList<string>> Attributes { get; init; } = [];

    /// <summary>True when there is nothing in it that is worth keeping.</summary>
    public bool IsEmpty() => Latitude is null && Attributes.Count == 0 && string.IsNullOrWhiteSpace($"{Description}{Address}{ContactName}{ContactEmail}{ContactPhone}");

    /// <summary>As an entry, in the name of a liaison.</summary>
    internal RequestEntry ToEntry(Guid liaisonId, string key, IReadOnlyList<Guid> photos) => new()
    {
        ServiceCode = ServiceCode ?? "",
        Source = RequestSource.Liaison,
        EntryKey = key,
        LiaisonId = liaisonId,
        Description = Description,
        Address = Address,
        Latitude = Latitude,
        Longitude = Longitude,
        Attributes = Attributes,
        ContactName = ContactName,
        ContactEmail = ContactEmail,
        ContactPhone = ContactPhone,
        Photos = photos,
    };
}

/// <summary>A draft in the liaison's list.</summary>
public sealed record DraftRow(Guid Id, string? Code, string? Service, string? Address, string? Description, int Photos, DateTime UpdatedAt);

/// <summary>A draft with the ids of its photos, in order.</summary>
public sealed record DraftView(DraftInput Input, IReadOnlyList<Guid> Photos);
