using System.Text.Json;
using Engagement.Core.Calendar;
using Engagement.Core.Data;
using Engagement.Core.Mail;
using Engagement.Core.Office;
using Engagement.Core.Programs;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Participation;

/// <summary>What was told to be new about a session, with what people knew before.</summary>
/// <param name="SessionId">The session; it may be removed for good.</param>
/// <param name="News">What is new.</param>
/// <param name="Was">When it was as far as people knew.</param>
/// <param name="Materials">Titles of materials that came.</param>
/// <param name="Topic">Its topic, for the time when it is removed.</param>
internal sealed record ToldNews(Guid SessionId, SessionNews News, Slot? Was, IReadOnlyList<string>? Materials, string? Topic = null);

/// <summary>Mails about what is new in a cohort's sessions: one mail for all that changed at once, saying what is true when it is sent.</summary>
public sealed class SessionMail(OfficeService office, MailSettings settings, TimeProvider clock) : IMailComposer
{
    /// <inheritdoc />
    public IReadOnlyCollection<MailKind> Kinds { get; } = [MailKind.SessionChanged, MailKind.SessionMoved, MailKind.SessionCancelled, MailKind.MaterialsAdded];

    /// <inheritdoc />
    public async Task<Composed> ComposeAsync(EngagementDb db, OutgoingMail mail, CancellationToken cancel)
    {
        if (await CohortInvitation.LoadAsync(db, mail.About, cancel) is not { } invitation) return Composed.Void("The cohort is gone.");
        var (told, people, now) = (JsonSerializer.Deserialize<List<ToldNews>>(mail.Facts ?? "[]")!, mail.People, clock.GetUtcNow().UtcDateTime);
        var news = told.Select(t => new ToldSessionNews(invitation, t)).Where(n => n.Applies(now)).ToList();
        if (news.Count == 0) return Composed.Void("It is not so any more: the sessions have changed again, or are over.");
        var seated = await db.Enrollments.Where(e => e.CohortId == mail.About && e.Seat != null && people.Contains(e.PersonId)).Select(e => e.PersonId).ToListAsync(cancel);
        if (seated.Count == 0) return Composed.Void("They have no seat any more.");
        var fields = await NoticeLetter.FieldsAsync(db, [.. people.Where(seated.Contains)], invitation.Program, invitation.Cohort.Name, mail.Language, cancel);
        fields["changes"] = string.Join('\n', news.Select(n => n.InWords(mail.Language)));
        var entries = news.FindAll(n => n.Told.News != SessionNews.Materials);
        if (entries.Count == 0) return new Letter(fields);
        var post = new CalendarPost(mail, await office.GetAsync(), settings, now);
        // Where sessions are only called off, they are taken out one by one; else the series as it is now takes the place of the old one.
        var calendar = entries.TrueForAll(n => n.Told.News == SessionNews.Cancelled) ? invitation.Without(post, CalendarMethod.Cancel, entries.ConvertAll(n => n.Gone())) : invitation.Whole(post);
        return new Letter(fields) { Calendars = calendar is null ? [] : [calendar] };
    }

    /// <summary>The kind under which news of several sessions goes out: that of the weightiest.</summary>
    internal static MailKind KindOf(IEnumerable<SessionNews> news) => news.Contains(SessionNews.Cancelled) ? MailKind.SessionCancelled
        : news.Contains(SessionNews.Moved) ? MailKind.SessionMoved
        : news.Any(n => n is SessionNews.Changed or SessionNews.Added) ? MailKind.SessionChanged : MailKind.MaterialsAdded;
}
