namespace Engagement.Core.Surveys.Analysis;

/// <summary>Why a result lacks figures. A result with a gap holds what can be computed and null for the rest; nothing throws.</summary>
public enum Gap
{
    /// <summary>Nothing is missing.</summary>
    None,

    /// <summary>Fewer values than the method needs: two pairs for a t test, two persons in each group for Welch's, one difference that is not zero for Wilcoxon's.</summary>
    TooFew,

    /// <summary>All values or all differences are the same: there is no spread to measure the difference by.</summary>
    NoSpread,

    /// <summary>Nobody changed: there is nothing to test.</summary>
    NoChange,
}
