using Engagement.Core.Participation;

namespace Engagement.Core.Surveys.Reports;

/// <summary>Why somebody who had a seat did not answer both times.</summary>
public enum LossReason
{
    /// <summary>Was not enrolled any more.</summary>
    Left,

    /// <summary>A guardian's consent was needed and missing.</summary>
    NoConsent,

    /// <summary>Was not at the session of the window.</summary>
    Absent,

    /// <summary>Began and did not hand in.</summary>
    NotHandedIn,

    /// <summary>No reason is known.</summary>
    NoAnswer,
}

/// <summary>How many of a cohort took part.</summary>
internal sealed class CohortFlow
{
    /// <summary>Had a seat.</summary>
    public int Enrolled { get; set; }

    /// <summary>May be asked.</summary>
    public int MayBeAsked { get; set; }

    /// <summary>Handed in before, and after; both include the matched.</summary>
    public int Before { get; set; }

    /// <summary>Handed in after.</summary>
    public int After { get; set; }

    /// <summary>Handed in both, paired by code.</summary>
    public int Matched { get; set; }

    /// <summary>Handed in on anonymous tickets, which pair nothing.</summary>
    public int Unpaired { get; set; }

    /// <summary>Codes with one mistyped character that was put right.</summary>
    public int Repaired { get; set; }

    /// <summary>Responses that are left out because no consent holds.</summary>
    public int LeftOut { get; set; }

    /// <summary>Those who did not answer both times, by the first reason that applies; empty when the list was destroyed.</summary>
    public int[] Losses { get; } = new int[Enum.GetValues<LossReason>().Length];

    /// <summary>True while the list of codes exists, so that reasons are known.</summary>
    public bool ReasonsKnown { get; set; }
}

/// <summary>Counts who took part while responses are read, and says which of them may be counted.</summary>
internal sealed class FlowCounter
{
    private readonly IReadOnlyList<ReportCohort> cohorts;
    private readonly CohortFlow[] flows;
    private readonly ILookup<Guid, SeatRow> seats;
    private readonly Dictionary<Guid, SeatRow> holders;
    private readonly HashSet<(Guid Session, Guid Enrollment)> absences;
    private readonly HashSet<(Guid Window, Guid Code)> handedIn = [], begun = [];

    public FlowCounter(IReadOnlyList<ReportCohort> cohorts, List<SeatRow> seats, HashSet<(Guid Session, Guid Enrollment)> absences)
    {
        (this.cohorts, this.absences, flows) = (cohorts, absences, [.. cohorts.Select(_ => new CohortFlow())]);
        this.seats = seats.ToLookup(s => s.CohortId);
        holders = seats.Where(s => s.Code is not null).ToDictionary(s => s.Code!.Value);
    }

    /// <summary>The counts of each cohort.</summary>
    public IReadOnlyList<CohortFlow> Cohorts => flows;

    /// <summary>Whether a response is handed in and may be counted.</summary>
    public bool Takes(int cohort, SurveyWindow window, ResponseRow row)
    {
        if (row.Code is { } code) (row.Done ? handedIn : begun).Add((window.Id, code));
        if (!row.Done) return false;
        if (row.Code is { } known && holders.TryGetValue(known, out var seat) && !MayBeAsked(cohorts[cohort], window, seat))
        {
            flows[cohort].LeftOut++;
            return false;
        }
        if (row.Repaired) flows[cohort].Repaired++;
        return true;
    }

    /// <summary>The part of the sessions attended: from the list while it exists, else as it was kept with the code.</summary>
    public int? BandOf(int cohort, Guid code, int? kept)
    {
        var attended = holders.TryGetValue(code, out var seat) ? seat.Attended : kept;
        var sessions = cohorts[cohort].Life.Sessions;
        return attended is not { } count || sessions == 0 ? null : count >= sessions ? 0 : 4 * count >= 3 * sessions ? 1 : 2;
    }

    /// <summary>Counts those who answered, and why the others did not.</summary>
    public void Close(List<Respondent> people)
    {
        foreach (var person in people)
        {
            var flow = flows[person.Cohort];
            if (person.Before is not null) flow.Before++;
            if (person.After is not null) flow.After++;
            if (person.Matched) flow.Matched++;
            if (!person.Paired) flow.Unpaired++;
        }
        foreach (var (index, cohort) in cohorts.Index())
        {
            var (flow, all) = (flows[index], seats[cohort.Id].ToList());
            flow.Enrolled = all.Count;
            flow.ReasonsKnown = all.Exists(s => s.Code is not null);
            flow.MayBeAsked = all.Count(s => cohort.Windows.All(w => MayBeAsked(cohort, w, s)));
            if (!flow.ReasonsKnown) continue;
            var kinds = cohort.Windows.Where(w => !w.Anonymous).GroupBy(w => w.Kind).Select(k => k.ToArray()).ToArray();
            foreach (var seat in all)
                if (Lost(cohort, kinds, seat) is { } reason) flow.Losses[(int)reason]++;
        }
    }

    private LossReason? Lost(ReportCohort cohort, SurveyWindow[][] kinds, SeatRow seat)
    {
        var missing = kinds.Where(k => !Array.Exists(k, w => seat.Code is { } c && handedIn.Contains((w.Id, c)))).SelectMany(k => k).ToList();
        if (!cohort.Windows.All(w => MayBeAsked(cohort, w, seat))) return LossReason.NoConsent;
        if (missing.Count == 0) return null;
        if (seat.Stage == Stage.Withdrawn) return LossReason.Left;
        if (missing.Exists(w => seat.Code is { } c && begun.Contains((w.Id, c)))) return LossReason.NotHandedIn;
        return missing.Exists(w => w.SessionId is { } s && absences.Contains((s, seat.Id))) ? LossReason.Absent : LossReason.NoAnswer;
    }

    // The consent held on the days on which the window was open; a later end takes nothing back, a withdrawal does.
    private static bool MayBeAsked(ReportCohort cohort, SurveyWindow window, SeatRow seat)
    {
        if (cohort.Plan is not { ConsentNeeded: true } || !seat.Minor) return true;
        var first = DateOnly.FromDateTime(window.OpensAt ?? DateTime.MinValue);
        var last = DateOnly.FromDateTime(window.ClosesAt ?? DateTime.MaxValue);
        return seat.Consents.Any(c => c.From <= last && (c.To is null || c.To >= first));
    }
}
