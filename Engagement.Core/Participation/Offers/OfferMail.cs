using System.Text.Json;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Mail;
using Engagement.Core.Office;
using Engagement.Core.Programs;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Participation;

/// <summary>Writes the mail about an offered seat, with the link to accept or decline.</summary>
public sealed class OfferMail(LinkService links, TimeProvider clock) : IMailComposer
{
    /// <inheritdoc />
    public IReadOnlyCollection<MailKind> Kinds { get; } = [MailKind.SeatOffered];

    /// <inheritdoc />
    public async Task<Composed> ComposeAsync(EngagementDb db, OutgoingMail mail, CancellationToken cancel)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (await db.SeatOffers.AsNoTracking().SingleOrDefaultAsync(o => o.Id == mail.About, cancel) is not { } offer || !offer.IsOpen(now)) return Composed.Void("The offer was answered or is over.");
        var sessions = await SessionFacts.LoadAsync(db, s => s.CohortId == offer.CohortId && s.CancelledAt == null && s.StartsUtc > now, cancel);
        if (sessions.Count == 0) return Composed.Void("No session is to come.");
        var fields = await NoticeLetter.FieldsAsync(db, mail.People, sessions[0].Program, sessions[0].Cohort.Name, mail.Language, cancel);
        fields["first"] = sessions[0].WhenIn(mail.Language);
        fields["place"] = NoticeLetter.PlaceOf(sessions[0], mail.Language);
        fields["deadline"] = LocalTime.FromUtc(offer.Deadline, sessions[0].Session.TimeZone).ToString("f", SessionFacts.CultureOf(mail.Language)).Replace('\u202f', ' ');
        fields["link"] = (await links.ToAsync($"/offer/{JsonSerializer.Deserialize<OfferFacts>(mail.Facts ?? "{}")?.Token}")).OrThrow();
        return new Letter(fields);
    }
}
