namespace Engagement.Core.People;

/// <summary>The fields of a person that a merge may take from either record.</summary>
public static class MergeFields
{
    private static readonly (string Name, string Label, Func<Person, string?> Get, Action<Person, string?> Set)[] Known =
    [
        (nameof(Person.GivenName), "Given name", p => p.GivenName, (p, v) => p.GivenName = v ?? ""),
        (nameof(Person.FamilyName), "Family name", p => p.FamilyName, (p, v) => p.FamilyName = v ?? ""),
        (nameof(Person.NameAsPrinted), "Name as printed", p => p.NameAsPrinted, (p, v) => p.NameAsPrinted = v),
        (nameof(Person.Age), "Age", p => p.Age.ToString(), (p, v) => p.Age = Enum.Parse<AgeBand>(v!)),
        (nameof(Person.Language), "Language", p => p.Language, (p, v) => p.Language = v ?? "en"),
        (nameof(Person.Email), "E-mail", p => p.Email, (p, v) => p.Email = v),
        (nameof(Person.Phone), "Telephone", p => p.Phone, (p, v) => p.Phone = v),
        (nameof(Person.Neighborhood), "Neighborhood", p => p.Neighborhood, (p, v) => p.Neighborhood = v),
        (nameof(Person.Zip), "ZIP code", p => p.Zip, (p, v) => p.Zip = v),
        (nameof(Person.AccessNeeds), "Accessibility needs", p => p.AccessNeeds, (p, v) => p.AccessNeeds = v),
    ];

    /// <summary>Names and labels, in order.</summary>
    public static IReadOnlyList<(string Name, string Label)> All { get; } = [.. Known.Select(k => (k.Name, k.Label))];

    /// <summary>The value of a field as text.</summary>
    public static string? Get(Person person, string field) => Array.Find(Known, k => k.Name == field).Get?.Invoke(person);

    internal static void Set(Person person, string field, string? value) => Array.Find(Known, k => k.Name == field).Set?.Invoke(person, value);
}
