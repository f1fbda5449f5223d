using Engagement.Core.Common;

namespace Engagement.Core.Surveys;

/// <summary>What the people of a cohort are promised about their answers.</summary>
public enum Promise
{
    /// <summary>Staff see who answered.</summary>
    Identified,

    /// <summary>Pre and post are paired by a code. The list that ties codes to names is kept apart and destroyed on a date; nobody looks up what one person answered.</summary>
    Confidential,

    /// <summary>Nothing ties an answer to a person: one-use tickets, no pairs. A window is anonymous, never a whole plan.</summary>
    Anonymous,
}

/// <summary>
/// How a cohort is surveyed with pairing codes. One for a cohort, so that what was promised before the first survey holds for all later ones:
/// the same code serves pre and post, and a list that may be read for one window would give away the other.
/// </summary>
public sealed class SurveyPlan : Entity, IAudited
{
    private SurveyPlan() { }

    /// <summary>A plan; the promise can be changed until somebody has answered.</summary>
    public SurveyPlan(Guid cohortId, Promise promise, bool consentNeeded) => (CohortId, Promise, ConsentNeeded) = (cohortId, promise, consentNeeded);

    /// <summary>The cohort; unique.</summary>
    public Guid CohortId { get; private init; }

    /// <summary>Identified or Confidential.</summary>
    public Promise Promise { get; internal set; }

    /// <summary>True when minors are asked only with a guardian's consent to surveys.</summary>
    public bool ConsentNeeded { get; internal set; }

    /// <summary>Day on which the list of codes and names is destroyed (confidential only).</summary>
    public DateOnly? ListUntil { get; internal set; }

    /// <summary>When the list was destroyed (UTC).</summary>
    public DateTime? ListDestroyedAt { get; internal set; }

    Guid IAudited.AuditSubject => CohortId;

    /// <summary>True once nobody can tell any more whose code is whose.</summary>
    public bool ListGone => ListDestroyedAt is not null;
}

/// <summary>
/// A code on a card: the pairing code of one participant, good for all windows of its cohort, or a one-use ticket of one anonymous window.
/// Its row is the pair: a lost card's code is replaced in it. Ids are random and rows are made in random order, so that neither says whose it is.
/// </summary>
public sealed class SurveyCode : Entity
{
    /// <summary>Characters of a code, check character included: 594 million codes.</summary>
    public const int Length = 7;

    private SurveyCode() { }

    private SurveyCode(Guid cohortId, Guid? windowId) : base(Guid.NewGuid()) => (CohortId, WindowId) = (cohortId, windowId);

    /// <summary>The cohort.</summary>
    public Guid CohortId { get; private init; }

    /// <summary>The anonymous window of a ticket; null for a pairing code.</summary>
    public Guid? WindowId { get; private init; }

    /// <summary>What is typed; unique.</summary>
    public string Code { get; private init; } = CheckedCode.New(Length);

    /// <summary>A ticket that was used; a pairing code never is.</summary>
    public bool Used { get; internal set; }

    /// <summary>Sessions attended, kept when the list is destroyed, for reports by dosage; null before.</summary>
    public int? Attended { get; internal set; }

    /// <summary>A participant's pairing code.</summary>
    public static SurveyCode ForPair(Guid cohortId) => new(cohortId, null);

    /// <summary>A ticket for an anonymous window.</summary>
    public static SurveyCode Ticket(SurveyWindow window) => new(window.CohortId, window.Id);

}

/// <summary>A line of the list that ties codes to people: kept apart from everything else, and destroyed when the plan says so.</summary>
public sealed class CodeHolder
{
    private CodeHolder() { }

    /// <summary>Ties a code to an enrollment.</summary>
    public CodeHolder(Guid codeId, Guid enrollmentId) => (CodeId, EnrollmentId) = (codeId, enrollmentId);

    /// <summary>The code; key.</summary>
    public Guid CodeId { get; private init; }

    /// <summary>The enrollment; unique.</summary>
    public Guid EnrollmentId { get; private init; }
}
