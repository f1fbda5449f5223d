using Engagement.Core.Common;

namespace Engagement.Core.ServiceRequests;

/// <summary>Which requests the desk shows.</summary>
public enum DeskShow
{
    /// <summary>Those that are not closed.</summary>
    Open,

    /// <summary>Open ones whose expected day has passed.</summary>
    Overdue,

    /// <summary>Those in which the author has said something since the city last did.</summary>
    Answered,

    /// <summary>Closed ones.</summary>
    Closed,

    /// <summary>All.</summary>
    All,
}

/// <summary>What the desk shows.</summary>
/// <param name="Show">A part.</param>
/// <param name="DepartmentId">One department; null: all.</param>
/// <param name="Service">Code of one service; null: all.</param>
/// <param name="Neighborhood">One neighborhood; null: all.</param>
/// <param name="Source">One way in; null: all.</param>
public sealed record DeskFilter(DeskShow Show = DeskShow.Open, Guid? DepartmentId = null, string? Service = null, string? Neighborhood = null, RequestSource? Source = null);

/// <summary>A request in the desk's list. <paramref name="Stuck"/>: a work system did not take it.</summary>
public sealed record DeskRow(Guid Id, string Number, string Service, string Department, RequestStatus Status, RequestSource Source, string? Liaison, string? Address, string? Neighborhood,
    DateTime RequestedAt, DateTime? ExpectedAt, DateTime? ClosedAt, bool Stuck);

/// <summary>What the desk can be narrowed to.</summary>
public sealed record DeskChoices(IReadOnlyList<(Guid Id, string Name)> Departments, IReadOnlyList<(string Code, string Name)> Services, IReadOnlyList<string> Neighborhoods);

/// <summary>A request at a work system.</summary>
public sealed record DeliveryLine(string Destination, DeliveryState State, string? ExternalId, string? Problem, DateTime? TakenAt);

/// <summary>All of one request, for staff.</summary>
public sealed record DeskView
{
    /// <summary>The request.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its public part, with the whole history.</summary>
    public required PublicRequestView View { get; init; }

    /// <summary>How it came in.</summary>
    public required RequestSource Source { get; init; }

    /// <summary>The liaison who entered it.</summary>
    public (Guid Id, string Number, string Name)? Liaison { get; init; }

    /// <summary>Liaisons who follow it.</summary>
    public required int Followers { get; init; }

    /// <summary>Who can be asked back, as far as it was given.</summary>
    public required IReadOnlyList<string> Contact { get; init; }

    /// <summary>Answers in the words of the service's questions.</summary>
    public required IReadOnlyList<(string Question, string Answer)> Answers { get; init; }

    /// <summary>Where it went.</summary>
    public required IReadOnlyList<DeliveryLine> Deliveries { get; init; }

    /// <summary>Open requests that may be the same.</summary>
    public required IReadOnlyList<SimilarRequest> Similar { get; init; }
}

/// <summary>What staff correct in a request.</summary>
public sealed class CorrectionInput
{
    /// <summary>The version that the form was filled from.</summary>
    public int Version { get; set; }

    /// <summary>Code of the service.</summary>
    public string? Service { get; set; }

    /// <inheritdoc cref="ServiceRequest.Description" />
    public string? Description { get; set; }

    /// <inheritdoc cref="ServiceRequest.Address" />
    public string? Address { get; set; }

    /// <inheritdoc cref="ServiceRequest.Latitude" />
    public double? Latitude { get; set; }

    /// <inheritdoc cref="ServiceRequest.Longitude" />
    public double? Longitude { get; set; }

    /// <summary>Last day on which it is expected to be done.</summary>
    public DateOnly? Expected { get; set; }
}
