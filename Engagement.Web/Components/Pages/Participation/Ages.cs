using Engagement.Core.People;

namespace Engagement.Web.Components.Pages.Participation;

/// <summary>Age bands in words, for staff.</summary>
internal static class Ages
{
    public static IReadOnlyList<(AgeBand Band, string Text)> All { get; } =
    [
        (AgeBand.Adult, "18 or older"), (AgeBand.Under11, "Under 11"), (AgeBand.From11To13, "11 to 13"), (AgeBand.From14To15, "14 to 15"), (AgeBand.From16To17, "16 to 17"),
    ];
}
