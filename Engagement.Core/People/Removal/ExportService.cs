using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.People;

/// <summary>Everything that is kept about a person, for handing over on request. Each export leaves a line in the audit trail.</summary>
public sealed class ExportService(IDbContextFactory<EngagementDb> dbs)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>As one JSON document in UTF-8.</summary>
    public async Task<Result<byte[]>> JsonAsync(Actor actor, Guid personId)
    {
        if (actor.Lacks(Permission.ErasePeople) is { } no) return no;
        var sections = await SectionsAsync(actor, personId);
        return sections is null ? new NotFound("This person") : JsonSerializer.SerializeToUtf8Bytes(sections, Json);
    }

    /// <summary>As a CSV file of section, number, field and value; formulas are defused.</summary>
    public async Task<Result<byte[]>> CsvAsync(Actor actor, Guid personId)
    {
        if (actor.Lacks(Permission.ErasePeople) is { } no) return no;
        var sections = await SectionsAsync(actor, personId);
        if (sections is null) return new NotFound("This person");
        return Csv.File("Section,Number,Field,Value", sections.SelectMany(s => s.Value.SelectMany((row, i) => row.Select(f => new[] { s.Key, $"{i + 1}", f.Key, Shown(f.Value) }))));
    }

    private async Task<Dictionary<string, List<Dictionary<string, object?>>>?> SectionsAsync(Actor actor, Guid personId)
    {
        await using var db = await dbs.OpenAsync(actor);
        if (!await db.People.AnyAsync(p => p.Id == personId)) return null;
        var ids = await db.People.Where(p => p.Id == personId || p.MergedIntoId == personId).Select(p => p.Id).ToListAsync();
        var enrollments = await db.Enrollments.AsNoTracking().Where(e => ids.Contains(e.PersonId)).ToListAsync();
        var enrollmentIds = enrollments.ConvertAll(e => e.Id);
        var cohorts = await db.Cohorts.AsNoTracking().Where(c => db.Enrollments.Any(e => e.CohortId == c.Id && ids.Contains(e.PersonId))).ToDictionaryAsync(c => c.Id, c => c.Name);
        var sections = new Dictionary<string, List<Dictionary<string, object?>>>
        {
            ["Person"] = Rows(await db.People.AsNoTracking().Where(p => ids.Contains(p.Id)).Select(p => new
            {
                p.Id,
                p.GivenName,
                p.FamilyName,
                p.NameAsPrinted,
                p.Age,
                p.Language,
                p.Email,
                p.Phone,
                p.Neighborhood,
                p.Zip,
                p.AccessNeeds,
                p.CreatedAt,
            }).ToListAsync()),
            ["Guardians"] = Rows(await db.Guardians.AsNoTracking().Where(g => ids.Contains(g.PersonId)).Select(g => new { g.Name, g.Relation, g.Email, g.Phone }).ToListAsync()),
            ["Enrollments"] = Rows(enrollments.Select(e => new { Cohort = cohorts[e.CohortId], e.Stage, e.AppliedAt, e.Reference, e.CompletedOn, e.CompletionReason, e.SurveyHandedIn })),
            ["Steps"] = Rows(enrollments.SelectMany(e => e.History, (e, h) => new { Cohort = cohorts[e.CohortId], h.At, h.To, h.By, h.Reason })),
            ["Attendance"] = Rows(await db.Attendance.AsNoTracking().Where(a => enrollmentIds.Contains(a.EnrollmentId))
                .Join(db.Sessions, a => a.SessionId, s => s.Id, (a, s) => new { s.Date, s.Number, a.Mark, a.Reason, a.MarkedBy }).OrderBy(a => a.Date).ToListAsync()),
            ["Certificates"] = Rows((await db.Certificates.AsNoTracking().Where(c => enrollmentIds.Contains(c.EnrollmentId)).ToListAsync())
                .Select(c => new { c.Number, c.IssuedOn, c.Status, c.Content.Name, c.Content.ProgramName, c.Content.Text })),
            ["Surveys"] = Rows(await HandedInAsync(db, enrollmentIds)),
            ["Consents"] = Rows(await db.Consents.AsNoTracking().Where(c => ids.Contains(c.PersonId))
                .Select(c => new { c.Purpose, c.TextVersion, c.SignedBy, c.Relation, c.SignedOn, c.ExpiresOn, c.WithdrawnAt }).ToListAsync()),
            ["Liaison"] = Rows((await db.Liaisons.AsNoTracking().Include(l => l.Areas).Where(l => ids.Contains(l.PersonId)).ToListAsync()).Select(l => new
            {
                l.Number,
                l.Since,
                l.TrainedOn,
                l.ExpiresOn,
                l.ActivatedAt,
                l.SuspendedAt,
                l.SuspendReason,
                l.ResignedAt,
                l.ExceptionReason,
                l.ConductVersion,
                l.ConductAcceptedAt,
                l.NudgedAt,
                Areas = string.Join("; ", l.Areas.Select(a => a.Area)),
            })),
            ["Thanks"] = Rows(await db.LiaisonThanks.AsNoTracking().Where(t => db.Liaisons.Any(l => l.Id == t.LiaisonId && ids.Contains(l.PersonId)))
                .Select(t => new { t.At, t.Kind, t.Count, t.Note, t.By }).ToListAsync()),
            ["Account"] = Rows(await db.Users.AsNoTracking().Where(u => db.Liaisons.Any(l => l.UserId == u.Id && ids.Contains(l.PersonId)))
                .Select(u => new { u.DisplayName, u.Email, u.LastSignInAt }).ToListAsync()),
            ["Notes"] = Rows(await db.PersonNotes.AsNoTracking().Where(n => ids.Contains(n.PersonId)).Select(n => new { n.At, n.Author, n.Text }).ToListAsync()),
            ["Mail"] = Rows(await db.Outbox.AsNoTracking().Where(m => db.MailPeople.Any(p => p.MailId == m.Id && ids.Contains(p.PersonId))).OrderBy(m => m.CreatedAt)
                .Select(m => new { m.Kind, m.Recipient, m.State, m.CreatedAt, m.SentAt, m.Title, m.Body }).ToListAsync()),
            ["Changes"] = Rows(await db.Audit.AsNoTracking().Where(a => ids.Contains(a.Subject)).OrderBy(a => a.Id)
                .Select(a => new { a.At, a.ActorName, a.Kind, a.Action, a.Changes }).ToListAsync()),
        };
        db.AddAudit(personId, nameof(Person), "exported");
        await db.SaveChangesAsync();
        return sections;
    }

    // That surveys were handed in, as long as the list of codes tells; what was answered only where staff may see it.
    private static async Task<List<Survey>> HandedInAsync(EngagementDb db, List<Guid> enrollmentIds) =>
        await (from h in db.CodeHolders
               join r in db.SurveyResponses on h.CodeId equals r.CodeId
               join w in db.SurveyWindows on r.WindowId equals w.Id
               join c in db.Cohorts on w.CohortId equals c.Id
               join s in db.Surveys on w.SurveyId equals s.Id
               where enrollmentIds.Contains(h.EnrollmentId)
               orderby c.Name, w.OpensAt
               select new Survey(c.Name, s.Name, w.Kind.ToString(), r.Progress == Engagement.Core.Surveys.Progress.Done,
                   db.SurveyPlans.Any(p => p.CohortId == c.Id && p.Promise == Engagement.Core.Surveys.Promise.Identified) ? r.Answers : null)).ToListAsync();

    private sealed record Survey(string Cohort, string Name, string Kind, bool HandedIn, string? Answers);

    private static List<Dictionary<string, object?>> Rows<T>(IEnumerable<T> rows) =>
        [.. rows.Select(r => typeof(T).GetProperties().ToDictionary(p => p.Name, p => p.GetValue(r)))];

    private static string? Shown(object? value) =>
        value is IFormattable f ? f.ToString(value switch { DateTime => "u", DateOnly => "O", _ => null }, System.Globalization.CultureInfo.InvariantCulture) : value?.ToString();
}
