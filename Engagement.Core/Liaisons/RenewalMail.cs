using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Mail;
using Engagement.Core.Participation;
using Engagement.Core.People;
using Engagement.Core.Programs;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Liaisons;

/// <summary>Writes to a liaison whose standing ends soon: until when it counts, and which sessions renew it.</summary>
public sealed class RenewalMail(TimeProvider clock) : IMailComposer
{
    /// <inheritdoc />
    public IReadOnlyCollection<MailKind> Kinds { get; } = [MailKind.LiaisonRenewal];

    /// <inheritdoc />
    public async Task<Composed> ComposeAsync(EngagementDb db, OutgoingMail mail, CancellationToken cancel)
    {
        var (today, now) = (await db.OfficeTodayAsync(clock), clock.GetUtcNow().UtcDateTime);
        var liaison = await db.Liaisons.AsNoTracking().SingleOrDefaultAsync(l => l.Id == mail.About, cancel);
        if (liaison is not { ResignedAt: null, SuspendedAt: null, ExpiresOn: { } until } || until.DayNumber != mail.Edition || until < today) return Composed.Void("The standing was renewed, or has ended.");
        var sessions = await SessionFacts.LoadAsync(db, s => s.Refresher && s.CancelledAt == null && s.StartsUtc > now, cancel);
        return new Letter(new Dictionary<string, string>
        {
            ["names"] = await Household.NamesAsync(db, [liaison.PersonId], mail.Language, cancel),
            ["number"] = liaison.Number,
            ["until"] = until.ToString("D", SessionFacts.CultureOf(mail.Language)),
            ["sessions"] = string.Join('\n', sessions.Where(s => s.Stands).Take(5).Select(s => $"{s.WhenIn(mail.Language)}, {NoticeLetter.PlaceOf(s, mail.Language)}").DefaultIfEmpty("—")),
        });
    }
}
