using Engagement.Core.Common;

namespace Engagement.Core.People;

/// <summary>A resident or student who takes part. E-mail is never a key: siblings may share one.</summary>
public sealed class Person : Entity, IAudited
{
    private readonly List<Guardian> guardians = [];

    private Person() { }

    /// <summary>A new person.</summary>
    public Person(string givenName, string familyName)
    {
        (GivenName, FamilyName) = (givenName, familyName);
        Refold();
    }

    /// <summary>Given names.</summary>
    public string GivenName { get; internal set; } = "";

    /// <summary>Family names; may be empty.</summary>
    public string FamilyName { get; internal set; } = "";

    /// <summary>Name as it is to be printed on certificates and cards; null: given and family name.</summary>
    public string? NameAsPrinted { get; internal set; }

    /// <summary>Language for pages and mail (BCP 47).</summary>
    public string Language { get; internal set; } = "en";

    /// <summary>E-mail; of a guardian's for most minors, who need none.</summary>
    public string? Email { get; internal set; }

    /// <summary>Telephone.</summary>
    public string? Phone { get; internal set; }

    /// <summary>Neighborhood where the person lives.</summary>
    public string? Neighborhood { get; internal set; }

    /// <summary>ZIP code of the home.</summary>
    public string? Zip { get; internal set; }

    /// <summary>Age band; no birth date is kept.</summary>
    public AgeBand Age { get; internal set; } = AgeBand.Adult;

    /// <summary>Accessibility needs, as far as sessions must know.</summary>
    public string? AccessNeeds { get; internal set; }

    /// <summary>Guardians of a minor.</summary>
    public IReadOnlyList<Guardian> Guardians => guardians;

    /// <summary>What searching looks in: names, contacts, neighborhood, folded.</summary>
    public string SearchText { get; private set; } = "";

    /// <summary>What lists are ordered by: family name, then given name, folded.</summary>
    [NotAudited]
    public string SortName { get; private set; } = "";

    /// <summary>The import that made the record; null when it was typed or applied for.</summary>
    public Guid? ImportId { get; internal set; }

    /// <summary>When the personal data were removed (UTC).</summary>
    public DateTime? ErasedAt { get; internal set; }

    /// <summary>The person into whom this record was merged; such a record is hidden.</summary>
    public Guid? MergedIntoId { get; internal set; }

    /// <summary>When the record was made (UTC).</summary>
    public DateTime CreatedAt { get; internal set; }

    /// <summary>The whole name, as <see cref="WholeName"/> puts it together.</summary>
    public string FullName => WholeName(GivenName, FamilyName);

    /// <summary>The name on certificates and cards.</summary>
    public string PrintedName => NameAsPrinted ?? FullName;

    /// <summary>True for everyone under 18.</summary>
    public bool IsMinor => Age != AgeBand.Adult;

    Guid IAudited.AuditSubject => Id;

    /// <summary>Given and family name; in Chinese, Japanese and Korean letters the family name comes first, without a blank: 李小龍.</summary>
    public static string WholeName(string? given, string? family) =>
        string.IsNullOrEmpty(family) ? given ?? "" : string.IsNullOrEmpty(given) ? family
        : given.All(IsEastAsian) && family.All(IsEastAsian) ? family + given : $"{given} {family}";

    /// <summary>Adds a guardian.</summary>
    public Guardian AddGuardian(string name, string relation, string? email, string? phone)
    {
        var guardian = new Guardian(Id, name, relation, email, phone);
        guardians.Add(guardian);
        return guardian;
    }

    /// <summary>A new person as a form says.</summary>
    internal static Person From(PersonInput input, DateTime utcNow)
    {
        var person = new Person { CreatedAt = utcNow };
        person.Describe(input);
        return person;
    }

    /// <summary>Takes over what a checked form says, guardians included (they must be loaded).</summary>
    internal void Describe(PersonInput input)
    {
        GivenName = Text.Clean(input.GivenName) ?? GivenName;
        FamilyName = Text.Clean(input.FamilyName) ?? "";
        NameAsPrinted = Text.Clean(input.NameAsPrinted);
        Language = input.Language ?? Language;
        (Email, Phone) = (Text.Clean(input.Email), Text.Clean(input.Phone));
        (Neighborhood, Zip) = (Text.Clean(input.Neighborhood), Text.Clean(input.Zip));
        (Age, AccessNeeds) = (input.Age, Text.Clean(input.AccessNeeds));
        var kept = input.Guardians.Where(g => !g.Blank).ToList();
        guardians.RemoveAll(g => kept.TrueForAll(k => k.Id != g.Id));
        foreach (var k in kept)
        {
            var guardian = guardians.Find(g => g.Id == k.Id) ?? AddGuardian("", "", null, null);
            (guardian.Name, guardian.Relation) = (Text.Clean(k.Name) ?? "", Text.Clean(k.Relation) ?? "");
            (guardian.Email, guardian.Phone) = (Text.Clean(k.Email), Text.Clean(k.Phone));
        }
        Refold();
    }

    /// <summary>Takes over what a list says where nothing is known yet; overwrites nothing.</summary>
    internal void FillBlanks(PersonInput input)
    {
        (Email, Phone) = (Email ?? Text.Clean(input.Email), Phone ?? Text.Clean(input.Phone));
        (Neighborhood, Zip) = (Neighborhood ?? Text.Clean(input.Neighborhood), Zip ?? Text.Clean(input.Zip));
        NameAsPrinted ??= Text.Clean(input.NameAsPrinted);
        AccessNeeds ??= Text.Clean(input.AccessNeeds);
        if (guardians.Count == 0)
            foreach (var g in input.Guardians.Where(g => !g.Blank)) AddGuardian(Text.Clean(g.Name) ?? "", Text.Clean(g.Relation) ?? "", Text.Clean(g.Email), Text.Clean(g.Phone));
        Refold();
    }

    /// <summary>Removes everything personal; the age band stays for counts.</summary>
    internal void Erase(DateTime utcNow)
    {
        (GivenName, FamilyName, NameAsPrinted, Language) = ("Removed", "", null, "en");
        EraseContacts();
        ErasedAt = utcNow;
    }

    /// <summary>Removes contacts, home and needs.</summary>
    internal void EraseContacts()
    {
        (Email, Phone, Neighborhood, Zip, AccessNeeds) = (null, null, null, null, null);
        guardians.Clear();
        Refold();
    }

    /// <summary>Brings <see cref="SearchText"/> and <see cref="SortName"/> up to date; called after every change of names, contacts and guardians.</summary>
    internal void Refold()
    {
        var contacts = string.Join(' ', guardians.Select(g => $"{g.Name} {g.Email} {g.Phone} {Digits(g.Phone)}"));
        SearchText = Cut(Text.Folded($"{FamilyName} {FullName} {NameAsPrinted} {Email} {Phone} {Digits(Phone)} {Neighborhood} {Zip} {contacts}"), 2000);
        SortName = Cut(Text.Folded($"{FamilyName} {GivenName}"), 400);
    }

    // Ideographs, kana and hangul of the basic plane, and the surrogates of the ideographs beyond it.
    private static bool IsEastAsian(char c) => c is >= '\u2E80' and <= '\u9FFF' or >= '\uAC00' and <= '\uD7A3' or >= '\uF900' and <= '\uFAFF'
        or >= '\uD840' and <= '\uD888' or >= '\uDC00' and <= '\uDFFF';

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..most];

    // "(215) 555-0100" is also found as 2155550100.
    private static string Digits(string? phone) => string.Concat((phone ?? "").Where(char.IsAsciiDigit));
}
