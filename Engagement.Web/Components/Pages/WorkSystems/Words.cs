using System.Globalization;
using Engagement.Core.ServiceRequests;

namespace Engagement.Web.Components.Pages.WorkSystems;

/// <summary>Words of this room for staff.</summary>
internal static class Words
{
    /// <summary>A moment in UTC; headings say so.</summary>
    public static string Moment(DateTime utc) => utc.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Where a delivery stands, and the color of its badge.</summary>
    public static (string Text, string Color) Of(DeliveryRow d) => d.State switch
    {
        DeliveryState.Waiting when d.Doubt => ("answer lost, will be looked for", "warn"),
        DeliveryState.Waiting => (d.Attempts == 0 ? "queued" : "will be tried again", ""),
        DeliveryState.Sending => ("being handed over", ""),
        DeliveryState.Token => ("taken, number to come", "good"),
        DeliveryState.Taken => ("taken", "good"),
        DeliveryState.Unclear => ("unclear", "bad"),
        DeliveryState.Refused => ("refused", "bad"),
        _ => ("not sent", ""),
    };
}
