using Engagement.Core.Calendar;
using Engagement.Core.Data;
using Engagement.Core.Mail;
using Engagement.Core.Office;
using Engagement.Core.Programs;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Participation;

/// <summary>
/// The one entry under which a recipient's calendar keeps all sessions of a cohort (see <see cref="CalendarSeries"/>). Every mail that changes something in it carries either the whole
/// series as it is when the mail is sent, or a cancellation of what is taken out.
/// </summary>
internal sealed class CohortInvitation
{
    private const string FileName = "sessions.ics";
    private readonly Cohort cohort;
    private readonly string program;
    private readonly List<SessionFacts> sessions;

    private CohortInvitation(Cohort cohort, string program, List<SessionFacts> sessions) => (this.cohort, this.program, this.sessions) = (cohort, program, sessions);

    /// <summary>The cohort.</summary>
    public Cohort Cohort => cohort;

    /// <summary>Name of its program.</summary>
    public string Program => program;

    /// <summary>All its sessions, cancelled ones included, in order of time.</summary>
    public IReadOnlyList<SessionFacts> Sessions => sessions;

    /// <summary>Null when the cohort is gone.</summary>
    public static async Task<CohortInvitation?> LoadAsync(EngagementDb db, Guid cohortId, CancellationToken cancel)
    {
        var found = await (from c in db.Cohorts join p in db.Programs on c.ProgramId equals p.Id where c.Id == cohortId select new { Cohort = c, p.Name }).AsNoTracking().SingleOrDefaultAsync(cancel);
        return found is null ? null : new CohortInvitation(found.Cohort, found.Name, await SessionFacts.LoadAsync(db, s => s.CohortId == cohortId, cancel));
    }

    /// <summary>All sessions that stand, those that are over included: an update must not take them out of a calendar. Null when none stands.</summary>
    public LetterCalendar? Whole(CalendarPost post)
    {
        var standing = Standing();
        return standing.Count == 0 ? null : post.Letter(FileName, CalendarMethod.Request, Series(standing).All(), cohort.TimeZone);
    }

    /// <summary>Takes sessions out: cancelled ones, which are told as they stood before, or for one person those to come (<see cref="CalendarMethod.Remove"/>).</summary>
    public LetterCalendar Without(CalendarPost post, CalendarMethod method, IReadOnlyList<CalendarEvent> gone)
    {
        var uids = gone.Select(e => e.Uid).ToHashSet();
        return post.Letter(FileName, method, Series([.. Standing().Where(e => !uids.Contains(e.Uid)), .. gone]).Only(uids), cohort.TimeZone);
    }

    private List<CalendarEvent> Standing() => [.. sessions.Where(s => s.Session.Stands).Select(s => s.Entry() with { Cancelled = false })];

    // Every operation that changes a session locks the cohort first, so this rises with each change; that it also rises when seats are given out does no harm.
    private CalendarSeries Series(IReadOnlyList<CalendarEvent> entries) => new($"{cohort.Id:n}@engagement", cohort.SeatLock, program, entries, cohort.TimeZone);
}

/// <summary>What all calendar entries of one mail share.</summary>
internal sealed record CalendarPost(OutgoingMail Mail, OfficeSettings Office, MailSettings Settings, DateTime Now)
{
    /// <summary>A file for the recipient.</summary>
    public LetterCalendar Letter(string name, CalendarMethod method, IReadOnlyList<CalendarEvent> entries, string timeZone) => new(name, method == CalendarMethod.Request ? "REQUEST" : "CANCEL",
        CalendarText.Write(method, entries, timeZone, Now, new CalendarParties(Office.OfficeName, Settings.From, Mail.Recipient)));
}
