using System.Globalization;
using System.Text.Json;
using Engagement.Core.Common;

namespace Engagement.Core.ServiceRequests;

/// <summary>Answers to what a service asks (GeoReport v2, service definition): checked, and as they are stored. Messages carry no values, because pages translate them.</summary>
public static class AttributeAnswers
{
    private const int MostLine = 400, MostText = 4000;

    /// <summary>The stored form: code → values.</summary>
    public static string ToJson(IReadOnlyDictionary<string, IReadOnlyList<string>> answers) => JsonSerializer.Serialize(answers);

    /// <summary>What <see cref="ToJson"/> wrote.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Parse(string json) => JsonSerializer.Deserialize<Dictionary<string, IReadOnlyList<string>>>(json) ?? [];

    /// <summary>The answers in the service's order and without empty ones; problems are added to <paramref name="check"/>.</summary>
    internal static Dictionary<string, IReadOnlyList<string>> Read(Check check, IReadOnlyList<ServiceAttribute> asked, IReadOnlyDictionary<string, IReadOnlyList<string>> given)
    {
        var answers = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var attribute in asked.Where(a => a.Variable))
        {
            var field = RequestEntry.AttributeField(attribute.Code);
            var values = (given.GetValueOrDefault(attribute.Code) ?? []).Select(Text.CleanLines).OfType<string>().Distinct().ToList();
            if (values.Count > 0) answers[attribute.Code] = values;
            check.That(attribute.Required && values.Count == 0, field, "This question must be answered.")
                .That(values.Count > 1 && attribute.Type != AttributeType.MultiValueList, field, "This question takes one answer.");
            if (values.Select(v => Problem(attribute, v)).OfType<string>().FirstOrDefault() is { } problem) check.That(wrong: true, field, problem);
        }
        foreach (var code in given.Where(g => !asked.Any(a => a.Variable && a.Code == g.Key)).Select(g => g.Key))
            check.That(wrong: true, RequestEntry.AttributeField(code), "The service does not ask this.");
        return answers;
    }

    private static string? Problem(ServiceAttribute attribute, string value) => attribute.Type switch
    {
        AttributeType.Number when !double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) || !double.IsFinite(n) => "The answer must be a number.",
        AttributeType.DateTime when !DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out _) => "The answer must be a date, such as 2026-03-02.",
        AttributeType.SingleValueList or AttributeType.MultiValueList when !attribute.Values.Exists(v => v.Key == value) => "Choose an answer of the list.",
        AttributeType.Text when value.Length > MostText => "Please use at most 4,000 characters.",
        AttributeType.String or AttributeType.Number or AttributeType.DateTime when value.Length > MostLine => "Please use at most 400 characters.",
        _ => null,
    };
}
