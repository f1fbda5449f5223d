using System.Security.Cryptography;
using System.Text;
using Engagement.Core.Common;
using Engagement.Core.People;

namespace Engagement.Core.Participation;

/// <summary>
/// The public application form. Messages are whole sentences without values, because the pages translate them by their English text.
/// </summary>
public sealed class ApplyInput
{
    /// <summary>Must stay empty; people don't see it, robots fill it.</summary>
    public string? Website { get; set; }

    /// <summary>Given names of the participant.</summary>
    public string? GivenName { get; set; }

    /// <summary>Family names of the participant; may be empty.</summary>
    public string? FamilyName { get; set; }

    /// <summary>Age band, for minors.</summary>
    public AgeBand? Age { get; set; }

    /// <summary>E-mail of the adult who applies: the participant, or the guardian.</summary>
    public string? Email { get; set; }

    /// <summary>Telephone of the adult who applies.</summary>
    public string? Phone { get; set; }

    /// <summary>ZIP code of the home.</summary>
    public string? Zip { get; set; }

    /// <summary>What sessions must know to be accessible.</summary>
    public string? AccessNeeds { get; set; }

    /// <summary>Name of the guardian.</summary>
    public string? GuardianName { get; set; }

    /// <summary>Relation of the guardian.</summary>
    public string? GuardianRelation { get; set; }

    /// <summary>What is wrong, or null.</summary>
    internal Invalid? Problems(bool forMinors)
    {
        var check = new Check();
        if (forMinors)
        {
            Name(check, GuardianName, nameof(GuardianName), "Enter your name.", needed: true);
            Name(check, GuardianRelation, nameof(GuardianRelation), "Say how you are related, such as mother or grandfather.", needed: true);
            check.That(Age is null or AgeBand.Adult || !Enum.IsDefined(Age.Value), nameof(Age), "Choose the age.");
        }
        Name(check, GivenName, nameof(GivenName), "Enter the first name.", needed: true);
        Name(check, FamilyName, nameof(FamilyName), "", needed: false);
        var email = new Check().Email(Email, nameof(Email)).Failed is null;
        check.That(Text.Clean(Email) is null && Text.Clean(Phone) is null, nameof(Phone), "Give a phone number or an e-mail address, so that we can answer.")
            .That(!email, nameof(Email), "This does not look like an e-mail address.")
            .That(Text.Clean(Phone) is { } phone && (phone.Length > 40 || phone.Count(char.IsDigit) < 7), nameof(Phone), "This does not look like a phone number.")
            .That(Text.Clean(Zip)?.Length > 10, nameof(Zip), "This does not look like a ZIP code.")
            .That(Text.Clean(AccessNeeds)?.Length > 1000, nameof(AccessNeeds), "Please use at most 1,000 characters.");
        return check.Failed;
    }

    private static void Name(Check check, string? value, string field, string missing, bool needed) =>
        check.That(needed && Text.Clean(value) is null, field, missing)
            .That(Text.Clean(value)?.Length > 100, field, "Please use at most 100 characters.");

    /// <summary>The participant, new: never attached to somebody known, which would tell strangers who is.</summary>
    internal Person ToPerson(bool forMinors, string language, DateTime utcNow)
    {
        var person = new Person(Text.Clean(GivenName)!, Text.Clean(FamilyName) ?? "")
        {
            Age = forMinors ? Age!.Value : AgeBand.Adult,
            Email = forMinors ? null : Text.Clean(Email),
            Phone = forMinors ? null : Text.Clean(Phone),
            Zip = Text.Clean(Zip),
            AccessNeeds = Text.Clean(AccessNeeds),
            Language = language,
            CreatedAt = utcNow,
        };
        if (forMinors) person.AddGuardian(Text.Clean(GuardianName)!, Text.Clean(GuardianRelation)!, Text.Clean(Email), Text.Clean(Phone));
        person.Refold();
        return person;
    }

    /// <summary>
    /// The same content has the same key, so that a form sent twice, by a double click or after going back, is one application;
    /// after <paramref name="before"/>, the reference of one that is past, the same content is a new one.
    /// </summary>
    internal string Key(Guid cohortId, string? before = null)
    {
        string?[] all = [GivenName, FamilyName, Age?.ToString(), Email, Phone, Zip, AccessNeeds, GuardianName, GuardianRelation];
        var text = string.Join('\n', all.Select(Text.Clean).Prepend(before).Prepend(cohortId.ToString()));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}

/// <summary>A cohort that the public may apply to.</summary>
/// <param name="Id">The cohort.</param>
/// <param name="Program">Its program.</param>
/// <param name="Description">What the program is about.</param>
/// <param name="ForMinors">True when guardians apply.</param>
/// <param name="Name">Its name.</param>
/// <param name="Site">Where it is; null for online.</param>
/// <param name="Address">The site's address.</param>
/// <param name="Language">Language of the sessions.</param>
/// <param name="First">First session.</param>
/// <param name="Last">Last session.</param>
/// <param name="Sessions">Number of sessions.</param>
/// <param name="Start">Local start.</param>
/// <param name="Minutes">Length in minutes.</param>
/// <param name="SeatsLeft">Free seats; 0: waitlist.</param>
/// <param name="Closes">Last day to apply; null: until it ends.</param>
public sealed record OpenCohort(
    Guid Id, string Program, string? Description, bool ForMinors, string Name, string? Site, string? Address, string Language,
    DateOnly First, DateOnly Last, int Sessions, TimeOnly Start, int Minutes, int SeatsLeft, DateOnly? Closes);

/// <summary>Where an application stands, as its reference tells: no personal data.</summary>
public sealed record ApplicationStatus(string Reference, string Program, string Cohort, Stage Stage);

/// <summary>The cohort does not take applications now.</summary>
public sealed record NotOpen() : Error("This cohort does not take applications now.");
