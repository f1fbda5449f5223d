using Engagement.Core.Programs;

namespace Engagement.Core.Reports;

/// <summary>Sessions as they would be, to be looked at for clashes before anything is saved.</summary>
/// <param name="CohortId">The cohort; null for a new one.</param>
/// <param name="Form">The cohort's form when it is new or being edited; null: as it is saved.</param>
/// <param name="Sessions">The sessions.</param>
public sealed record ClashQuestion(Guid? CohortId, CohortInput? Form, IReadOnlyList<ProposedSession> Sessions)
{
    /// <summary>The sessions that the generator proposes for a new cohort.</summary>
    public static ClashQuestion About(CohortInput form, Schedule schedule) =>
        new(null, form, [.. schedule.Sessions.Select(l => new ProposedSession(null, l.Number!.Value, new Slot(l.Date, form.StartTime, form.Minutes)))]);

    /// <summary>The sessions of a cohort after a change of its plan.</summary>
    public static ClashQuestion About(Guid cohortId, CohortInput? form, PlanChange change) =>
        new(cohortId, form, [.. change.Sessions.Where(c => c.After is not null && c.Changed).Select(c => new ProposedSession(c.Session.Id, c.Number, c.After!))]);

    /// <summary>One session as its form has it.</summary>
    public static ClashQuestion About(Guid cohortId, Guid sessionId, int number, SessionInput form) =>
        new(cohortId, null, [new ProposedSession(sessionId, number, new Slot(form.Date, form.StartTime, form.Minutes), form)]);
}

/// <summary>A session as it would be.</summary>
/// <param name="Id">The session; null for a new one.</param>
/// <param name="Number">Its number.</param>
/// <param name="Slot">When it would be.</param>
/// <param name="Form">Place and presenters as its form has them; null: as saved.</param>
public sealed record ProposedSession(Guid? Id, int Number, Slot Slot, SessionInput? Form = null);
