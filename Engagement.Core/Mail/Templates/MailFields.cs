using System.Text.RegularExpressions;

namespace Engagement.Core.Mail;

/// <summary>Which fields each kind of mail has. Composers give exactly these; templates may use them and no others.</summary>
public static partial class MailFields
{
    private const string SampleLink = "https://programs.example.org/a-link";

    /// <summary>Fields that every mail has; the mail room fills them.</summary>
    public static IReadOnlyList<MailField> Common { get; } =
    [
        new("office", "Name of the office", "Philly311"),
        new("city", "Name of the city", "City of Philadelphia"),
    ];

    private static readonly MailField[] Cohort =
    [
        new("names", "Whom it is about, by given name", "Ana and Luis") { Private = true },
        new("program", "The program", "Citizens Engagement Academy"),
        new("cohort", "The cohort", "Academy, spring 2026"),
    ];

    private static readonly MailField Place = new("place", "Site, room and address, or the link of an online session", "City Hall, Room 401, 1400 JFK Blvd");

    private static readonly MailField Changes = new("changes", "What has changed, a line for each session", "Moved: Streets Department, now Tuesday, March 10, 2026, 6:00 PM – 7:00 PM") { Needed = true };

    private static readonly Dictionary<MailKind, MailField[]> ByKind = new()
    {
        [MailKind.Invitation] =
        [
            new("from", "Who invites", "Maria Lopez"),
            new("link", "The one-time link", SampleLink) { Link = true, Needed = true },
            new("days", "Days that the link counts", "7"),
        ],
        [MailKind.PasswordReset] =
        [
            new("link", "The one-time link", SampleLink) { Link = true, Needed = true },
            new("hours", "Hours that the link counts", "2"),
        ],
        [MailKind.ApplicationReceived] =
        [
            .. Cohort,
            new("reference", "The reference of the application", "ABCD-EFGH"),
            new("link", "Where one can see how it stands", SampleLink) { Link = true },
        ],
        [MailKind.Enrolled] = [.. Cohort, new("sessions", "The sessions to come, one a line", "Tuesday, March 3, 2026, 6:00 PM – 7:00 PM: Streets"), Place],
        [MailKind.SeatOffered] =
        [
            .. Cohort,
            new("first", "Day and time of the next session", "Tuesday, March 3, 2026, 6:00 PM – 7:00 PM"),
            Place,
            new("deadline", "Until when the seat is held", "Wednesday, March 4, 2026 6:00 PM") { Needed = true },
            new("link", "The one-time link to accept or decline", SampleLink) { Link = true, Needed = true },
        ],
        [MailKind.PresenterConfirmation] =
        [
            .. Cohort,
            new("topic", "Topic of the session, else the program", "Streets Department"),
            new("when", "Day and time", "Tuesday, March 3, 2026, 6:00 PM – 7:00 PM") { Needed = true },
            Place,
            new("link", "The one-time link to answer", SampleLink) { Link = true, Needed = true },
        ],
        [MailKind.PresenterReleased] =
        [
            .. Cohort,
            new("topic", "Topic of the session, else the program", "Streets Department"),
            new("when", "Day and time", "Tuesday, March 3, 2026, 6:00 PM – 7:00 PM") { Needed = true },
        ],
        [MailKind.Waitlisted] = Cohort,
        [MailKind.Withdrawn] = Cohort,
        [MailKind.Reminder] =
        [
            .. Cohort,
            new("topic", "Topic of the session, else the program", "Streets Department"),
            new("when", "Day and time", "Tuesday, March 3, 2026, 6:00 PM – 7:00 PM") { Needed = true },
            Place,
        ],
        [MailKind.SessionChanged] = [.. Cohort, Changes],
        [MailKind.SessionMoved] = [.. Cohort, Changes],
        [MailKind.SessionCancelled] = [.. Cohort, Changes],
        [MailKind.MaterialsAdded] = [.. Cohort, Changes],
        [MailKind.Absence] = [.. Cohort, new("when", "Day and time of the missed session", "Tuesday, March 3, 2026, 6:00 PM – 7:00 PM"), new("next", "Day, time and place of the next session", "Tuesday, March 10, 2026, 6:00 PM – 7:00 PM")],
        [MailKind.SurveyOpen] = [.. Cohort, new("link", "The survey", SampleLink) { Link = true, Needed = true }, new("code", "The class code", "ABC-DEF"), new("until", "Last day", "Friday, March 6, 2026")],
        [MailKind.Completion] = [.. Cohort, new("link", "The certificate, where anyone can check it; one a line for several people", SampleLink) { Link = true, Needed = true }],
        [MailKind.LiaisonInvitation] =
        [
            new("from", "Who invites", "Maria Lopez"),
            new("link", "The one-time link", SampleLink) { Link = true, Needed = true },
            new("days", "Days that the link counts", "7"),
        ],
        [MailKind.LiaisonRenewal] =
        [
            new("names", "The liaison, by given name", "Ana") { Private = true },
            new("number", "Number of the liaison", "NL-0311"),
            new("until", "Last day of the standing", "Thursday, April 30, 2026"),
            new("sessions", "Refresher sessions to come, one a line", "Tuesday, March 3, 2026, 6:00 PM – 7:00 PM, City Hall"),
        ],
        [MailKind.RequestDigest] =
        [
            new("changes", "What is new, one request a line; or the city's question", "26-000311, Street light out, 52nd & Market: done") { Needed = true },
            new("link", "The liaison's requests", SampleLink) { Link = true, Needed = true },
        ],
        [MailKind.Announcement] = [],
        [MailKind.Trial] = [new("when", "Date and time of the trial", "March 2, 2026, 10:00 AM"), new("from", "Who sends it", "Maria Lopez")],
    };

    /// <summary>The fields of a kind, its own first.</summary>
    public static IReadOnlyList<MailField> Of(MailKind kind) => [.. ByKind.GetValueOrDefault(kind) ?? [], .. Common];

    /// <summary>Every field that a text names, in order, once.</summary>
    public static IReadOnlyList<string> In(string text) => [.. Pattern().Matches(text).Select(m => m.Groups["name"].Value).Distinct()];

    /// <summary>A field in a text.</summary>
    [GeneratedRegex(@"\{(?<name>[^{}\r\n]{0,60})\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 500)]
    internal static partial Regex Pattern();
}
