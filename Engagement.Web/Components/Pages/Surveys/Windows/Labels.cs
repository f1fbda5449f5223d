using System.Globalization;
using Engagement.Core.Surveys;

namespace Engagement.Web.Components.Pages.Surveys.Windows;

/// <summary>What plans and windows are called on staff pages.</summary>
internal static class Labels
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");

    public static string Of(Promise promise) => promise switch
    {
        Promise.Identified => "Identified",
        Promise.Confidential => "Confidential",
        _ => "Anonymous",
    };

    public static string Meaning(Promise promise) => promise switch
    {
        Promise.Identified => "Staff see who answered.",
        Promise.Confidential => "Pre and post are paired by a code. Nobody looks up what one person answered, and the list of codes and names is destroyed.",
        _ => "One-use tickets. Nothing ties an answer to a person, and pre and post can’t be paired.",
    };

    public static string Of(WindowKind kind) => kind switch
    {
        WindowKind.Pre => "Pre-survey, before the program",
        WindowKind.Post => "Post-survey, after the program",
        WindowKind.Feedback => "Feedback",
        _ => "Follow-up, some time later",
    };

    public static string Of(WindowState state) => state switch { WindowState.Ahead => "not open yet", WindowState.Open => "open", _ => "closed" };

    public static string Badge(WindowState state) => state switch { WindowState.Open => "badge good", WindowState.Ahead => "badge warn", _ => "badge" };

    /// <summary>"Mon, Mar 2, 2026, 6:00 PM".</summary>
    public static string Time(DateTime local) => local.ToString("ddd, MMM d, yyyy, h:mm tt", English);

    /// <summary>When a window opens and closes.</summary>
    public static string Times(WindowRow row)
    {
        var opens = row.Opens is not { } o ? "Opens by hand" : row.State == WindowState.Ahead ? $"Opens {Time(o)}" : $"Opened {Time(o)}";
        var closes = row.Closes is not { } c ? "closes by hand" : row.State == WindowState.Closed ? $"closed {Time(c)}" : $"closes {Time(c)}";
        return $"{opens}, {closes}.{(row.WithSession ? " Follows its session when it moves." : "")}";
    }
}
