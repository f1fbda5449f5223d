using System.Globalization;
using System.Text.Json;
using Engagement.Core.Calendar;
using Engagement.Core.Data;
using Engagement.Core.Mail;
using Engagement.Core.Office;
using Engagement.Core.Programs;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Participation;

/// <summary>What was told to be new about a session, with what people knew before.</summary>
internal sealed record ToldNews(Guid SessionId, SessionNews News, Slot? Was, IReadOnlyList<string>? Materials);

/// <summary>Mails about what is new in a cohort's sessions: one mail for all that changed at once, saying what is true when it is sent.</summary>
public sealed class SessionMail(OfficeService office, MailSettings settings, TimeProvider clock) : IMailComposer
{
    /// <inheritdoc />
    public IReadOnlyCollection<MailKind> Kinds { get; } = [MailKind.SessionChanged, MailKind.SessionMoved, MailKind.SessionCancelled, MailKind.MaterialsAdded];

    /// <inheritdoc />
    public async Task<Composed> ComposeAsync(EngagementDb db, OutgoingMail mail, CancellationToken cancel)
    {
        var told = JsonSerializer.Deserialize<List<ToldNews>>(mail.Facts ?? "[]")!;
        var (ids, people, now) = (told.ConvertAll(t => t.SessionId), mail.People, clock.GetUtcNow().UtcDateTime);
        var sessions = await SessionFacts.LoadAsync(db, s => ids.Contains(s.Id), cancel);
        var news = (from s in sessions
                    join t in told on s.Session.Id equals t.SessionId
                    where Applies(s, t, now)
                    select (Facts: s, Told: t)).ToList();
        if (news.Count == 0) return Composed.Void("It is not so any more: the sessions have changed again, or are over.");
        var seated = await db.Enrollments.Where(e => e.CohortId == mail.About && e.Seat != null && people.Contains(e.PersonId)).Select(e => e.PersonId).ToListAsync(cancel);
        if (seated.Count == 0) return Composed.Void("They have no seat any more.");
        var fields = await NoticeLetter.FieldsAsync(db, [.. people.Where(seated.Contains)], sessions[0].Program, sessions[0].Cohort.Name, mail.Language, cancel);
        fields["changes"] = string.Join('\n', news.Select(n => InWords(n.Facts, n.Told, mail.Language)));
        var officeSettings = await office.GetAsync();
        var calendars = news.Where(n => n.Told.News != SessionNews.Materials)
            .Select(n => NoticeLetter.Entry(n.Facts, n.Told.News == SessionNews.Cancelled ? CalendarMethod.Cancel : CalendarMethod.Request, mail, officeSettings, settings, now));
        return new Letter(fields) { Calendars = [.. calendars] };
    }

    /// <summary>The kind under which news of several sessions goes out: that of the weightiest.</summary>
    internal static MailKind KindOf(IEnumerable<SessionNews> news) => news.Contains(SessionNews.Cancelled) ? MailKind.SessionCancelled
        : news.Contains(SessionNews.Moved) ? MailKind.SessionMoved
        : news.Any(n => n is SessionNews.Changed or SessionNews.Added) ? MailKind.SessionChanged : MailKind.MaterialsAdded;

    private static bool Applies(SessionFacts facts, ToldNews told, DateTime now) => told.News switch
    {
        SessionNews.Cancelled => !facts.Stands && facts.Session.EndsUtc > now,
        SessionNews.Materials => facts.Stands,
        _ => facts.Stands && facts.Session.EndsUtc > now,
    };

    private static string InWords(SessionFacts facts, ToldNews told, string language)
    {
        var words = NoticeWords.In(language);
        var (when, place) = (facts.WhenIn(language), NoticeLetter.PlaceOf(facts, language));
        string Say(string pattern, string third) => string.Format(CultureInfo.InvariantCulture, pattern, facts.Title, when, third);
        return told.News switch
        {
            SessionNews.Cancelled => Say(words.Cancelled, ""),
            SessionNews.Added => Say(words.Added, place),
            SessionNews.Changed => Say(words.Changed, place),
            SessionNews.Materials => Say(words.Materials, string.Join(", ", facts.Session.Materials.Where(m => told.Materials?.Contains(m.Title) == true)
                .Select(m => m.Link is null ? m.Title : $"{m.Title} ({m.Link})"))),
            _ => Say(words.Moved, place) + (told.Was is { } was && was != facts.Session.Slot ? string.Format(CultureInfo.InvariantCulture, words.Was, SessionFacts.WhenIn(language, was)) : ""),
        };
    }
}
