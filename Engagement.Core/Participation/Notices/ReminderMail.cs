using Engagement.Core.Data;
using Engagement.Core.Mail;
using Engagement.Core.Programs;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Participation;

/// <summary>Reminders before a session, and the word to who was missed. They bring no calendar entry: the session is in the calendar since the seat was given.</summary>
public sealed class ReminderMail(TimeProvider clock) : IMailComposer
{
    /// <inheritdoc />
    public IReadOnlyCollection<MailKind> Kinds { get; } = [MailKind.Reminder, MailKind.Absence];

    /// <inheritdoc />
    public async Task<Composed> ComposeAsync(EngagementDb db, OutgoingMail mail, CancellationToken cancel)
    {
        var session = (await SessionFacts.LoadAsync(db, s => s.Id == mail.About, cancel)).SingleOrDefault();
        if (session is null || !session.Stands) return Composed.Void("The session is cancelled.");
        return mail.Kind == MailKind.Reminder ? await ReminderAsync(db, mail, session, cancel) : await AbsenceAsync(db, mail, session, cancel);
    }

    private async Task<Composed> ReminderAsync(EngagementDb db, OutgoingMail mail, SessionFacts session, CancellationToken cancel)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (session.Session.StartsUtc <= now) return Composed.Void("The session has begun.");
        if (ReminderService.SequenceOf(mail.Edition) != session.Session.Sequence) return Composed.Void("The session was moved; another reminder comes before the new time.");
        var people = mail.People;
        var seated = await db.Enrollments.Where(e => e.CohortId == session.Cohort.Id && e.Stage == Stage.Enrolled && people.Contains(e.PersonId)).Select(e => e.PersonId).ToListAsync(cancel);
        if (seated.Count == 0) return Composed.Void("They have no seat any more.");
        var fields = await FieldsAsync(db, mail, session, seated, cancel);
        fields["topic"] = session.Title;
        fields["place"] = NoticeLetter.PlaceOf(session, mail.Language);
        return new Letter(fields);
    }

    private async Task<Composed> AbsenceAsync(EngagementDb db, OutgoingMail mail, SessionFacts session, CancellationToken cancel)
    {
        var people = mail.People;
        // Marks are corrected: who is not marked absent now gets nothing, and who has left does not either.
        var missed = await (from a in db.Attendance
                            join e in db.Enrollments on a.EnrollmentId equals e.Id
                            where a.SessionId == mail.About && a.Mark == AttendanceMark.Absent && e.Stage == Stage.Enrolled && people.Contains(e.PersonId)
                            select e.PersonId).ToListAsync(cancel);
        if (missed.Count == 0) return Composed.Void("They are not marked absent any more, or have left.");
        var now = clock.GetUtcNow().UtcDateTime;
        var next = (await SessionFacts.LoadAsync(db, s => s.CohortId == session.Cohort.Id && s.CancelledAt == null && s.StartsUtc > now, cancel)).FirstOrDefault();
        if (next is null) return Composed.Void("No further session is planned.");
        var fields = await FieldsAsync(db, mail, session, missed, cancel);
        fields["next"] = $"{next.WhenIn(mail.Language)}, {NoticeLetter.PlaceOf(next, mail.Language)}";
        return new Letter(fields) { Variant = mail.Edition == 1 ? "first" : "second" };
    }

    private static async Task<Dictionary<string, string>> FieldsAsync(EngagementDb db, OutgoingMail mail, SessionFacts session, List<Guid> people, CancellationToken cancel)
    {
        var fields = await NoticeLetter.FieldsAsync(db, [.. mail.People.Where(people.Contains)], session.Program, session.Cohort.Name, mail.Language, cancel);
        fields["when"] = session.WhenIn(mail.Language);
        return fields;
    }
}
