using Engagement.Core.Programs;

namespace Engagement.Web.Components.Pages.Programs;

/// <summary>Kinds of clashes in words.</summary>
internal static class ClashNames
{
    /// <summary>All kinds, in the order of the filter.</summary>
    public static IEnumerable<(ClashKind Kind, string Name)> All => Enum.GetValues<ClashKind>().Select(k => (k, Of(k)));

    /// <summary>The name of a kind.</summary>
    public static string Of(ClashKind kind) => kind switch
    {
        ClashKind.Presenter => "Presenter twice",
        ClashKind.Room => "Room twice",
        ClashKind.Closed => "Closed",
        ClashKind.Participants => "Participants",
        ClashKind.Overlap => "Same cohort",
        ClashKind.OutsideWindow => "Outside the cohort's dates",
        _ => "Clearance",
    };
}
