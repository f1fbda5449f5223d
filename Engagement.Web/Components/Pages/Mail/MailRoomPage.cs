using System.Globalization;
using Engagement.Core.Common;
using Engagement.Core.Office;
using Engagement.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace Engagement.Web.Components.Pages.Mail;

/// <summary>Base of the pages of the mail room: they show times on the office's clock.</summary>
public abstract class MailRoomPage : StaffPage
{
    private string zone = new OfficeSettings().TimeZone;

    [Inject] private OfficeService Office { get; set; } = default!;

    /// <inheritdoc />
    protected override async Task LoadAsync() => zone = (await Office.GetAsync()).TimeZone;

    /// <summary>A UTC time on the office's clock, such as "Mar 2, 10:00 AM"; with the year when it is another one.</summary>
    protected string Local(DateTime utc)
    {
        var local = LocalTime.FromUtc(utc, zone);
        return local.ToString(local.Year == DateTime.UtcNow.Year ? "MMM d, h:mm tt" : "MMM d, yyyy, h:mm tt", CultureInfo.CurrentCulture);
    }
}
