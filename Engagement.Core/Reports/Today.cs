using Engagement.Core.Liaisons;

namespace Engagement.Core.Reports;

/// <summary>What the first staff page shows.</summary>
public sealed record Today
{
    /// <summary>The day at the office.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Sessions of today and the six days after it.</summary>
    public required IReadOnlyList<TodaySession> Week { get; init; }

    /// <summary>Published cohorts whose last session is not over.</summary>
    public required IReadOnlyList<TodayCohort> Filling { get; init; }

    /// <summary>Sessions that are over and lack marks of attendance, oldest first; at most <see cref="TodayService.Most"/>.</summary>
    public required IReadOnlyList<TodayMarks> Unmarked { get; init; }

    /// <summary>Published cohorts whose sessions are all over.</summary>
    public required IReadOnlyList<TodayDone> Done { get; init; }

    /// <summary>Youth cohorts before their first session in which consents to take part are missing.</summary>
    public required IReadOnlyList<TodayConsents> Consents { get; init; }

    /// <summary>Presenters whose clearance has expired or soon does; empty for those who may not see names.</summary>
    public required IReadOnlyList<TodayClearance> Clearances { get; init; }

    /// <summary>How many of them there are.</summary>
    public required int ClearanceCount { get; init; }

    /// <summary>Liaisons whose standing ends within <see cref="RenewalService.SoonDays"/> days.</summary>
    public int LiaisonsEnding { get; init; }

    /// <summary>Requests that are stuck on their way to a work system.</summary>
    public int StuckDeliveries { get; init; }

    /// <summary>What a new installation still lacks; null once there is a cohort.</summary>
    public FirstSteps? FirstSteps { get; init; }
}

/// <summary>A session of this week.</summary>
public sealed record TodaySession(
    Guid Id, int Number, DateOnly Date, TimeOnly Start, int Minutes, string? Topic, Guid CohortId, string Cohort, string? Site, bool Cancelled, bool Over);

/// <summary>A cohort that takes people.</summary>
public sealed record TodayCohort(Guid Id, string Name, string Program, string Color, int Taken, int Capacity, int Applied, int Waitlisted);

/// <summary>A session with missing marks: <paramref name="Missing"/> of <paramref name="Enrolled"/>.</summary>
public sealed record TodayMarks(Guid SessionId, int Number, DateOnly Date, Guid CohortId, string Cohort, int Missing, int Enrolled);

/// <summary>A cohort that waits for its graduation.</summary>
public sealed record TodayDone(Guid Id, string Name, DateOnly Last, int Enrolled);

/// <summary>A youth cohort with the number of participants without consent.</summary>
public sealed record TodayConsents(Guid Id, string Name, DateOnly First, int Missing);

/// <summary>A clearance that runs out.</summary>
public sealed record TodayClearance(Guid Id, string Name, DateOnly Expires);

/// <summary>What is there of what a first cohort needs. Settings count once they were saved, colleagues once somebody was invited.</summary>
public sealed record FirstSteps(bool Settings, bool Colleagues, bool Sites, bool Presenters, bool Holidays, bool People);
