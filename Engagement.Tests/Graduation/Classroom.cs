using Engagement.Core.Data;
using Engagement.Core.Participation;
using Engagement.Core.People;
using Engagement.Core.Programs;

namespace Engagement.Tests.Graduation;

/// <summary>A published cohort whose three sessions are over, with people who attended some of them.</summary>
internal sealed record Classroom(Guid CohortId, Guid ProgramId, List<Guid> SessionIds, List<Guid> EnrollmentIds, List<Guid> PersonIds)
{
    /// <summary>Each participant as "name:sessions attended", for example "Ana Byron:3"; a name ending in * is a minor's. Two sessions are asked for.</summary>
    public static async Task<Classroom> AddAsync(EngagementDb db, DateTime now, params string[] participants)
    {
        var program = new Program("Citizens Academy", $"academy-{Guid.NewGuid():n}"[..20]) { Rule = new CompletionRule { LeastSessions = 2 } };
        var today = DateOnly.FromDateTime(now);
        var cohort = new Cohort(program.Id, "Fall class") { Status = CohortStatus.Published, StartDate = today.AddDays(-21) };
        var sessions = Enumerable.Range(1, 3).Select(i => cohort.AddSession(today.AddDays(-7 * (4 - i)))).ToList();
        db.AddRange(program, cohort);
        var (enrollments, people) = (new List<Guid>(), new List<Guid>());
        foreach (var (text, index) in participants.Select((p, i) => (p, i)))
        {
            var (name, attended) = (text.Split(':')[0], int.Parse(text.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture));
            var cut = name.LastIndexOf(' ');
            var person = new Person(cut < 0 ? name.TrimEnd('*') : name[..cut], cut < 0 ? "" : name[(cut + 1)..].TrimEnd('*')) { Age = name.EndsWith('*') ? AgeBand.From11To13 : AgeBand.Adult };
            var enrollment = new Enrollment(cohort.Id, person.Id, now);
            enrollment.Move(Stage.Enrolled, now, "Test", null);
            enrollment.Seat = index + 1;
            db.AddRange(person, enrollment);
            db.AddRange(sessions.Select((s, i) => new Attendance(s.Id, enrollment.Id, i < attended ? AttendanceMark.Present : AttendanceMark.Absent, null, MarkSource.Staff, "Test", now)));
            enrollments.Add(enrollment.Id);
            people.Add(person.Id);
        }
        await db.SaveChangesAsync();
        return new(cohort.Id, program.Id, [.. sessions.Select(s => s.Id)], enrollments, people);
    }
}
