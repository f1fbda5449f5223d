using Engagement.Core.Common;

namespace Engagement.Core.People;

/// <summary>What a form says about a person. Blank texts mean "nothing".</summary>
public sealed class PersonInput
{
    /// <summary>Longest name, in characters.</summary>
    public const int NameMost = 200;

    /// <summary>Given names; must be there.</summary>
    public string? GivenName { get; set; }

    /// <summary>Family names; some people have none.</summary>
    public string? FamilyName { get; set; }

    /// <summary>Name as printed, where it differs.</summary>
    public string? NameAsPrinted { get; set; }

    /// <summary>Language, one of <see cref="SpokenLanguages.All"/>.</summary>
    public string? Language { get; set; } = "en";

    /// <summary>E-mail; may be shared, may be missing.</summary>
    public string? Email { get; set; }

    /// <summary>Telephone.</summary>
    public string? Phone { get; set; }

    /// <summary>Neighborhood of the home.</summary>
    public string? Neighborhood { get; set; }

    /// <summary>ZIP code of the home.</summary>
    public string? Zip { get; set; }

    /// <summary>Age band.</summary>
    public AgeBand Age { get; set; } = AgeBand.Adult;

    /// <summary>Accessibility needs.</summary>
    public string? AccessNeeds { get; set; }

    /// <summary>Guardians; blank ones are dropped.</summary>
    public List<GuardianInput> Guardians { get; set; } = [];

    /// <summary>The version that the form was filled from.</summary>
    public int Version { get; set; } = 1;

    /// <summary>A form filled from a person.</summary>
    public static PersonInput Of(Person person) => new()
    {
        GivenName = person.GivenName,
        FamilyName = person.FamilyName,
        NameAsPrinted = person.NameAsPrinted,
        Language = person.Language,
        Email = person.Email,
        Phone = person.Phone,
        Neighborhood = person.Neighborhood,
        Zip = person.Zip,
        Age = person.Age,
        AccessNeeds = person.AccessNeeds,
        Version = person.Version,
        Guardians = [.. person.Guardians.Select(g => new GuardianInput { Id = g.Id, Name = g.Name, Relation = g.Relation, Email = g.Email, Phone = g.Phone })],
    };

    /// <summary>What is wrong with it, or null.</summary>
    public Invalid? Problems()
    {
        var check = new Check()
            .Required(GivenName, nameof(GivenName), "Given name", NameMost)
            .That(!string.IsNullOrWhiteSpace(GivenName) && Text.Clean(GivenName) is null, nameof(GivenName), "Given name has no letters.")
            .Fits(FamilyName, nameof(FamilyName), "Family name", NameMost)
            .Fits(NameAsPrinted, nameof(NameAsPrinted), "Name as printed", NameMost)
            .Email(Email, nameof(Email))
            .Fits(Phone, nameof(Phone), "Telephone", 60)
            .Fits(Neighborhood, nameof(Neighborhood), "Neighborhood", 120)
            .Fits(Zip, nameof(Zip), "ZIP code", 20)
            .Fits(AccessNeeds, nameof(AccessNeeds), "Accessibility needs", 2000)
            .That(!SpokenLanguages.Knows(Language), nameof(Language), "Choose a language from the list.")
            .That(!Enum.IsDefined(Age), nameof(Age), "Choose an age from the list.")
            .That(Guardians.Count > 6, nameof(Guardians), "At most six guardians can be kept.");
        for (var i = 0; i < Guardians.Count; i++) Guardians[i].AddProblems(check, $"Guardians[{i}].");
        return check.Failed;
    }
}

/// <summary>A guardian in a form.</summary>
public sealed class GuardianInput
{
    /// <summary>The guardian that it was filled from; null for a new one.</summary>
    public Guid? Id { get; set; }

    /// <summary>Name.</summary>
    public string? Name { get; set; }

    /// <summary>Relation, such as "mother".</summary>
    public string? Relation { get; set; }

    /// <summary>E-mail.</summary>
    public string? Email { get; set; }

    /// <summary>Telephone.</summary>
    public string? Phone { get; set; }

    /// <summary>True when nothing was typed.</summary>
    public bool Blank => Text.Clean($"{Name}{Relation}{Email}{Phone}") is null;

    internal void AddProblems(Check check, string prefix)
    {
        if (Blank) return;
        check.Required(Name, prefix + nameof(Name), "Name of the guardian", PersonInput.NameMost)
            .Fits(Relation, prefix + nameof(Relation), "Relation of the guardian", 100)
            .Email(Email, prefix + nameof(Email), "E-mail address of the guardian")
            .Fits(Phone, prefix + nameof(Phone), "Telephone of the guardian", 60);
    }
}
