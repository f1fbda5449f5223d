using System.Globalization;
using Engagement.Core.Common;

namespace Engagement.Core.Programs;

/// <summary>A program as a form holds it.</summary>
public sealed class ProgramInput
{
    /// <summary>The version that the form was filled from; 0 for a new program.</summary>
    public int Version { get; set; }

    /// <summary>Name.</summary>
    public string? Name { get; set; }

    /// <summary>Short name in addresses; made from the name when empty.</summary>
    public string? Slug { get; set; }

    /// <summary>One or two sentences for the public page.</summary>
    public string? Description { get; set; }

    /// <summary>Participants are 11–18.</summary>
    public bool ForMinors { get; set; }

    /// <summary>Sessions that the generator proposes, 1–60.</summary>
    public int? DefaultSessions { get; set; } = 1;

    /// <summary>Minutes of a session, 10–720.</summary>
    public int? DefaultMinutes { get; set; } = 60;

    /// <summary>Seats of a new cohort, 1–5,000.</summary>
    public int? DefaultCapacity { get; set; } = 25;

    /// <summary>Days before a session on which people are reminded, 1–14; empty: not then.</summary>
    public int? ReminderDays { get; set; } = 2;

    /// <summary>Hours before a session at which people are reminded, 1–23; empty: not then.</summary>
    public int? ReminderHours { get; set; } = 3;

    /// <summary>Sessions that must be attended; empty: not asked for.</summary>
    public int? LeastSessions { get; set; }

    /// <summary>Share of the held sessions that must be attended, 1–100; empty: not asked for.</summary>
    public int? LeastPercent { get; set; }

    /// <summary>Numbers of sessions that must be attended, as typed: "1, 8".</summary>
    public string? RequiredSessions { get; set; }

    /// <summary>The post-survey must be handed in.</summary>
    public bool SurveyRequired { get; set; }

    /// <summary>What completion grants.</summary>
    public Grants Grants { get; set; }

    /// <summary>Months of a liaison's standing, 1–240; empty: it does not end.</summary>
    public int? LiaisonMonths { get; set; } = 24;

    /// <summary>Headline of the certificate.</summary>
    public string? CertificateTitle { get; set; } = "Certificate of Completion";

    /// <summary>Sentence on the certificate, with fields in braces.</summary>
    public string? CertificateText { get; set; } = "has completed {program}: {sessions} sessions, {hours} hours, {from} to {to}.";

    /// <summary>Color in calendars, #rrggbb.</summary>
    public string? Color { get; set; } = "#0f4d90";

    /// <summary>Offered where new cohorts are made.</summary>
    public bool Active { get; set; } = true;

    /// <summary>The numbers in <see cref="RequiredSessions"/>; null when something else was typed.</summary>
    public List<int>? ReadRequired()
    {
        var words = (RequiredSessions ?? "").Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var numbers = new List<int>();
        foreach (var word in words)
        {
            if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 60) return null;
            if (!numbers.Contains(number)) numbers.Add(number);
        }
        numbers.Sort();
        return numbers;
    }

    /// <summary>The rule in words, as shown beside the form.</summary>
    public string RuleInWords()
    {
        List<string> parts = [];
        if (LeastSessions is { } least) parts.Add($"at least {least} of {DefaultSessions} sessions");
        if (LeastPercent is { } percent) parts.Add($"at least {percent}% of the sessions held");
        if (ReadRequired() is { Count: > 0 } required) parts.Add($"{(required.Count == 1 ? "session" : "sessions")} {string.Join(", ", required)}");
        if (SurveyRequired) parts.Add("the survey at the end");
        return parts.Count == 0 ? "Everyone who is enrolled completes the program." : $"To complete it, a participant needs {string.Join(" and ", parts)}.";
    }

    /// <summary>What is wrong with it, or null.</summary>
    internal Invalid? Problems() => new Check()
        .Required(Name, nameof(Name), "Name")
        .Fits(Slug, nameof(Slug), "Short name", 60)
        .That(!string.IsNullOrEmpty(Slug) && Slug != Slugged(Slug), nameof(Slug), "Short name may have lower-case letters a–z, digits and single hyphens.")
        .Fits(Description, nameof(Description), "Description", 2000)
        .Between(DefaultSessions ?? 0, 1, 60, nameof(DefaultSessions), "Sessions")
        .Between(DefaultMinutes ?? 0, 10, 720, nameof(DefaultMinutes), "Minutes of a session")
        .Between(DefaultCapacity ?? 0, 1, 5000, nameof(DefaultCapacity), "Seats")
        .That(ReminderDays is < 1 or > 14, nameof(ReminderDays), "Days before a session must be between 1 and 14.")
        .That(ReminderHours is < 1 or > 23, nameof(ReminderHours), "Hours before a session must be between 1 and 23.")
        .That(LeastSessions < 1 || LeastSessions > DefaultSessions, nameof(LeastSessions), $"Sessions needed must be between 1 and the number of sessions, {DefaultSessions}.")
        .That(LeastPercent is < 1 or > 100, nameof(LeastPercent), "Share needed must be between 1 and 100 percent.")
        .That(ReadRequired() is null, nameof(RequiredSessions), "Sessions that must be attended are numbers with commas between them, such as 1, 8.")
        .That(ReadRequired()?.LastOrDefault() > DefaultSessions, nameof(RequiredSessions), $"The program has {DefaultSessions} sessions; a session that must be attended has a higher number.")
        .That(!Enum.IsDefined(Grants), nameof(Grants), "Choose what completion grants.")
        .That(LiaisonMonths is < 1 or > 240, nameof(LiaisonMonths), "Months of a liaison's standing must be between 1 and 240; leave it empty for a standing that does not end.")
        .Required(CertificateTitle, nameof(CertificateTitle), "Title of the certificate", 120)
        .Required(CertificateText, nameof(CertificateText), "Text of the certificate", 1000)
        .That(CertificateFields.Unknown(CertificateText).Count > 0, nameof(CertificateText),
            $"There is no field {{{CertificateFields.Unknown(CertificateText).FirstOrDefault()}}}. Use one of: {string.Join(", ", CertificateFields.All.Select(f => $"{{{f.Name}}}"))}.")
        .That(!Contrast.IsColor(Color), nameof(Color), "Color must look like #0f4d90.")
        .That(Contrast.IsColor(Color) && Contrast.OfWhiteOn(Color) < Contrast.Least, nameof(Color),
            $"White text on this color is hard to read (contrast {Contrast.OfWhiteOn(Color):0.0}, needed {Contrast.Least:0.0}). Choose a darker one.")
        .Failed;

    /// <summary>A text as it may stand in addresses.</summary>
    internal static string Slugged(string? text) => string.Join('-', new string([.. Text.Folded(text).Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' ')])
        .Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
