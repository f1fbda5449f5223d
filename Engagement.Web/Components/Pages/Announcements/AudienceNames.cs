using Engagement.Core.Announcements;

namespace Engagement.Web.Components.Pages.Announcements;

/// <summary>Audiences in words for staff.</summary>
internal static class AudienceNames
{
    public static string Text(this Audience audience) => audience switch
    {
        Audience.Cohort => "a cohort",
        Audience.Session => "those of a session",
        Audience.Liaisons => "liaisons",
        Audience.Presenters => "presenters",
        _ => "guardians",
    };
}
