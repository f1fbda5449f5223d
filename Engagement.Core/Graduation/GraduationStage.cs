using Engagement.Core.Certificates;
using Engagement.Core.Certificates.Printing;
using Engagement.Core.Data;
using Engagement.Core.Office;
using Engagement.Core.Participation;
using Engagement.Core.Programs;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Graduation;

/// <summary>Everything that decides a cohort's graduation, loaded in a fixed number of queries, so that rehearsal and deed see the same.</summary>
internal sealed class GraduationStage
{
    private readonly CohortProgress progress;
    private readonly OfficeSettings office;
    private readonly Dictionary<Guid, bool> minors;
    private readonly HashSet<Guid> certified;
    private readonly (DateOnly From, DateOnly To) dates;
    private readonly int toCome;

    private GraduationStage(
        Cohort cohort, Program program, CohortProgress progress, OfficeSettings office, Dictionary<Guid, bool> minors, HashSet<Guid> certified, List<Session> sessions, LiaisonSide? liaisons, DateTime now)
    {
        (Cohort, Program, this.progress, this.office, this.minors, this.certified, Liaisons) = (cohort, program, progress, office, minors, certified, liaisons);
        dates = sessions.Count == 0 ? (cohort.StartDate, cohort.StartDate) : (sessions.Min(s => s.Date), sessions.Max(s => s.Date));
        // A graduation is often held during the last session, so one that has begun counts as there.
        toCome = sessions.Count(s => s.StartsUtc > now);
    }

    public Cohort Cohort { get; }

    public Program Program { get; }

    /// <summary>What is about liaison accounts; null when the program grants none.</summary>
    public LiaisonSide? Liaisons { get; }

    public static async Task<GraduationStage?> LoadAsync(EngagementDb db, Guid cohortId, TimeProvider clock)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var cohort = await db.Cohorts.FirstOrDefaultAsync(c => c.Id == cohortId);
        if (cohort is null || await CompletionService.LoadAsync(db, cohortId, now) is not { } progress) return null;
        var program = await db.Programs.AsNoTracking().SingleAsync(p => p.Id == cohort.ProgramId);
        var settings = await db.OfficeSettings.AsNoTracking().SingleOrDefaultAsync() ?? new OfficeSettings();
        var young = await db.Enrollments.Where(e => e.CohortId == cohortId).Join(db.People, e => e.PersonId, p => p.Id, (e, p) => new { e.Id, p.Age })
            .ToDictionaryAsync(e => e.Id, e => e.Age != People.AgeBand.Adult);
        var done = await db.Certificates.Where(c => c.CohortId == cohortId).Select(c => c.EnrollmentId).ToListAsync();
        var sessions = await db.Sessions.AsNoTracking().Where(s => s.CohortId == cohortId && s.CancelledAt == null).ToListAsync();
        var liaisons = await LiaisonSide.LoadAsync(db, cohort, program, now);
        return new GraduationStage(cohort, program, progress, settings, young, [.. done], sessions, liaisons, now);
    }

    public Rehearsal Rehearse() => new(Cohort.Id, Cohort.Name, Program.Name, Cohort.Status, Program.CertificateTitle, Program.Grants,
        [.. progress.Rows.Select(Row)], [.. Blockers()], [.. Warnings()]);

    public CertificateContent ContentOf(Guid enrollmentId) => Content(progress.Rows.First(r => r.EnrollmentId == enrollmentId));

    /// <summary>Closes the cohort; a second time changes nothing.</summary>
    public void Close(DateTime now)
    {
        if (Cohort.Status == CohortStatus.Closed) return;
        (Cohort.Status, Cohort.ClosedAt) = (CohortStatus.Closed, now);
    }

    private RehearsalRow Row(ProgressRow r)
    {
        var problems = Printability.Check(r.Name);
        var (outcome, reason) = certified.Contains(r.EnrollmentId) ? (Outcome.Graduated, "Has a certificate already")
            : r.Completion.State != CompletionState.Complete ? (Outcome.DoesNotComplete, r.Completion.Summary)
            : problems.Count > 0 ? (Outcome.NameNotPrintable, r.Completion.Summary)
            : (Outcome.Graduates, r.Completion.Summary);
        return new(r.EnrollmentId, r.PersonId, r.Name, outcome, reason, outcome == Outcome.DoesNotComplete, r.Granted is not null, Content(r).Text, problems, Liaisons?.Plan(r, outcome) ?? LiaisonPlan.None);
    }

    private CertificateContent Content(ProgressRow r) =>
        CertificateDraft.Of(office, Program, Cohort, r.Name, minors.GetValueOrDefault(r.EnrollmentId), r.Completion, dates.From, dates.To);

    private IEnumerable<string> Blockers()
    {
        if (Cohort.Status == CohortStatus.Draft) yield return "This cohort is still a draft: publish it first.";
        if (Cohort.Status == CohortStatus.Cancelled) yield return "This cohort was cancelled.";
        if (progress.Sessions.Count == 0) yield return "This cohort has no sessions.";
        if (toCome > 0) yield return $"{toCome} {(toCome == 1 ? "session is" : "sessions are")} still to come. Graduate when the last one has begun, or cancel what will not be held.";
    }

    private IEnumerable<string> Warnings()
    {
        if (office.Signatories.Count == 0) yield return "Nobody signs: no signatories are set in the office's settings, so certificates will have no signature.";
        if (string.IsNullOrWhiteSpace(office.PublicAddress)) yield return "No public address is set in the office's settings: unless the server's configuration has one, the QR code will hold the code alone, not a link.";
        foreach (var problem in Printability.Check($"{office.CityName} {office.OfficeName} {Program.Name} {Cohort.Name} {Program.CertificateTitle} {Program.CertificateText} {string.Concat(office.Signatories.Select(s => s.Name + s.Title))}"))
            yield return $"“{problem.Characters}” in the certificate's texts can't be printed. {problem.Advice}";
        if (Cohort.Status == CohortStatus.Closed && progress.Rows.Any(r => !certified.Contains(r.EnrollmentId) && r.Completion.State == CompletionState.Complete))
            yield return "This cohort has graduated. Those who complete now are graduated later, by the same action.";
    }
}
