using Engagement.Core.Data;
using Engagement.Core.Mail;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Announcements;

/// <summary>Writes announcements in the recipient's language, as staff wrote them.</summary>
public sealed class AnnouncementMail : IMailComposer
{
    /// <summary>What marks the mail of a rehearsal, which goes to its writer alone.</summary>
    internal const string Rehearsal = "rehearsal";

    /// <inheritdoc />
    public IReadOnlyCollection<MailKind> Kinds { get; } = [MailKind.Announcement];

    /// <inheritdoc />
    public async Task<Composed> ComposeAsync(EngagementDb db, OutgoingMail mail, CancellationToken cancel)
    {
        if (await db.Announcements.AsNoTracking().SingleOrDefaultAsync(a => a.Id == mail.About, cancel) is not { } a) return Composed.Void("The announcement is gone.");
        if (a.SentAt is null && mail.Facts != Rehearsal) return Composed.Void("The announcement was not sent.");
        var spanish = mail.Language.Split('-')[0] == "es" && a is { SubjectEs: not null, MarkdownEs: not null };
        return new Letter(new Dictionary<string, string>()) { Own = spanish ? (a.SubjectEs!, a.MarkdownEs!) : (a.Subject, a.Markdown) };
    }
}
