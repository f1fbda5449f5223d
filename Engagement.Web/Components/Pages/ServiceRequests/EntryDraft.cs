using Engagement.Core.Common;
using Engagement.Core.ServiceRequests;

namespace Engagement.Web.Components.Pages.ServiceRequests;

/// <summary>A request as a form of staff edits it.</summary>
public sealed class EntryDraft
{
    /// <summary>What makes it the same when it is sent again.</summary>
    public Guid Id { get; } = OrderedId.Next();

    /// <summary>Code of the service.</summary>
    public string? Service { get; set; }

    /// <summary>Address or intersection.</summary>
    public string? Address { get; set; }

    /// <summary>What is wrong.</summary>
    public string? Description { get; set; }

    /// <summary>Latitude, WGS 84.</summary>
    public double? Latitude { get; set; }

    /// <summary>Longitude, WGS 84.</summary>
    public double? Longitude { get; set; }

    /// <summary>Who can be asked.</summary>
    public string? ContactName { get; set; }

    /// <summary>Telephone of who can be asked.</summary>
    public string? ContactPhone { get; set; }

    /// <summary>Answers by code of the question.</summary>
    public Dictionary<string, List<string>> Answers { get; } = [];

    /// <summary>True when nothing was typed.</summary>
    public bool IsEmpty => string.IsNullOrWhiteSpace($"{Service}{Address}{Description}{ContactName}{ContactPhone}");

    /// <summary>As it is handed in.</summary>
    public DraftInput ToInput() => new()
    {
        ServiceCode = Service,
        Address = Address,
        Description = Description,
        Latitude = Latitude,
        Longitude = Longitude,
        ContactName = ContactName,
        ContactPhone = ContactPhone,
        Attributes = Answers.Where(a => a.Value.Count > 0).ToDictionary(a => a.Key, a => (IReadOnlyList<string>)a.Value, StringComparer.Ordinal),
    };

    /// <summary>A report of a walk, to be looked through.</summary>
    public static EntryDraft From(WalkReport report) =>
        new() { Service = report.ServiceCode, Address = report.Address, Description = report.Description, Latitude = report.Latitude, Longitude = report.Longitude };
}
