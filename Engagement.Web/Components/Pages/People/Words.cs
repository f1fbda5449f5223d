using Engagement.Core.People;

namespace Engagement.Web.Components.Pages.People;

/// <summary>How the values of this room read on its pages.</summary>
internal static class Words
{
    /// <summary>An age band.</summary>
    public static string Text(this AgeBand age) => age switch
    {
        AgeBand.Under11 => "Under 11",
        AgeBand.From11To13 => "11 to 13",
        AgeBand.From14To15 => "14 to 15",
        AgeBand.From16To17 => "16 to 17",
        _ => "18 or older",
    };

    /// <summary>What a consent is for.</summary>
    public static string Text(this ConsentPurpose purpose) => purpose switch
    {
        ConsentPurpose.Participation => "Taking part",
        ConsentPurpose.Survey => "Surveys",
        ConsentPurpose.Photo => "Photos",
        ConsentPurpose.PhotoWithName => "Name beside photos",
        ConsentPurpose.Walk => "Neighborhood walk",
        _ => "E-mail",
    };
}
