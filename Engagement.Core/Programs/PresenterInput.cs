using Engagement.Core.Common;

namespace Engagement.Core.Programs;

/// <summary>A presenter as a form holds it.</summary>
public sealed class PresenterInput
{
    /// <summary>The version that the form was filled from; 0 for a new presenter.</summary>
    public int Version { get; set; }

    /// <summary>Name.</summary>
    public string? Name { get; set; }

    /// <summary>Title or function.</summary>
    public string? Title { get; set; }

    /// <summary>E-mail.</summary>
    public string? Email { get; set; }

    /// <summary>Telephone.</summary>
    public string? Phone { get; set; }

    /// <summary>The department, when from one.</summary>
    public Guid? DepartmentId { get; set; }

    /// <summary>The partner, when from one.</summary>
    public Guid? PartnerId { get; set; }

    /// <summary>Last day of the background clearance.</summary>
    public DateOnly? ClearanceExpires { get; set; }

    /// <summary>Offered where sessions are planned.</summary>
    public bool Active { get; set; } = true;

    /// <summary>What is wrong with it, or null.</summary>
    internal Invalid? Problems() => new Check()
        .Required(Name, nameof(Name), "Name")
        .Fits(Title, nameof(Title), "Title")
        .Email(Email, nameof(Email))
        .Fits(Phone, nameof(Phone), "Telephone", 40)
        .That(DepartmentId is not null && PartnerId is not null, nameof(PartnerId), "A presenter comes from a department or from a partner, not from both.")
        .That(ClearanceExpires is { Year: < 2000 or > 2100 }, nameof(ClearanceExpires), "Clearance must expire between 2000 and 2100.")
        .Failed;
}

/// <summary>How it stands with a presenter's background clearance.</summary>
public enum Clearance
{
    /// <summary>Holds for more than 30 days.</summary>
    Current,

    /// <summary>Expires within 30 days.</summary>
    ExpiresSoon,

    /// <summary>Has expired.</summary>
    Expired,

    /// <summary>None is known.</summary>
    Missing,
}

/// <summary>Tells how it stands with a clearance.</summary>
public static class Clearances
{
    /// <summary>Days before the end from which a clearance is called running out.</summary>
    public const int SoonDays = 30;

    /// <summary>The state on a day; the last day still counts.</summary>
    public static Clearance On(DateOnly today, DateOnly? expires) => expires switch
    {
        null => Clearance.Missing,
        { } day when day < today => Clearance.Expired,
        { } day when day <= today.AddDays(SoonDays) => Clearance.ExpiresSoon,
        _ => Clearance.Current,
    };
}

/// <summary>A presenter in a list; <paramref name="From"/> is the department or partner.</summary>
public sealed record PresenterRow(Guid Id, string Name, string? Title, string? From, string? Email, DateOnly? ClearanceExpires, Clearance Clearance, bool Active);

/// <summary>What a presenter's form offers to choose from.</summary>
public sealed record PresenterChoices(IReadOnlyList<Choice> Departments, IReadOnlyList<Choice> Partners);

/// <summary>A thing that can be chosen.</summary>
public sealed record Choice(Guid Id, string Name);
