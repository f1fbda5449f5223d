using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Mail;
using Engagement.Core.Office;
using Engagement.Core.Participation;
using Engagement.Core.Programs;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Surveys;

/// <summary>Writes to who is asked at home: the link to a survey that is open.</summary>
public sealed class SurveyMail(LinkService links, TimeProvider clock) : IMailComposer
{
    /// <inheritdoc />
    public IReadOnlyCollection<MailKind> Kinds { get; } = [MailKind.SurveyOpen];

    /// <inheritdoc />
    public async Task<Composed> ComposeAsync(EngagementDb db, OutgoingMail mail, CancellationToken cancel)
    {
        var (now, people) = (clock.GetUtcNow().UtcDateTime, mail.People);
        if (await db.SurveyWindows.AsNoTracking().SingleOrDefaultAsync(w => w.Id == mail.About, cancel) is not { } window || window.StateAt(now) != WindowState.Open) return Composed.Void("The survey is not open any more.");
        var cohort = await (from c in db.Cohorts join p in db.Programs on c.ProgramId equals p.Id where c.Id == window.CohortId select new { c.Name, Program = p.Name, c.TimeZone }).SingleAsync(cancel);
        var asked = await db.Enrollments.Where(e => e.CohortId == window.CohortId && e.Seat != null && people.Contains(e.PersonId) && !(window.Kind == WindowKind.Post && e.SurveyHandedIn)).Select(e => e.PersonId).ToListAsync(cancel);
        if (asked.Count == 0) return Composed.Void("They have answered, or have no seat any more.");
        var fields = await NoticeLetter.FieldsAsync(db, [.. people.Where(asked.Contains)], cohort.Program, cohort.Name, mail.Language, cancel);
        fields["link"] = (await links.ToAsync($"/s/{window.ClassCode}")).OrThrow();
        fields["code"] = CheckedCode.Print(window.ClassCode);
        fields["until"] = LocalTime.FromUtc(window.ClosesAt ?? now.AddDays(14), cohort.TimeZone).ToString("D", SessionFacts.CultureOf(mail.Language));
        return new Letter(fields);
    }
}
