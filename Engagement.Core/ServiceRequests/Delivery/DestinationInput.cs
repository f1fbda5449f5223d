using Engagement.Core.Common;

namespace Engagement.Core.ServiceRequests;

/// <summary>A destination in the list.</summary>
public sealed record DestinationRow(Guid Id, string Name, string BaseAddress, bool Active, int Taken, int Waiting, int Stuck, DateTime? ServicesReadAt, string? StatusProblem);

/// <summary>A destination as its form holds it.</summary>
public sealed class DestinationInput
{
    /// <summary>The version that the form was filled from; 0 for a new one.</summary>
    public int Version { get; set; }

    /// <inheritdoc cref="Destination.Name" />
    public string? Name { get; set; }

    /// <inheritdoc cref="Destination.BaseAddress" />
    public string? BaseAddress { get; set; }

    /// <inheritdoc cref="Destination.Jurisdiction" />
    public string? Jurisdiction { get; set; }

    /// <summary>A new key; empty keeps the one that is there, which is never shown.</summary>
    public string? NewKey { get; set; }

    /// <summary>Whether there is a key.</summary>
    public bool HasKey { get; set; }

    /// <inheritdoc cref="Destination.Xml" />
    public bool Xml { get; set; }

    /// <inheritdoc cref="Destination.Active" />
    public bool Active { get; set; } = true;

    internal Invalid? Problems() => new Check()
        .Required(Name, nameof(Name), "Name", 100)
        .Required(BaseAddress, nameof(BaseAddress), "Base address", 500)
        .Link(Text.Clean(BaseAddress), nameof(BaseAddress), "Base address")
        .That(Uri.TryCreate(Text.Clean(BaseAddress), UriKind.Absolute, out var uri) && (uri.UserInfo.Length > 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0), nameof(BaseAddress), "The base address may have no user, no question mark and no #.")
        .Fits(Jurisdiction, nameof(Jurisdiction), "Jurisdiction", 100)
        .Fits(NewKey, nameof(NewKey), "Key", 400)
        .Failed;
}

/// <summary>An endpoint that a service discovery names; <paramref name="Json"/> when it offers JSON.</summary>
public sealed record FoundEndpoint(string Url, string Type, bool Json);

/// <summary>A destination's services beside ours.</summary>
/// <param name="Version">The version that it was read from.</param>
/// <param name="Ours">Our services with the code under which they are sent there; null: not sent.</param>
/// <param name="Theirs">The destination's services.</param>
/// <param name="Changes">What changed in its list and was not looked at yet.</param>
/// <param name="ReadAt">When the list was read (UTC).</param>
public sealed record DestinationServices(int Version, IReadOnlyList<ServiceMapping> Ours, IReadOnlyList<TheirOffer> Theirs, IReadOnlyList<TheirChange> Changes, DateTime? ReadAt);

/// <summary>One of our services, and where it goes.</summary>
/// <param name="Code">Our code.</param>
/// <param name="Name">Our name.</param>
/// <param name="Their">Their code; null: not sent.</param>
/// <param name="Suggested">Their code of the same code or name, where nothing is chosen.</param>
/// <param name="Lacking">What they require and we do not ask.</param>
public sealed record ServiceMapping(string Code, string Name, string? Their, string? Suggested, IReadOnlyList<string> Lacking);
