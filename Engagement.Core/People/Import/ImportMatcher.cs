using Engagement.Core.Common;

namespace Engagement.Core.People;

/// <summary>Finds whom a row may repeat: by name in any order of its words, and by shared contacts. Pure.</summary>
public sealed class ImportMatcher
{
    private readonly Dictionary<string, List<KnownPerson>> known = [];

    /// <summary>A matcher over the people who are here.</summary>
    public ImportMatcher(IEnumerable<KnownPerson> people)
    {
        foreach (var person in people) Add(person);
    }

    /// <summary>The best match of a row, or null. The row itself becomes known to the rows after it.</summary>
    public ImportMatch? Match(int number, PersonInput input)
    {
        var me = KnownPerson.Of(number, input);
        ImportMatch? best = null;
        foreach (var other in known.GetValueOrDefault(me.NameKey) ?? [])
        {
            var shared = me.Contacts.Overlaps(other.Contacts) || other.Row > 0 && me.Contacts.Count == 0 && other.Contacts.Count == 0;
            // A parent and a child of the same name share contacts, too.
            var certain = shared && me.Minor == other.Minor;
            if (best is null || certain && !best.Certain) best = new ImportMatch(other.Id, other.Row, other.Text, certain);
        }
        if (best is null || !best.Certain) Add(me);
        return best;
    }

    private void Add(KnownPerson person)
    {
        if (!known.TryGetValue(person.NameKey, out var list)) known[person.NameKey] = list = [];
        list.Add(person);
    }
}

/// <summary>What matching needs to know of somebody.</summary>
public sealed record KnownPerson(Guid? Id, int Row, string NameKey, IReadOnlySet<string> Contacts, bool Minor, string Text)
{
    /// <summary>Somebody who is here.</summary>
    public static KnownPerson Of(Guid id, string given, string family, string? email, string? phone, bool minor, IEnumerable<string?> guardians) =>
        new(id, 0, Key(given, family), Keys([email, phone, .. guardians]), minor,
            string.Join(", ", new[] { Person.WholeName(given, family), email, phone }.Where(t => !string.IsNullOrEmpty(t))));

    /// <summary>Somebody on the list.</summary>
    public static KnownPerson Of(int row, PersonInput input) =>
        new(null, row, Key(input.GivenName, input.FamilyName),
            Keys([input.Email, input.Phone, .. input.Guardians.SelectMany(g => new[] { g.Email, g.Phone })]), input.Age != AgeBand.Adult,
            Person.WholeName(input.GivenName, input.FamilyName));

    /// <summary>The words of a name, folded and sorted, so that swapped names are the same.</summary>
    public static string Key(string? given, string? family) =>
        string.Join(' ', Engagement.Core.Common.Text.Folded($"{given} {family}").Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));

    /// <summary>Contacts in the form in which they are compared.</summary>
    public static HashSet<string> Keys(IEnumerable<string?> contacts) => [.. contacts.Select(Contact).OfType<string>()];

    /// <summary>An address in lower case, or the last ten digits of a telephone; null when it is neither.</summary>
    public static string? Contact(string? contact)
    {
        if (string.IsNullOrWhiteSpace(contact)) return null;
        if (contact.Contains('@', StringComparison.Ordinal)) return contact.Trim().ToLowerInvariant();
        var digits = string.Concat(contact.Where(char.IsAsciiDigit));
        return digits.Length < 7 ? null : digits.Length > 10 ? digits[^10..] : digits;
    }
}
