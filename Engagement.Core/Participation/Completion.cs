using Engagement.Core.Common;
using Engagement.Core.Programs;

namespace Engagement.Core.Participation;

/// <summary>Whether somebody has completed.</summary>
public enum CompletionState
{
    /// <summary>The rule is met, or a coordinator granted it.</summary>
    Complete,

    /// <summary>Something is missing that can still be done.</summary>
    NotYet,

    /// <summary>Something is missing that can't be made up for; only a coordinator can grant it.</summary>
    Impossible,
}

/// <summary>A session as the rule sees it; cancelled ones are left out.</summary>
/// <param name="Id">The session.</param>
/// <param name="Number">Its number in the cohort.</param>
/// <param name="Held">True once it is over.</param>
/// <param name="Minutes">Its length.</param>
public sealed record CompletionSession(Guid Id, int Number, bool Held, int Minutes);

/// <summary>Where somebody stands against a program's completion rule. Computed, never stored.</summary>
/// <param name="State">The outcome.</param>
/// <param name="Reasons">What is missing, in words; why it was granted when it was.</param>
/// <param name="Attended">Sessions attended.</param>
/// <param name="Planned">Sessions that stand, held or to come.</param>
/// <param name="Minutes">Minutes attended.</param>
/// <param name="Granted">True when a coordinator granted it though the rule is not met.</param>
public sealed record Completion(CompletionState State, IReadOnlyList<string> Reasons, int Attended, int Planned, int Minutes, bool Granted)
{
    /// <summary>One line: "complete", or what is missing.</summary>
    public string Summary => State == CompletionState.Complete && !Granted ? $"Complete: {Attended} of {Planned} sessions" : string.Join("; ", Reasons);

    /// <summary>
    /// Judges one participant. Shares count against all standing sessions, so that nobody is complete early and falls back later;
    /// when the last session is over these are the held ones.
    /// </summary>
    /// <param name="rule">The program's rule; every part that is set must be met. Without any part, one attended session is asked for.</param>
    /// <param name="sessions">The cohort's sessions without the cancelled ones.</param>
    /// <param name="attended">Sessions at which the participant was present or late.</param>
    /// <param name="survey">Whether a closing survey was handed in.</param>
    /// <param name="granted">A coordinator's written reason, or nothing.</param>
    public static Completion Of(CompletionRule rule, IReadOnlyList<CompletionSession> sessions, IReadOnlySet<Guid> attended, bool survey = false, string? granted = null)
    {
        var was = sessions.Where(s => attended.Contains(s.Id)).ToList();
        var open = sessions.Count(s => !s.Held && !attended.Contains(s.Id));
        var gaps = new List<(string Reason, bool Final)>();
        Count(rule, sessions.Count, was.Count, open, gaps);
        foreach (var number in rule.RequiredSessions.Distinct().Order())
        {
            var session = sessions.FirstOrDefault(s => s.Number == number);
            if (session is null) gaps.Add(($"session {number} is required, but the cohort has no such session", Final: true));
            else if (!attended.Contains(session.Id))
                gaps.Add((session.Held ? $"session {number} is required and was missed" : $"session {number} is required and still to come", session.Held));
        }
        if (rule.SurveyRequired && !survey) gaps.Add(("the closing survey is missing", Final: false));

        var minutes = was.Sum(s => s.Minutes);
        if (gaps.Count == 0) return new(CompletionState.Complete, [], was.Count, sessions.Count, minutes, Granted: false);
        if (granted is not null) return new(CompletionState.Complete, [$"granted: {granted}"], was.Count, sessions.Count, minutes, Granted: true);
        var state = gaps.Exists(g => g.Final) ? CompletionState.Impossible : CompletionState.NotYet;
        return new(state, [.. gaps.Select(g => g.Reason)], was.Count, sessions.Count, minutes, Granted: false);
    }

    private static void Count(CompletionRule rule, int planned, int was, int open, List<(string, bool)> gaps)
    {
        var byShare = (planned * (rule.LeastPercent ?? 0) + 99) / 100;
        var parts = rule.LeastSessions is not null || rule.LeastPercent is not null || rule.RequiredSessions.Count > 0;
        var needed = Math.Max(rule.LeastSessions ?? 0, parts ? byShare : 1);
        if (needed > planned)
            gaps.Add(($"{needed} {Sessions(needed)} needed, but the cohort has {planned}", true));
        else if (was < needed)
            gaps.Add(($"{needed - was} of {needed} {Sessions(needed)} missing", was + open < needed));
    }

    private static string Sessions(int count) => count == 1 ? "session" : "sessions";
}

/// <summary>Somebody without a seat was to be granted completion.</summary>
public sealed record NotEnrolled() : Error("Completion can only be granted to somebody who has a seat in the cohort.");
