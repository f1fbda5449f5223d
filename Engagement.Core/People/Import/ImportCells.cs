using System.Globalization;
using Engagement.Core.Common;

namespace Engagement.Core.People;

/// <summary>Turns a row's cells into a person's input, and says what is wrong.</summary>
internal static class ImportCells
{
    private static readonly Dictionary<string, string> LanguageByName = SpokenLanguages.All
        .SelectMany(l => new (string, string)[] { (Text.Folded(l.Name), l.Code), (l.Code, l.Code) })
        .Concat([("spanish", "es"), ("ingles", "en"), ("chinese", "zh"), ("mandarin", "zh"), ("cantonese", "zh"), ("vietnamese", "vi"), ("russian", "ru"),
            ("ukrainian", "uk"), ("french", "fr"), ("arabic", "ar"), ("portuguese", "pt"), ("haitian creole", "ht"), ("khmer", "km"), ("korean", "ko"),
            ("polish", "pl"), ("italian", "it"), ("albanian", "sq"), ("bengali", "bn"), ("hindi", "hi"), ("urdu", "ur"), ("farsi", "fa"), ("amharic", "am"),
            ("swahili", "sw"), ("asl", "ase")])
        .DistinctBy(p => p.Item1).ToDictionary(p => p.Item1, p => p.Item2);

    /// <summary>The input of a row; what can't be understood goes to <paramref name="problems"/>.</summary>
    public static PersonInput Read(SheetRow row, ImportMapping mapping, List<string> problems)
    {
        var input = new PersonInput { Age = mapping.DefaultAge };
        if (row.Cells.Count > mapping.Fields.Count && row.Cells.Skip(mapping.Fields.Count).Any(c => !string.IsNullOrWhiteSpace(c)))
            problems.Add($"The row has {row.Cells.Count} cells, the heading only {mapping.Fields.Count}.");
        var guardian = new GuardianInput();
        for (var i = 0; i < Math.Min(mapping.Fields.Count, row.Cells.Count); i++)
        {
            if (mapping.Fields[i] == ImportField.None || Text.Clean(row.Cells[i]) is not { } cell) continue;
            Put(input, guardian, mapping.Fields[i], cell, problems);
        }
        if (!guardian.Blank) input.Guardians.Add(guardian);
        if (input.Problems() is { } invalid) problems.AddRange(invalid.Problems.Select(p => p.Message));
        return input;
    }

    private static void Put(PersonInput input, GuardianInput guardian, ImportField field, string cell, List<string> problems)
    {
        switch (field)
        {
            case ImportField.GivenName: input.GivenName = cell; break;
            case ImportField.FamilyName: input.FamilyName = cell; break;
            case ImportField.FullName: (input.GivenName, input.FamilyName) = Split(cell); break;
            case ImportField.NameAsPrinted: input.NameAsPrinted = cell; break;
            case ImportField.Email: input.Email = cell; break;
            case ImportField.Phone: input.Phone = cell; break;
            case ImportField.Neighborhood: input.Neighborhood = cell; break;
            case ImportField.Zip: input.Zip = cell; break;
            case ImportField.AccessNeeds: input.AccessNeeds = cell; break;
            case ImportField.GuardianName: guardian.Name = cell; break;
            case ImportField.GuardianRelation: guardian.Relation = cell; break;
            case ImportField.GuardianEmail: guardian.Email = cell; break;
            case ImportField.GuardianPhone: guardian.Phone = cell; break;
            case ImportField.Age when Age(cell) is { } age: input.Age = age; break;
            case ImportField.Age: problems.Add($"“{Short(cell)}” is not an age. Write years (12) or a band (11-13, 14-15, 16-17, adult)."); break;
            case ImportField.Language when LanguageByName.GetValueOrDefault(Text.Folded(cell)) is { } code: input.Language = code; break;
            case ImportField.Language: problems.Add($"The language “{Short(cell)}” is not known."); break;
        }
    }

    /// <summary>"Ruiz, Ana" → Ana, Ruiz; "Ana María Ruiz" → Ana María, Ruiz; one word is a given name.</summary>
    internal static (string? Given, string? Family) Split(string name)
    {
        var comma = name.IndexOf(',', StringComparison.Ordinal);
        if (comma > 0 && comma < name.Length - 1) return (name[(comma + 1)..].Trim(), name[..comma].Trim());
        var last = name.LastIndexOf(' ');
        return last < 0 ? (name, null) : (name[..last], name[(last + 1)..]);
    }

    /// <summary>The band of "12", "11–13", "adult", "adulto" …; null when it is none.</summary>
    internal static AgeBand? Age(string cell)
    {
        var text = Text.Folded(cell);
        if (text is "adult" or "adulto" or "adulta" or "18 or older" or "18" or "over 18") return AgeBand.Adult;
        if (text.StartsWith("under 11", StringComparison.Ordinal)) return AgeBand.Under11;
        var numbers = text.Split(' ').Where(w => w.Length > 0 && w.All(char.IsAsciiDigit))
            .Select(w => w.Length > 3 ? 999 : int.Parse(w, CultureInfo.InvariantCulture)).ToList();
        if (numbers.Count is 0 or > 2 || numbers.Exists(n => n is < 3 or > 120)) return null;
        var (low, high) = (Band(numbers[0]), Band(numbers[^1]));
        return low == high ? low : null;
    }

    private static AgeBand Band(int years) => years switch
    {
        < 11 => AgeBand.Under11,
        <= 13 => AgeBand.From11To13,
        <= 15 => AgeBand.From14To15,
        <= 17 => AgeBand.From16To17,
        _ => AgeBand.Adult,
    };

    private static string Short(string text) => text.Length > 40 ? text[..40] + "…" : text;
}
