using Engagement.Core.Common;

namespace Engagement.Core.Certificates;

/// <summary>Fills the fields of a certificate's sentence. Pure, so that previews and issue say the same.</summary>
public static class CertificateText
{
    /// <summary>The fields that a text may use, in braces.</summary>
    public static IReadOnlyList<string> Fields { get; } = ["program", "cohort", "sessions", "hours", "from", "to"];

    /// <summary>The text with its fields replaced by the content's values; unknown fields stay as they are. Written in the content's language.</summary>
    public static string Fill(string template, CertificateContent content)
    {
        var text = CertificateWords.Own(template, content.Language);
        foreach (var field in Fields) text = text.Replace($"{{{field}}}", Value(field, content), StringComparison.OrdinalIgnoreCase);
        return Text.Clean(text) ?? "";
    }

    private static string Value(string field, CertificateContent c) => field switch
    {
        "program" => c.ProgramName,
        "cohort" => c.CohortName,
        "sessions" => c.Sessions.ToString(System.Globalization.CultureInfo.InvariantCulture),
        "hours" => CertificateWords.HoursOf(c.Minutes, c.Language),
        "from" => CertificateWords.Date(c.From, c.Language),
        _ => CertificateWords.Date(c.To, c.Language),
    };

    /// <summary>The line under the text: cohort, sessions, hours, dates.</summary>
    public static string Facts(CertificateContent c)
    {
        var words = CertificateWords.For(c.Language);
        var hours = CertificateWords.HoursOf(c.Minutes, c.Language);
        return $"{c.CohortName}  ·  {c.Sessions} {(c.Sessions == 1 ? words.Session : words.Sessions)}  ·  {hours} {(hours == "1" ? words.Hour : words.Hours)}  ·  {CertificateWords.Span(c.From, c.To, c.Language)}";
    }
}
