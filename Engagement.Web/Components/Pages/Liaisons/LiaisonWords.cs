using System.Globalization;
using Engagement.Core.Liaisons;

namespace Engagement.Web.Components.Pages.Liaisons;

/// <summary>Standings and states in words and colors.</summary>
internal static class LiaisonWords
{
    public static string Class(this Standing standing) => standing switch { Standing.Active => "good", Standing.Invited => "", Standing.Suspended => "bad", _ => "warn" };

    public static string Text(this InvitationState state) => state switch
    {
        InvitationState.None => "Not invited yet",
        InvitationState.Open => "Invited",
        InvitationState.RunOut => "Link has run out",
        _ => "Withdrawn",
    };

    public static string Class(this InvitationState state) => state switch { InvitationState.Open => "good", InvitationState.RunOut => "warn", _ => "" };

    public static string Day(DateOnly? day, string none = "—") => day?.ToString("MMM d, yyyy", CultureInfo.CurrentCulture) ?? none;

    public static string Day(DateTime? utc, string none = "—") => utc?.ToString("MMM d, yyyy", CultureInfo.CurrentCulture) ?? none;
}
