using Engagement.Core.Common;

namespace Engagement.Core.Programs;

/// <summary>A site with its rooms as a form holds it.</summary>
public sealed class SiteInput
{
    /// <summary>The version that the form was filled from; 0 for a new site.</summary>
    public int Version { get; set; }

    /// <summary>Name.</summary>
    public string? Name { get; set; }

    /// <summary>Street address.</summary>
    public string? Address { get; set; }

    /// <summary>Neighborhood.</summary>
    public string? Neighborhood { get; set; }

    /// <summary>ZIP code.</summary>
    public string? Zip { get; set; }

    /// <summary>The site coordinator.</summary>
    public string? ContactName { get; set; }

    /// <summary>E-mail of the contact.</summary>
    public string? ContactEmail { get; set; }

    /// <summary>Telephone of the contact.</summary>
    public string? ContactPhone { get; set; }

    /// <summary>Computers that participants can share, 0–1,000.</summary>
    public int? Computers { get; set; } = 0;

    /// <summary>Notes for staff.</summary>
    public string? Notes { get; set; }

    /// <summary>Offered where new cohorts are made.</summary>
    public bool Active { get; set; } = true;

    /// <summary>The rooms; a room without an id is new, a known one that is missing is removed.</summary>
    public List<RoomInput> Rooms { get; set; } = [];

    /// <summary>Field name of a room's property, as problems carry it.</summary>
    public static string RoomField(int index, string property) => $"{nameof(Rooms)}[{index}].{property}";

    /// <summary>What is wrong with it, or null.</summary>
    internal Invalid? Problems()
    {
        var check = new Check()
            .Required(Name, nameof(Name), "Name")
            .Fits(Address, nameof(Address), "Address", 300)
            .Fits(Neighborhood, nameof(Neighborhood), "Neighborhood", 100)
            .Fits(Zip, nameof(Zip), "ZIP code", 10)
            .Fits(ContactName, nameof(ContactName), "Contact")
            .Email(ContactEmail, nameof(ContactEmail))
            .Fits(ContactPhone, nameof(ContactPhone), "Telephone", 40)
            .That(Computers is null, nameof(Computers), "Computers is missing; 0 when there are none.")
            .Between(Computers ?? 0, 0, 1000, nameof(Computers), "Computers")
            .Fits(Notes, nameof(Notes), "Notes", 4000)
            .That(Rooms.Count > 100, "", "A site may have at most 100 rooms.");
        for (var i = 0; i < Rooms.Count; i++)
        {
            var name = Text.Clean(Rooms[i].Name);
            check.Required(name, RoomField(i, nameof(RoomInput.Name)), "Room", 80)
                .Between(Rooms[i].Capacity ?? 0, 1, 5000, RoomField(i, nameof(RoomInput.Capacity)), "Seats of the room")
                .That(name is not null && Rooms.Take(i).Any(r => string.Equals(Text.Clean(r.Name), name, StringComparison.OrdinalIgnoreCase)),
                    RoomField(i, nameof(RoomInput.Name)), $"There are two rooms with the name {name}.");
        }
        return check.Failed;
    }
}

/// <summary>A room as a form holds it.</summary>
public sealed class RoomInput
{
    /// <summary>The room; null for a new one.</summary>
    public Guid? Id { get; set; }

    /// <summary>Name or number on the door.</summary>
    public string? Name { get; set; }

    /// <summary>Seats, 1–5,000.</summary>
    public int? Capacity { get; set; } = 25;
}
