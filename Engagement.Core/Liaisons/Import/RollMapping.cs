using Engagement.Core.Common;
using Engagement.Core.People;

namespace Engagement.Core.Liaisons;

/// <summary>Which column of a roll holds what: of the person (<see cref="ImportMapping"/>) and of the liaison.</summary>
public sealed class RollMapping
{
    private const string TrainedHeadings = "training date|date of training|date trained|trained on|trained|training|fecha de capacitacion|fecha de entrenamiento|capacitacion";
    private const string NumberHeadings = "number|liaison number|liaison no|liaison id|id|no|card|card number|numero|numero de enlace";
    private const string AreaHeadings = "neighborhoods|neighborhood s|neighborhoods served|neighborhood served|areas|areas served|area served|serves|barrios|vecindarios";

    /// <summary>The person's columns.</summary>
    public ImportMapping People { get; private init; } = new();

    /// <summary>Column of the training date, from 0; null: none.</summary>
    public int? TrainedOn { get; set; }

    /// <summary>Column of the liaison's number; null: numbers are given out.</summary>
    public int? Number { get; set; }

    /// <summary>Column of the neighborhoods served; null: those of the home.</summary>
    public int? Areas { get; set; }

    /// <summary>Months that a standing lasts from the training; null: does not end.</summary>
    public int? Months { get; set; } = 24;

    /// <summary>No standing of the list ends before this day, however long ago the training was.</summary>
    public DateOnly? NotBefore { get; set; }

    /// <summary>The proposal for a table.</summary>
    public static RollMapping For(Sheet sheet)
    {
        var mapping = new RollMapping { People = ImportMapping.For(sheet) };
        int? Find(string headings)
        {
            var known = headings.Split('|');
            for (var i = 0; i < sheet.Rows[0].Cells.Count; i++)
                if (known.Contains(ImportFields.Heading(sheet.Rows[0].Cells[i]))) return i;
            return null;
        }
        (mapping.TrainedOn, mapping.Number, mapping.Areas) = (Find(TrainedHeadings), Find(NumberHeadings), Find(AreaHeadings));
        foreach (var column in mapping.Columns) mapping.People.Fields[column] = ImportField.None;
        return mapping;
    }

    /// <summary>Columns that hold something about the liaison.</summary>
    public IReadOnlyList<int> Columns => [.. new[] { TrainedOn, Number, Areas }.OfType<int>()];

    /// <summary>What forbids going on beside <see cref="ImportMapping.Problems"/>, or null.</summary>
    internal Invalid? Problems() => new Check()
        .That(TrainedOn is null, nameof(TrainedOn), "No column holds the training date. There is no account without training, so it is needed.")
        .That(Columns.Distinct().Count() < Columns.Count, nameof(Number), "One column is chosen for two things.")
        .That(Months is < 1 or > 240, nameof(Months), "Months must be between 1 and 240; leave it empty for a standing that does not end.")
        .Failed;
}
