namespace Engagement.Core.People;

/// <summary>One checked row of a list.</summary>
/// <param name="Number">Row in the file.</param>
/// <param name="Input">What it says.</param>
/// <param name="Problems">Why it can't be imported; empty for a good row.</param>
/// <param name="Match">The person, or earlier row, that it may repeat.</param>
public sealed record ImportRow(int Number, PersonInput Input, IReadOnlyList<string> Problems, ImportMatch? Match)
{
    /// <summary>True when nothing is wrong with it.</summary>
    public bool Good => Problems.Count == 0;

    /// <summary>What is to be done with it; a person may change the proposal.</summary>
    public ImportDecision Decision { get; set; } = Match switch
    {
        null => ImportDecision.AddNew,
        { Certain: true, PersonId: not null } => ImportDecision.UseExisting,
        { Certain: true } => ImportDecision.Skip,
        _ => ImportDecision.AddNew,
    };

    /// <summary>The name, for lists.</summary>
    public string Name => Person.WholeName(Input.GivenName, Input.FamilyName);
}

/// <summary>Whom a row may repeat.</summary>
/// <param name="PersonId">Somebody who is here already; null when it is an earlier row of the same file.</param>
/// <param name="EarlierRow">The earlier row, else 0.</param>
/// <param name="Text">Name and contacts of that person.</param>
/// <param name="Certain">True when the name and a contact are the same; else only the name is.</param>
public sealed record ImportMatch(Guid? PersonId, int EarlierRow, string Text, bool Certain);

/// <summary>What to do with a row.</summary>
public enum ImportDecision
{
    /// <summary>Make a new person.</summary>
    AddNew,

    /// <summary>It is the person who is here already; blanks in that record are filled.</summary>
    UseExisting,

    /// <summary>Leave it out.</summary>
    Skip,
}

/// <summary>A checked list.</summary>
public sealed record ImportPreview(IReadOnlyList<ImportRow> Rows)
{
    /// <summary>Rows that can't be imported.</summary>
    public int Bad => Rows.Count(r => !r.Good);

    /// <summary>Good rows that may repeat somebody.</summary>
    public int Doubtful => Rows.Count(r => r is { Good: true, Match: not null });
}

/// <summary>How far a long operation is.</summary>
public sealed record ImportProgress(int Done, int Of);

/// <summary>What an import did.</summary>
/// <param name="ImportId">The import; null when nothing was to be written.</param>
/// <param name="PersonIds">Everybody on the list, new and known, in its order and once each.</param>
/// <param name="Added">New people.</param>
/// <param name="Matched">Rows of people who were here.</param>
/// <param name="LeftOut">Rows left out.</param>
public sealed record ImportOutcome(Guid? ImportId, IReadOnlyList<Guid> PersonIds, int Added, int Matched, int LeftOut);
