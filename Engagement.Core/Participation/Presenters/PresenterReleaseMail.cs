using System.Text.Json;
using Engagement.Core.Calendar;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Mail;
using Engagement.Core.Office;
using Engagement.Core.Programs;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Participation;

/// <summary>Tells a presenter that they are not expected any more, and takes the session out of their calendar.</summary>
public sealed class PresenterReleaseMail(OfficeService office, MailSettings settings, TimeProvider clock) : IMailComposer
{
    /// <inheritdoc />
    public IReadOnlyCollection<MailKind> Kinds { get; } = [MailKind.PresenterReleased];

    /// <inheritdoc />
    public async Task<Composed> ComposeAsync(EngagementDb db, OutgoingMail mail, CancellationToken cancel)
    {
        var facts = JsonSerializer.Deserialize<ReleaseFacts>(mail.Facts ?? "{}")!;
        var cohort = await (from c in db.Cohorts join p in db.Programs on c.ProgramId equals p.Id where c.Id == mail.CohortId select new { c.Name, c.TimeZone, c.Status, Program = p.Name }).SingleOrDefaultAsync(cancel);
        var session = await db.Sessions.AsNoTracking().Include(s => s.Presenters).SingleOrDefaultAsync(s => s.Id == facts.SessionId, cancel);
        if (cohort is null) return Composed.Void("The cohort is gone.");
        var stands = session is { Stands: true } && cohort.Status != CohortStatus.Cancelled;
        if (stands && session!.Presenters.Any(p => p.Id == facts.PresenterId)) return Composed.Void("They present after all.");
        var starts = DateTime.SpecifyKind(facts.StartsUtc, DateTimeKind.Utc);
        var wall = LocalTime.FromUtc(starts, cohort.TimeZone);
        var entry = SessionFacts.Entry(facts.SessionId, facts.Sequence, cohort.Program, facts.Topic) with { Starts = starts, Ends = starts.AddMinutes(facts.Minutes) };
        var fields = new Dictionary<string, string>
        {
            ["names"] = await db.Presenters.Where(p => p.Id == facts.PresenterId).Select(p => p.Name).SingleOrDefaultAsync(cancel) ?? "",
            ["program"] = cohort.Program,
            ["cohort"] = cohort.Name,
            ["topic"] = facts.Topic ?? cohort.Program,
            ["when"] = SessionFacts.WhenIn(mail.Language, new Slot(DateOnly.FromDateTime(wall), TimeOnly.FromDateTime(wall), facts.Minutes)),
        };
        // The session goes on with somebody else: this is the removal of one guest.
        var calendar = new CalendarPost(mail, await office.GetAsync(), settings, clock.GetUtcNow().UtcDateTime)
            .Letter(NoticeLetter.FileName(DateOnly.FromDateTime(wall)), stands ? CalendarMethod.Remove : CalendarMethod.Cancel, [entry], cohort.TimeZone);
        return new Letter(fields) { Variant = stands ? "replaced" : "cancelled", Calendars = [calendar] };
    }
}
