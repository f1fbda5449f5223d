using System.Text.Json;

namespace Engagement.Core.ServiceRequests;

/// <summary>A service as a destination lists it.</summary>
public sealed record TheirOffer(string Code, string Name, string? Group, string Type, IReadOnlyList<TheirAttribute> Attributes);

/// <summary>What a destination asks for a service.</summary>
public sealed record TheirAttribute(string Code, string? Description, string Type, bool Required, bool Variable, IReadOnlyList<TheirValue> Values);

/// <summary>A value of a list there.</summary>
public sealed record TheirValue(string Key, string Name);

/// <summary>A difference between the list that was read before and the present one.</summary>
/// <param name="Code">Code there.</param>
/// <param name="What">In words.</param>
/// <param name="Mapped">True when one of our services is sent there under this code.</param>
public sealed record TheirChange(string Code, string What, bool Mapped);

/// <summary>What is stored of a destination as JSON.</summary>
internal static class Destinations
{
    /// <summary>Our service code → theirs.</summary>
    public static Dictionary<string, string> Map(this Destination destination) => JsonSerializer.Deserialize<Dictionary<string, string>>(destination.Mapping) ?? [];

    /// <summary>Their services as they were last read.</summary>
    public static IReadOnlyList<TheirOffer> Theirs(this Destination destination) =>
        destination.Services is null ? [] : JsonSerializer.Deserialize<List<TheirOffer>>(destination.Services) ?? [];

    /// <summary>The stored form.</summary>
    public static string ToJson<T>(T value) => JsonSerializer.Serialize(value);

    /// <summary>What changed between two lists, mapped services first.</summary>
    public static IReadOnlyList<TheirChange> Changes(IReadOnlyList<TheirOffer> before, IReadOnlyList<TheirOffer> after, IReadOnlyCollection<string> mapped)
    {
        var old = before.ToDictionary(s => s.Code, StringComparer.Ordinal);
        var now = after.ToDictionary(s => s.Code, StringComparer.Ordinal);
        var gone = before.Where(s => !now.ContainsKey(s.Code)).Select(s => (s.Code, $"{s.Name} is gone"));
        var added = after.Where(s => !old.ContainsKey(s.Code)).Select(s => (s.Code, $"{s.Name} is new"));
        var changed = after.Where(s => old.ContainsKey(s.Code)).SelectMany(s => Differences(old[s.Code], s).Select(d => (s.Code, $"{s.Name}: {d}")));
        return [.. gone.Concat(changed).Concat(added).Select(c => new TheirChange(c.Item1, c.Item2, mapped.Contains(c.Item1))).OrderByDescending(c => c.Mapped)];
    }

    private static IEnumerable<string> Differences(TheirOffer before, TheirOffer after)
    {
        if (before.Name != after.Name) yield return $"was called {before.Name}";
        if (before.Type != after.Type) yield return $"was {before.Type}, is {after.Type}";
        foreach (var a in after.Attributes.Where(a => a.Required && !before.Attributes.Any(b => b.Code == a.Code && b.Required))) yield return $"now requires {a.Description ?? a.Code}";
        foreach (var b in before.Attributes.Where(b => !after.Attributes.Any(a => a.Code == b.Code))) yield return $"does not ask {b.Description ?? b.Code} any more";
    }
}
