using Engagement.Core.Calendar;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Mail;
using Engagement.Core.Office;
using Engagement.Core.Programs;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Participation;

/// <summary>Mails about the steps of an enrollment. They are about the cohort, so that siblings who take the same step get one.</summary>
public sealed class EnrollmentMail(LinkService links, OfficeService office, MailSettings settings, TimeProvider clock) : IMailComposer
{
    /// <inheritdoc />
    public IReadOnlyCollection<MailKind> Kinds { get; } = [MailKind.ApplicationReceived, MailKind.Enrolled, MailKind.Waitlisted, MailKind.Withdrawn];

    /// <inheritdoc />
    public async Task<Composed> ComposeAsync(EngagementDb db, OutgoingMail mail, CancellationToken cancel)
    {
        var people = mail.People;
        if (await db.Cohorts.AsNoTracking().SingleOrDefaultAsync(c => c.Id == mail.About, cancel) is not { } cohort) return Composed.Void("The cohort is gone.");
        var enrollments = await db.Enrollments.AsNoTracking().Where(e => e.CohortId == mail.About && people.Contains(e.PersonId)).ToListAsync(cancel);
        enrollments.RemoveAll(e => !Applies(mail.Kind, e.Stage));
        if (enrollments.Count == 0) return Composed.Void("They have taken another step meanwhile.");
        if (mail.Kind == MailKind.Enrolled && cohort.Status != CohortStatus.Published) return Composed.Void($"The cohort is {cohort.Status.ToString().ToLowerInvariant()}.");
        var about = people.Where(p => enrollments.Exists(e => e.PersonId == p)).ToList();
        var program = await db.Programs.Where(p => p.Id == cohort.ProgramId).Select(p => p.Name).SingleAsync(cancel);
        var fields = await NoticeLetter.FieldsAsync(db, about, program, cohort.Name, mail.Language, cancel);
        if (mail.Kind == MailKind.ApplicationReceived)
        {
            fields["reference"] = string.Join(", ", enrollments.Select(e => CheckedCode.Print(e.Reference)));
            fields["link"] = (await links.ToAsync("/apply/status")).OrThrow();
        }
        var letter = new Letter(fields);
        return mail.Kind is MailKind.Enrolled or MailKind.Withdrawn ? await WithSessionsAsync(db, mail, letter, fields, cancel) : letter;
    }

    /// <summary>Queues what the stage of enrollments asks for, when their cohort is announced, and saves.</summary>
    internal static Task QueueAsync(EngagementDb db, Cohort cohort, IEnumerable<Enrollment> enrollments) =>
        cohort.Status == CohortStatus.Published ? QueueAsync(db, cohort.Id, enrollments) : db.SaveChangesAsync();

    /// <summary>Queues what the stage of enrollments in an announced cohort asks for, and saves.</summary>
    internal static async Task QueueAsync(EngagementDb db, Guid cohortId, IEnumerable<Enrollment> enrollments)
    {
        var notices = from e in enrollments
                      where KindOf(e.Stage) is not null && (e.Stage != Stage.Withdrawn || e.History.Any(h => h.To == Stage.Enrolled))
                      select new MailNotice(KindOf(e.Stage)!.Value, cohortId, e.PersonId)
                      {
                          // Who comes to the same step a second time is told a second time.
                          Edition = e.History.Count(h => h.To == e.Stage),
                          CohortId = cohortId,
                      };
        await db.QueueNoticesAsync([.. notices]);
        await db.SaveChangesAsync();
    }

    private static MailKind? KindOf(Stage stage) => stage switch
    {
        Stage.Applied => MailKind.ApplicationReceived,
        Stage.Enrolled => MailKind.Enrolled,
        Stage.Waitlisted => MailKind.Waitlisted,
        Stage.Withdrawn => MailKind.Withdrawn,
        _ => null,
    };

    private static bool Applies(MailKind kind, Stage stage) => kind switch
    {
        MailKind.ApplicationReceived => stage is Stage.Applied or Stage.Denied,
        MailKind.Enrolled => stage is Stage.Enrolled,
        MailKind.Waitlisted => stage is Stage.Waitlisted,
        _ => stage is Stage.Withdrawn,
    };

    private async Task<Composed> WithSessionsAsync(EngagementDb db, OutgoingMail mail, Letter letter, Dictionary<string, string> fields, CancellationToken cancel)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (await CohortInvitation.LoadAsync(db, mail.About, cancel) is not { } invitation) return letter;
        var post = new CalendarPost(mail, await office.GetAsync(), settings, now);
        var sessions = invitation.Sessions.Where(s => s.Stands && s.Session.EndsUtc > now).ToList();
        if (mail.Kind == MailKind.Withdrawn)
        {
            // Siblings who stay keep their entries: the calendar is the household's.
            var stays = await db.Enrollments.AnyAsync(e => e.CohortId == mail.About && e.Seat != null && db.MailPeople.Any(p => p.PersonId == e.PersonId && db.Outbox.Any(m => m.Id == p.MailId && m.Recipient == mail.Recipient && m.Kind == MailKind.Enrolled)), cancel);
            return stays || sessions.Count == 0 ? letter : letter with { Calendars = [invitation.Without(post, CalendarMethod.Remove, sessions.ConvertAll(s => s.Entry()))] };
        }
        fields["sessions"] = string.Join('\n', sessions.Select(s => $"{s.WhenIn(mail.Language)}: {s.Title}"));
        fields["place"] = string.Join("; ", sessions.Select(s => NoticeLetter.PlaceOf(s, mail.Language)).Distinct());
        return sessions.Count > 0 && invitation.Whole(post) is { } whole ? letter with { Calendars = [whole] } : letter;
    }
}
