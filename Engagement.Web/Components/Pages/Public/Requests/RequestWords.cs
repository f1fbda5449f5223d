using System.Globalization;
using Engagement.Core.Common;
using Engagement.Core.ServiceRequests;
using Engagement.Web.Resources;
using Microsoft.Extensions.Localization;

namespace Engagement.Web.Components.Pages.Public.Requests;

/// <summary>How requests are told to liaisons and the public.</summary>
internal static class RequestWords
{
    /// <summary>The class of a status' badge.</summary>
    public static string Class(this RequestStatus status) => status switch { RequestStatus.Done => "good", RequestStatus.InProgress => "warn", _ => "" };

    /// <summary>The headline of a line of the history.</summary>
    public static string Title(this HistoryLine line, IStringLocalizer<RequestTexts> texts) => line.Kind switch
    {
        RequestEventKind.Status => texts["Status: {0}", line.Status is { } status ? texts[status.ToString()].Value : line.Text ?? ""],
        RequestEventKind.Merged => texts["Merged with {0}", line.Text ?? ""],
        _ => texts[$"Event{line.Kind}"],
    };

    /// <summary>A day on the office's wall.</summary>
    public static string Day(DateTime? utc, string zone) => utc is { } at ? LocalTime.FromUtc(at, zone).ToString("d", CultureInfo.CurrentCulture) : "";

    /// <summary>A day and time on the office's wall.</summary>
    public static string Time(DateTime utc, string zone) => LocalTime.FromUtc(utc, zone).ToString("g", CultureInfo.CurrentCulture);

    /// <summary>An error in the reader's language; what was changed meanwhile is told without the names of states.</summary>
    public static string Said(this Error error, IStringLocalizer<RequestTexts> texts) =>
        texts[error is RequestForbids or AlreadyThere ? "This was changed meanwhile, so it can't be done any more. Load the page again." : error.Message];
}
