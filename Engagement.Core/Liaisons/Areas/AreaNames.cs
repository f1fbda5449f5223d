using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Liaisons;

/// <summary>Reads names of neighborhoods and zip codes as people write them, and gives those of the boundaries their proper name.</summary>
public sealed class AreaNames
{
    /// <summary>Most areas that one liaison serves.</summary>
    public const int Most = 30;

    private static readonly char[] Separators = [';', ',', '/', '|', '\n'];
    private readonly Dictionary<string, string> known;

    /// <summary>Over the names of the boundaries.</summary>
    public AreaNames(IEnumerable<string> names) => known = names.GroupBy(Text.Folded).ToDictionary(g => g.Key, g => g.First());

    internal static async Task<AreaNames> LoadAsync(EngagementDb db) => new(await db.Neighborhoods.Select(n => n.Name).ToListAsync());

    /// <summary>The areas of a text such as "Fishtown; West Kensington, 19125"; a name that the boundaries know as a whole is not cut.</summary>
    public List<string> Read(string? typed)
    {
        if (Text.CleanLines(typed) is not { } text) return [];
        if (known.TryGetValue(Text.Folded(text), out var whole)) return [whole];
        return [.. text.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(n => known.GetValueOrDefault(Text.Folded(n), n)).DistinctBy(n => n.ToUpperInvariant())];
    }

    /// <summary>What is wrong with what was typed, or null.</summary>
    internal Invalid? Problems(string? typed, string field) => new Check()
        .That(Read(typed).Count > Most, field, $"At most {Most} areas can be served.")
        .That(Read(typed).Exists(n => n.Length > LiaisonArea.Most), field, $"The name of an area may have at most {LiaisonArea.Most} characters.")
        .Failed;
}
