namespace Engagement.Core.Programs;

/// <summary>Finds clashes among sessions; pure, and in n·log n for what does not overlap.</summary>
public static class ClashFinder
{
    /// <summary>
    /// All clashes of the sessions that are <paramref name="asked"/> about, with each other and with the rest, in order of time.
    /// A pair is named once, under the asked session.
    /// </summary>
    public static IReadOnlyList<Clash> Find(IReadOnlyCollection<BusySession> sessions, ClosedDays closed, IReadOnlyCollection<SharedParticipants> shared, Func<BusySession, bool>? asked = null)
    {
        asked ??= _ => true;
        List<Clash> found = [];
        foreach (var s in sessions.Where(asked)) found.AddRange(Alone(s, closed));

        foreach (var byPresenter in sessions.SelectMany(s => s.Presenters.Select(p => (Presenter: p, Session: s))).GroupBy(x => x.Presenter.Id))
            Pairs(byPresenter.Select(x => x.Session), ClashKind.Presenter, other => $"{byPresenter.First().Presenter.Name} also presents {Named(other)}.", []);
        foreach (var byRoom in sessions.Where(s => s.RoomId is not null).GroupBy(s => s.RoomId))
            Pairs(byRoom, ClashKind.Room, other => $"{other.Room} at {other.Site} is also used by {Named(other)}.", []);
        foreach (var byCohort in sessions.GroupBy(s => s.CohortId))
            Pairs(byCohort, ClashKind.Overlap, other => $"It overlaps with session {other.Number} of the same cohort, {other.Slot}.", []);

        var sessionsOf = sessions.ToLookup(s => s.CohortId);
        foreach (var pair in shared)
            Pairs(sessionsOf[pair.CohortId].Concat(sessionsOf[pair.OtherCohortId]), ClashKind.Participants,
                other => $"{(pair.Count == 1 ? "1 participant is" : $"{pair.Count} participants are")} also enrolled in {Named(other)}.", pair.Names, (a, b) => a.CohortId != b.CohortId);

        return [.. found.OrderBy(c => c.Session.StartsUtc).ThenBy(c => c.Session.Cohort, StringComparer.Ordinal).ThenBy(c => c.Kind).ThenBy(c => c.Other?.StartsUtc)];

        void Pairs(IEnumerable<BusySession> among, ClashKind kind, Func<BusySession, string> what, IReadOnlyList<string> names, Func<BusySession, BusySession, bool>? counts = null)
        {
            foreach (var (first, second) in Overlapping(among))
            {
                if (counts?.Invoke(first, second) == false) continue;
                if (asked(first)) found.Add(new Clash(kind, first, second, what(second), names));
                else if (asked(second)) found.Add(new Clash(kind, second, first, what(first), names));
            }
        }
    }

    // A sweep over the starts: only sessions that still run are compared with the next one.
    private static IEnumerable<(BusySession, BusySession)> Overlapping(IEnumerable<BusySession> sessions)
    {
        List<BusySession> running = [];
        foreach (var session in sessions.OrderBy(s => s.StartsUtc))
        {
            running.RemoveAll(r => r.EndsUtc <= session.StartsUtc);
            foreach (var other in running) yield return (other, session);
            running.Add(session);
        }
    }

    private static IEnumerable<Clash> Alone(BusySession s, ClosedDays closed)
    {
        if (closed.Why(s.Slot.Date, s.SiteId) is { } why) yield return new(ClashKind.Closed, s, null, $"{When.Day(s.Slot.Date)} is closed{(s.Site is null ? "" : $" at {s.Site}")}: {why}.", []);
        if (s.Slot.Date < s.From) yield return new(ClashKind.OutsideWindow, s, null, $"{When.Day(s.Slot.Date)} lies before the cohort's start, {When.Date(s.From)}.", []);
        if (s.Slot.Date > s.To) yield return new(ClashKind.OutsideWindow, s, null, $"{When.Day(s.Slot.Date)} lies after the cohort's last possible day, {When.Date(s.To.Value)}.", []);
        if (!s.ForMinors) yield break;
        foreach (var problem in s.Presenters.Select(p => p.ClearanceProblem(s.Slot.Date)).OfType<string>()) yield return new(ClashKind.Clearance, s, null, problem, []);
    }

    private static string Named(BusySession s) => $"“{s.Title}”, {s.Slot}";
}
