using Engagement.Core.Common;
using Engagement.Core.People;

namespace Engagement.Core.Participation;

/// <summary>What a coordinator decides about an enrollment.</summary>
public enum Decision
{
    /// <summary>Give a seat, while there is one.</summary>
    Admit,

    /// <summary>Give a seat even when all are taken: a chair is added.</summary>
    AdmitBeyond,

    /// <summary>Let wait for a seat.</summary>
    Wait,

    /// <summary>Turn down, with a reason.</summary>
    Deny,

    /// <summary>Take out, with a reason.</summary>
    Withdraw,
}

/// <summary>What became of people who were put into a cohort.</summary>
/// <param name="Enrolled">Got a seat.</param>
/// <param name="Waitlisted">Found all seats taken.</param>
/// <param name="Already">Were in the cohort before, in whatever stage; left as they are.</param>
public sealed record EnrollOutcome(int Enrolled, int Waitlisted, int Already);

/// <summary>What became of a decision.</summary>
/// <param name="Done">People for whom it was carried out.</param>
/// <param name="NoSeat">People for whom no seat was left.</param>
/// <param name="Unchanged">People who can't take that step from where they stand.</param>
/// <param name="Promoted">People from the waitlist who got a seat that became free.</param>
public sealed record DecisionOutcome(int Done, int NoSeat, int Unchanged, int Promoted);

/// <summary>Someone who is not known yet, as staff enter them on the spot; the rest can be added on the person's page.</summary>
public sealed class NewParticipant
{
    /// <summary>Random id of the form as it was shown: the same form sent twice adds one person. Null: always somebody new.</summary>
    public Guid? FormId { get; set; }

    /// <summary>Given names.</summary>
    public string? GivenName { get; set; }

    /// <summary>Family names; may be empty.</summary>
    public string? FamilyName { get; set; }

    /// <summary>Age band.</summary>
    public AgeBand Age { get; set; } = AgeBand.Adult;

    /// <summary>Telephone, of the guardian for a minor.</summary>
    public string? Phone { get; set; }

    /// <summary>What is wrong, or null.</summary>
    internal Invalid? Problems() => new Check()
        .Required(GivenName, nameof(GivenName), "First name", 100)
        .Fits(FamilyName, nameof(FamilyName), "Last name", 100)
        .Fits(Phone, nameof(Phone), "Phone", 40).Failed;

    internal Person ToPerson(DateTime utcNow)
    {
        var person = new Person(Text.Clean(GivenName) ?? "", Text.Clean(FamilyName) ?? "") { Age = Age, Phone = Text.Clean(Phone), CreatedAt = utcNow };
        person.Refold();
        return person;
    }
}
