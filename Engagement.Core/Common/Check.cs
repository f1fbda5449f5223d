using System.Text.RegularExpressions;

namespace Engagement.Core.Common;

/// <summary>
/// Collects what is wrong with an input, field by field, so that a form can show everything at once.
/// Field names are those of the input's properties.
/// </summary>
public sealed partial class Check
{
    private readonly List<FieldProblem> problems = [];

    /// <summary>The collected problems, or null when there are none.</summary>
    public Invalid? Failed => problems.Count == 0 ? null : new Invalid(problems);

    /// <summary>Adds a problem when <paramref name="wrong"/>.</summary>
    public Check That(bool wrong, string field, string message)
    {
        if (wrong) problems.Add(new FieldProblem(field, message));
        return this;
    }

    /// <summary>A text that must be there and fit.</summary>
    public Check Required(string? value, string field, string label, int most = 200) =>
        string.IsNullOrWhiteSpace(value) ? That(wrong: true, field, $"{label} is missing.") : Fits(value, field, label, most);

    /// <summary>A text that may be empty but must fit.</summary>
    public Check Fits(string? value, string field, string label, int most = 200) =>
        That(value?.Length > most, field, $"{label} may have at most {most} characters; this has {value?.Length}.");

    /// <summary>A number within bounds, both included.</summary>
    public Check Between(int value, int least, int most, string field, string label) =>
        That(value < least || value > most, field, $"{label} must be between {least} and {most}.");

    /// <summary>An e-mail address, or nothing. Only the shape is checked: one @ with something on both sides, no spaces.</summary>
    public Check Email(string? value, string field, string label = "E-mail address") =>
        That(!string.IsNullOrWhiteSpace(value) && !(value.Length <= 254 && EmailShape().IsMatch(value.Trim())), field,
            $"{label} does not look like an e-mail address.");

    /// <summary>A web address with http or https, or nothing.</summary>
    public Check Link(string? value, string field, string label) =>
        That(!string.IsNullOrWhiteSpace(value)
            && !(value.Length <= 2000 && Uri.TryCreate(value, UriKind.Absolute, out var uri) && (uri.Scheme == "http" || uri.Scheme == "https")),
            field, $"{label} must be a web address that starts with https://.");

    [GeneratedRegex(@"^[^@\s<>,;""\r\n]+@[^@\s<>,;""\r\n]+\.[^@\s<>,;""\r\n.]+$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 200)]
    private static partial Regex EmailShape();
}
