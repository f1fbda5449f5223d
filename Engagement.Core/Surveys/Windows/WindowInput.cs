using Engagement.Core.Common;
using Engagement.Core.Programs;

namespace Engagement.Core.Surveys;

/// <summary>What opens and closes a window.</summary>
public enum WindowTiming
{
    /// <summary>Staff, with a button.</summary>
    ByHand,

    /// <summary>A date and time.</summary>
    ByDate,

    /// <summary>A session: from its start to the end of its day, and it follows when the session moves.</summary>
    WithSession,
}

/// <summary>The form of a window. Dates and times are local to the cohort.</summary>
public sealed class WindowInput
{
    /// <summary>Version it was filled from; 0 for a new window.</summary>
    public int Version { get; set; }

    /// <summary>The instrument; only for a new window.</summary>
    public Guid? SurveyId { get; set; }

    /// <summary>A published version of it; null: the newest. Only for a new window.</summary>
    public Guid? VersionId { get; set; }

    /// <summary>What it is for; only for a new window.</summary>
    public WindowKind Kind { get; set; }

    /// <summary>True for one-use tickets without pairs.</summary>
    public bool Anonymous { get; set; }

    /// <summary>How questions are laid out.</summary>
    public Paging Paging { get; set; }

    /// <summary>The session that it belongs to; null: the whole cohort.</summary>
    public Guid? SessionId { get; set; }

    /// <summary>What opens and closes it.</summary>
    public WindowTiming Timing { get; set; }

    /// <summary>Day of opening, by date.</summary>
    public DateOnly? OpensOn { get; set; }

    /// <summary>Time of opening, by date.</summary>
    public TimeOnly OpensTime { get; set; } = new(8, 0);

    /// <summary>Day of closing, by date; null: by hand.</summary>
    public DateOnly? ClosesOn { get; set; }

    /// <summary>Time of closing, by date.</summary>
    public TimeOnly ClosesTime { get; set; } = new(20, 0);

    internal static WindowInput From(SurveyWindow w, string zone)
    {
        var input = new WindowInput
        {
            Version = w.Version,
            SurveyId = w.SurveyId,
            Kind = w.Kind,
            Anonymous = w.Anonymous,
            Paging = w.Paging,
            SessionId = w.SessionId,
            Timing = w.WithSession ? WindowTiming.WithSession : w.OpensAt is null ? WindowTiming.ByHand : WindowTiming.ByDate,
        };
        if (w.OpensAt is { } opens) (input.OpensOn, input.OpensTime) = Split(LocalTime.FromUtc(opens, zone));
        if (w.ClosesAt is { } closes) (input.ClosesOn, input.ClosesTime) = Split(LocalTime.FromUtc(closes, zone));
        return input;
    }

    internal Invalid? Problems() => new Check()
        .That(SurveyId is null, nameof(SurveyId), "Choose a survey.")
        .That(!Enum.IsDefined(Kind), nameof(Kind), "Choose what the window is for.")
        .That(!Enum.IsDefined(Paging), nameof(Paging), "Choose how the questions are laid out.")
        .That(Timing == WindowTiming.WithSession && SessionId is null, nameof(SessionId), "Choose the session that opens it.")
        .That(Timing == WindowTiming.ByDate && OpensOn is null, nameof(OpensOn), "Say on which day it opens.")
        .That(Timing == WindowTiming.ByDate && (OpensOn?.Year is < 2000 or > 2100 || ClosesOn?.Year is < 2000 or > 2100), nameof(OpensOn), "The date must lie between the years 2000 and 2100.")
        .That(Timing == WindowTiming.ByDate && ClosesOn is { } c && OpensOn is { } o && c.ToDateTime(ClosesTime) <= o.ToDateTime(OpensTime), nameof(ClosesOn), "It must close after it opens.")
        .Failed;

    /// <summary>Takes the times over into a window; the session must be the one that is named.</summary>
    internal void SetTimes(SurveyWindow window, Session? session, string zone, DateTime utcNow)
    {
        window.SessionId = session?.Id;
        var withSession = Timing == WindowTiming.WithSession;
        if (withSession) window.Follow(session!);
        else if (Timing == WindowTiming.ByDate)
            (window.OpensAt, window.ClosesAt) = (LocalTime.ToUtc(OpensOn!.Value, OpensTime, zone), ClosesOn is { } day ? LocalTime.ToUtc(day, ClosesTime, zone) : null);
        // By hand: one that is open stays so until somebody closes it.
        else if (window.StateAt(utcNow) == WindowState.Ahead) (window.OpensAt, window.ClosesAt) = (null, null);
        else if (window.StateAt(utcNow) == WindowState.Open) window.ClosesAt = null;
        window.WithSession = withSession;
    }

    private static (DateOnly, TimeOnly) Split(DateTime local) => (DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
}
