using Engagement.Core.Common;
using Engagement.Core.Mail;

namespace Engagement.Core.Announcements;

/// <summary>An announcement as a form edits it.</summary>
public sealed class AnnouncementInput
{
    /// <summary>Version that the form was filled from; 0 for a new one.</summary>
    public int Version { get; set; }

    /// <summary>To whom.</summary>
    public Audience Audience { get; set; }

    /// <summary>The cohort; for presenters empty means all.</summary>
    public Guid? CohortId { get; set; }

    /// <summary>The session, for the audience of one.</summary>
    public Guid? SessionId { get; set; }

    /// <summary>Zip code for liaisons; empty: all.</summary>
    public string? Zip { get; set; }

    /// <summary>Subject in English.</summary>
    public string? Subject { get; set; }

    /// <summary>Text in English, Markdown.</summary>
    public string? Markdown { get; set; }

    /// <summary>Subject in Spanish; empty with the text: English for all.</summary>
    public string? SubjectEs { get; set; }

    /// <summary>Text in Spanish, Markdown.</summary>
    public string? MarkdownEs { get; set; }

    /// <summary>What is wrong with it, or null.</summary>
    internal Invalid? Problems()
    {
        var check = new Check()
            .That(!Enum.IsDefined(Audience), nameof(Audience), "Choose to whom it goes.")
            .That(Audience == Audience.Cohort && CohortId is null, nameof(CohortId), "Choose the cohort.")
            .That(Audience == Audience.Session && SessionId is null, nameof(SessionId), "Choose the session.")
            .That(Audience == Audience.Liaisons && !string.IsNullOrWhiteSpace(Zip) && (Zip.Trim().Length != 5 || !Zip.Trim().All(char.IsAsciiDigit)), nameof(Zip), "A zip code has five digits.");
        Take(check, new MailTemplateInput { Subject = Subject, Markdown = Markdown }, "");
        if (!string.IsNullOrWhiteSpace(SubjectEs) || !string.IsNullOrWhiteSpace(MarkdownEs)) Take(check, new MailTemplateInput { Subject = SubjectEs, Markdown = MarkdownEs }, "Es");
        return check.Failed;
    }

    private static void Take(Check check, MailTemplateInput words, string suffix)
    {
        foreach (var problem in words.Problems(MailKind.Announcement)?.Problems ?? []) check.That(wrong: true, problem.Field + suffix, problem.Message);
    }
}

/// <summary>An announcement in the list.</summary>
public sealed record AnnouncementRow(Guid Id, string Subject, Audience Audience, string? Cohort, string WrittenBy, DateTime CreatedAt, DateTime? SentAt, bool Paused);

/// <summary>Somebody whom an announcement is for.</summary>
/// <param name="Name">The person or presenter.</param>
/// <param name="Address">Where it goes, a guardian's for minors; null when there is none.</param>
/// <param name="LeftOut">Why it does not go there; null when it does.</param>
public sealed record Recipient(string Name, string? Address, string? LeftOut)
{
    internal Guid? PersonId { get; init; }

    internal string Language { get; init; } = "en";
}

/// <summary>Whom an announcement reaches.</summary>
/// <param name="People">A page of them, those left out first.</param>
/// <param name="Mails">Mails that go out: one for each household.</param>
/// <param name="LeftOut">People to whom none goes.</param>
public sealed record Recipients(Page<Recipient> People, int Mails, int LeftOut);

/// <summary>How far an announcement has gone.</summary>
public sealed record AnnouncementProgress(IReadOnlyDictionary<MailState, int> States, bool Paused)
{
    /// <summary>All mails.</summary>
    public int Total => States.Values.Sum();

    /// <summary>Those that are on their way no more.</summary>
    public int Done => States.Where(s => s.Key is not (MailState.Queued or MailState.Sending)).Sum(s => s.Value);
}
