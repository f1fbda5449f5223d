using Engagement.Core.Common;

namespace Engagement.Core.Programs;

/// <summary>Gives the sessions to come new dates after a cohort's plan was changed; those that were held stay.</summary>
public static class Replan
{
    /// <summary>
    /// Works out the change. <paramref name="localNow"/> is the wall clock of the cohort's zone;
    /// sessions that had the cohort's old length take the new one.
    /// </summary>
    public static Result<PlanChange> Plan(IReadOnlyList<SessionState> sessions, int oldMinutes, SchedulePlan plan, DateTime localNow, ClosedDays closed)
    {
        var kept = sessions.Where(s => s.Slot.Begins <= localNow).ToList();
        var toCome = sessions.Where(s => s.Slot.Begins > localNow).OrderBy(s => s.Slot.Begins).ToList();
        if (toCome.Count == 0) return PlanChange.Numbered(kept.Select(Stays));

        var today = DateOnly.FromDateTime(localNow);
        DateOnly[] earliest = [plan.Start, today.ToDateTime(plan.Time) > localNow ? today : today.AddDays(1), .. kept.Select(s => s.Slot.Date.AddDays(1))];
        var proposed = ScheduleGenerator.Propose(plan with { Start = earliest.Max(), Sessions = toCome.Count }, closed);
        if (!proposed.Ok) return proposed.Error;

        List<SessionChange> changes = [.. kept.Select(Stays)];
        List<string> skipped = [];
        var next = 0;
        foreach (var line in proposed.Value.Lines)
        {
            if (line.Skipped)
            {
                skipped.Add($"{When.Day(line.Date)} skipped: {line.Note}");
                continue;
            }
            var session = toCome[next++];
            var minutes = session.Slot.Minutes == oldMinutes ? plan.Minutes : session.Slot.Minutes;
            changes.Add(new SessionChange(session, new Slot(line.Date, plan.Time, minutes), 0, skipped.Count == 0 ? null : string.Join("; ", skipped)));
            skipped.Clear();
        }
        return PlanChange.Numbered(changes);
    }

    private static SessionChange Stays(SessionState session) => new(session, session.Slot, 0, null);
}
