namespace Engagement.Core.Participation;

/// <summary>The step from a seat to completion.</summary>
internal static class CompletionVerbs
{
    /// <summary>Completes an enrollment; one that is completed stays as it is.</summary>
    public static void Complete(this Enrollment enrollment, DateOnly today, DateTime utcNow, string by)
    {
        if (enrollment.Stage == Stage.Completed) return;
        enrollment.Move(Stage.Completed, utcNow, by, enrollment.CompletionReason);
        enrollment.CompletedOn = today;
    }
}
