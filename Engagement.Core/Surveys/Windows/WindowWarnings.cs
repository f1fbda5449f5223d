namespace Engagement.Core.Surveys;

/// <summary>What coordinators should think about before answers come in. Nothing here forbids anything.</summary>
public static class WindowWarnings
{
    /// <summary>About one window.</summary>
    /// <param name="window">The window.</param>
    /// <param name="sessions">Start and end (UTC) of the cohort's standing sessions.</param>
    /// <param name="newer">Number of a newer version, when there is one.</param>
    /// <param name="utcNow">Now.</param>
    public static IEnumerable<string> Of(SurveyWindow window, IReadOnlyList<(DateTime Starts, DateTime Ends)> sessions, int? newer, DateTime utcNow)
    {
        var state = window.StateAt(utcNow);
        if (state == WindowState.Closed) yield break;
        if (window.WithSession && window.OpensAt is null) yield return "Its session was cancelled. Choose another session, or open it by hand.";
        var opens = window.OpensAt > utcNow ? window.OpensAt.Value : utcNow;
        if (window.Kind == WindowKind.Pre && PreIsLate(sessions, window.ClosesAt ?? opens))
            yield return "It is open after a quarter of the program: what people have learned by then counts as known before.";
        if (window.Kind == WindowKind.Post && window.OpensAt is not null && PostIsEarly(sessions, opens))
            yield return "It opens before three quarters of the program are over: what people learn later is not seen.";
        if (newer is { } number) yield return $"Version {number} of the survey is published; this window still asks an earlier one.";
    }

    /// <summary>About all windows of a cohort.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="windows">All windows.</param>
    /// <param name="surveyRequired">Whether the program asks for a closing survey.</param>
    /// <param name="utcNow">Now.</param>
    public static IEnumerable<string> OfAll(SurveyPlan? plan, IReadOnlyList<SurveyWindow> windows, bool surveyRequired, DateTime utcNow)
    {
        var closing = windows.Where(w => w.Kind == WindowKind.Post).ToList();
        if (surveyRequired && windows.Count > 0 && closing.TrueForAll(w => w.Anonymous))
            yield return closing.Count == 0
                ? "The program asks for a closing survey, and there is no post window yet."
                : "The program asks for a closing survey, but the post window is anonymous: nobody can tell who handed in, so nobody can complete.";
        var paired = windows.Where(w => !w.Anonymous && w.StateAt(utcNow) != WindowState.Closed).ToList();
        if (paired.Count == 0 || plan is not { Promise: Promise.Confidential }) yield break;
        var after = plan.ConsentNeeded ? "nobody can be asked" : "no lost card can be replaced";
        if (plan.ListGone) yield return $"The list of codes and names is destroyed: {after} in windows with pairing codes.";
        else if (plan.ListUntil?.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc) is { } end && paired.Exists(w => w.OpensAt >= end || w.ClosesAt > end))
            yield return $"The list of codes and names is destroyed before the last window closes: after that {after}.";
    }

    // The first session may always be over, so that a pre-survey can be taken in it.
    private static bool PreIsLate(IReadOnlyList<(DateTime Starts, DateTime Ends)> sessions, DateTime until) =>
        sessions.Count(s => s.Ends <= until) > Math.Max(1, sessions.Count / 4);

    // The last session may always be to come, so that a post-survey can be taken on its day.
    private static bool PostIsEarly(IReadOnlyList<(DateTime Starts, DateTime Ends)> sessions, DateTime from) =>
        sessions.Count(s => s.Starts <= from) < Math.Min((3 * sessions.Count + 3) / 4, sessions.Count - 1);
}
