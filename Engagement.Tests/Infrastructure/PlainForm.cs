using System.Net;
using System.Text.RegularExpressions;

namespace Engagement.Tests.Infrastructure;

/// <summary>A page's form as a program without a browser fills it in.</summary>
public static partial class PlainForm
{
    /// <summary>Names and values of the inputs of that form of the page that has a field named <paramref name="field"/>.</summary>
    public static Dictionary<string, string> Fields(string html, string field)
    {
        var form = html.Split("<form").Skip(1).Select(f => f.Split("</form>")[0]).First(f => f.Contains($"name=\"{field}\"", StringComparison.Ordinal));
        return InputPattern().Matches(form).ToDictionary(m => m.Groups["name"].Value, m => WebUtility.HtmlDecode(m.Groups["value"].Value));
    }

    [GeneratedRegex("<input[^>]*name=\"(?<name>[^\"]+)\"[^>]*value=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex InputPattern();
}
