using Engagement.Core.Common;

namespace Engagement.Core.People;

/// <summary>Which column holds what; filled by the headings, corrected by a person.</summary>
public sealed class ImportMapping
{
    /// <summary>True when the first row names the columns.</summary>
    public bool HasHeading { get; set; } = true;

    /// <summary>One field for each column, in the order of the columns.</summary>
    public List<ImportField> Fields { get; init; } = [];

    /// <summary>What a person should know before going on, such as a heading that occurs twice.</summary>
    public List<string> Warnings { get; init; } = [];

    /// <summary>Age of rows that say none.</summary>
    public AgeBand DefaultAge { get; set; } = AgeBand.Adult;

    /// <summary>The proposal for a table.</summary>
    public static ImportMapping For(Sheet sheet)
    {
        var heading = sheet.Rows[0].Cells;
        var found = heading.Select(ImportFields.Of).ToList();
        var mapping = new ImportMapping { HasHeading = found.Exists(f => f != ImportField.None), Fields = found };
        if (!mapping.HasHeading)
        {
            mapping.Warnings.Add("None of the columns has a heading that is known here. Say for each column what it holds.");
            return mapping;
        }
        foreach (var twice in heading.Select((h, i) => (Name: ImportFields.Heading(h), Text: h.Trim(), Number: i + 1))
            .Where(h => h.Name.Length > 0).GroupBy(h => h.Name).Where(g => g.Count() > 1))
            mapping.Warnings.Add($"The heading “{Short(twice.First().Text)}” occurs {twice.Count()} times (columns {string.Join(", ", twice.Select(t => t.Number))}). The first one is used unless you choose otherwise.");
        // "Nombre" is the given name only beside "Apellido"; "Name" beside "Last name" is the given name.
        if (found.Contains(ImportField.GivenName) && !found.Contains(ImportField.FamilyName) && !found.Contains(ImportField.FullName))
            found[found.IndexOf(ImportField.GivenName)] = ImportField.FullName;
        if (found.Contains(ImportField.FullName) && found.Contains(ImportField.FamilyName) && !found.Contains(ImportField.GivenName))
            found[found.IndexOf(ImportField.FullName)] = ImportField.GivenName;
        for (var i = 0; i < found.Count; i++)
            if (found.IndexOf(found[i]) < i) found[i] = ImportField.None;
        return mapping;
    }

    /// <summary>What forbids going on, or null.</summary>
    public Invalid? Problems()
    {
        var check = new Check();
        foreach (var twice in Fields.Where(f => f != ImportField.None).GroupBy(f => f).Where(g => g.Count() > 1))
            check.That(wrong: true, "", $"“{twice.Key.Label()}” is chosen for {twice.Count()} columns. Choose it for one.");
        check.That(!Fields.Contains(ImportField.GivenName) && !Fields.Contains(ImportField.FullName), "",
            "No column holds names. Choose “Given name” or “Full name” for one of the columns.");
        check.That(Fields.Contains(ImportField.FullName) && (Fields.Contains(ImportField.GivenName) || Fields.Contains(ImportField.FamilyName)), "",
            "Choose either “Full name”, or “Given name” with “Family name”.");
        return check.Failed;
    }

    /// <summary>The rows below the heading.</summary>
    public IEnumerable<SheetRow> RowsOf(Sheet sheet) => HasHeading ? sheet.Rows.Skip(1) : sheet.Rows;

    private static string Short(string text) => text.Length > 60 ? text[..60] + "…" : text;
}
