using System.Globalization;
using Engagement.Core.Calendar;
using Engagement.Core.Common;
using Engagement.Core.Programs;

namespace Engagement.Core.Participation;

/// <summary>A piece of news beside the session as it is at the time of sending.</summary>
internal sealed class ToldSessionNews(CohortInvitation invitation, ToldNews told)
{
    // Null when the session was removed for good.
    private readonly SessionFacts? facts = invitation.Sessions.FirstOrDefault(s => s.Session.Id == told.SessionId);

    public ToldNews Told => told;

    private Slot Known => told.Was ?? facts!.Session.Slot;

    /// <summary>True while it still is as it was told.</summary>
    public bool Applies(DateTime now) => (told.News, facts) switch
    {
        (SessionNews.Cancelled, null) => told.Was is not null && Gone().Ends > now,
        (SessionNews.Cancelled, _) => !facts.Stands && Gone().Ends > now,
        (_, null) => false,
        (SessionNews.Materials, _) => facts.Stands,
        _ => facts.Stands && facts.Session.EndsUtc > now,
    };

    /// <summary>The entry as calendars have it, of a session that is called off.</summary>
    public CalendarEvent Gone()
    {
        var starts = LocalTime.ToUtc(Known.Date, Known.Start, invitation.Cohort.TimeZone);
        var entry = facts?.Entry() ?? SessionFacts.Entry(told.SessionId, 0, invitation.Program, told.Topic);
        return entry with { Starts = starts, Ends = starts.AddMinutes(Known.Minutes) };
    }

    /// <summary>The line of the mail.</summary>
    public string InWords(string language)
    {
        var words = NoticeWords.In(language);
        string Say(string pattern, string when, string third) => string.Format(CultureInfo.InvariantCulture, pattern, facts?.Title ?? told.Topic ?? invitation.Program, when, third);
        if (told.News == SessionNews.Cancelled) return Say(words.Cancelled, SessionFacts.WhenIn(language, Known), "");
        var (when, place) = (facts!.WhenIn(language), NoticeLetter.PlaceOf(facts, language));
        return told.News switch
        {
            SessionNews.Added => Say(words.Added, when, place),
            SessionNews.Changed => Say(words.Changed, when, place),
            SessionNews.Materials => Say(words.Materials, when, string.Join(", ", facts.Session.Materials.Where(m => told.Materials?.Contains(m.Title) == true)
                .Select(m => m.Link is null ? m.Title : $"{m.Title} ({m.Link})"))),
            _ => Say(words.Moved, when, place) + (told.Was is { } was && was != facts.Session.Slot ? string.Format(CultureInfo.InvariantCulture, words.Was, SessionFacts.WhenIn(language, was)) : ""),
        };
    }
}
