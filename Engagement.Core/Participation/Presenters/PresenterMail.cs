using System.Text.Json;
using Engagement.Core.Calendar;
using Engagement.Core.Data;
using Engagement.Core.Mail;
using Engagement.Core.Office;
using Engagement.Core.Programs;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Participation;

/// <summary>Asks a presenter to confirm a session, with its calendar entry.</summary>
public sealed class PresenterMail(LinkService links, OfficeService office, MailSettings settings, TimeProvider clock) : IMailComposer
{
    /// <inheritdoc />
    public IReadOnlyCollection<MailKind> Kinds { get; } = [MailKind.PresenterConfirmation];

    /// <inheritdoc />
    public async Task<Composed> ComposeAsync(EngagementDb db, OutgoingMail mail, CancellationToken cancel)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (await db.PresenterRequests.AsNoTracking().SingleOrDefaultAsync(r => r.Id == mail.About, cancel) is not { } request) return Composed.Void("The session is cancelled, or somebody else presents.");
        if (request.Answer is not null) return Composed.Void("The presenter has answered.");
        var session = (await SessionFacts.LoadAsync(db, s => s.Id == request.SessionId && s.Presenters.Any(p => p.Id == request.PresenterId), cancel)).SingleOrDefault();
        if (session is null || !session.Stands || session.Session.StartsUtc <= now) return Composed.Void("The session is cancelled or over, or somebody else presents.");
        if (session.Session.Sequence != request.Sequence) return Composed.Void("The session was moved; the presenter is asked anew.");
        var fields = new Dictionary<string, string>
        {
            ["names"] = await db.Presenters.Where(p => p.Id == request.PresenterId).Select(p => p.Name).SingleAsync(cancel),
            ["program"] = session.Program,
            ["cohort"] = session.Cohort.Name,
            ["topic"] = session.Title,
            ["when"] = session.WhenIn(mail.Language),
            ["place"] = NoticeLetter.PlaceOf(session, mail.Language),
            ["link"] = (await links.ToAsync($"/present/{JsonSerializer.Deserialize<OfferFacts>(mail.Facts ?? "{}")?.Token}")).OrThrow(),
        };
        return new Letter(fields) { Calendars = [new CalendarPost(mail, await office.GetAsync(), settings, now).Letter(NoticeLetter.FileName(session.Session.Date), CalendarMethod.Request, [session.Entry()], session.Session.TimeZone)] };
    }
}
