using Engagement.Core.Common;

namespace Engagement.Core.Programs;

/// <summary>A community program. What makes programs different is data here, not code.</summary>
public sealed class Program : Entity, IAudited
{
    private Program() { }

    /// <summary>A new program with the defaults of a workshop series.</summary>
    public Program(string name, string slug) => (Name, Slug) = (name, slug);

    /// <summary>Name as on pages and certificates.</summary>
    public string Name { get; internal set; } = "";

    /// <summary>Short name in addresses, such as "academy"; unique.</summary>
    public string Slug { get; internal set; } = "";

    /// <summary>One or two sentences for the public page.</summary>
    public string? Description { get; internal set; }

    /// <summary>True when participants are 11–18: guardians apply, consents and clearances are asked for.</summary>
    public bool ForMinors { get; internal set; }

    /// <summary>Sessions that the generator proposes.</summary>
    public int DefaultSessions { get; internal set; } = 1;

    /// <summary>Length of a session in minutes.</summary>
    public int DefaultMinutes { get; internal set; } = 60;

    /// <summary>Seats that a new cohort offers.</summary>
    public int DefaultCapacity { get; internal set; } = 25;

    /// <summary>Days before a session on which people are reminded, 1–14; null: not then.</summary>
    public int? ReminderDays { get; internal set; } = 2;

    /// <summary>Hours before a session at which people are reminded, 1–23; null: not then.</summary>
    public int? ReminderHours { get; internal set; } = 3;

    /// <summary>What a participant must have done.</summary>
    public CompletionRule Rule { get; internal set; } = new();

    /// <summary>What completion grants beside the certificate.</summary>
    public Grants Grants { get; internal set; }

    /// <summary>Months that a liaison's standing lasts from the training or a refresher, where completion grants an account; null: it does not end.</summary>
    public int? LiaisonMonths { get; internal set; }

    /// <summary>Headline of the certificate.</summary>
    public string CertificateTitle { get; internal set; } = "Certificate of Completion";

    /// <summary>Sentence on the certificate; fields in braces ({program}, {cohort}, {sessions}, {hours}, {from}, {to}) are filled in at issue.</summary>
    public string CertificateText { get; internal set; } = "has completed {program}: {sessions} sessions, {hours} hours, {from} to {to}.";

    /// <summary>Color in calendars, #rrggbb.</summary>
    public string Color { get; internal set; } = "#0f4d90";

    /// <summary>False hides the program where new cohorts are made.</summary>
    public bool Active { get; internal set; } = true;

    Guid IAudited.AuditSubject => Id;
}

/// <summary>What completion of a program asks for; every part that is set must be met.</summary>
public sealed class CompletionRule
{
    /// <summary>At least this many sessions attended.</summary>
    public int? LeastSessions { get; set; }

    /// <summary>At least this share of the held sessions attended, 0–100.</summary>
    public int? LeastPercent { get; set; }

    /// <summary>Numbers of sessions that must have been attended, such as the first and the last.</summary>
    public List<int> RequiredSessions { get; set; } = [];

    /// <summary>True when the post-survey must have been handed in.</summary>
    public bool SurveyRequired { get; set; }
}

/// <summary>What completing a program grants.</summary>
public enum Grants
{
    /// <summary>A certificate alone.</summary>
    Certificate,

    /// <summary>A certificate and an individual liaison account.</summary>
    CertificateAndLiaisonAccount,
}
