using System.Numerics;
using Engagement.Core.Common;

namespace Engagement.Core.People;

/// <summary>
/// Finds records that may be one person: by name (accents and case aside, words in any order, a typing error or two), contacts and place.
/// Only records that share a key are compared — the sorted name, the beginnings of its words, an address, a telephone —
/// so that the work grows with the people and not with their square. Pure.
/// </summary>
public static class DuplicateFinder
{
    /// <summary>From this score on a pair is shown.</summary>
    public const int Threshold = 50;

    /// <summary>A key that more people share says nothing; it is passed over.</summary>
    private const int MostInBlock = 150;

    /// <summary>Likely pairs, the likeliest first.</summary>
    public static IReadOnlyList<DuplicatePair> Find(IReadOnlyList<Candidate> people)
    {
        var blocks = new Dictionary<string, List<int>>();
        for (var i = 0; i < people.Count; i++)
            foreach (var key in people[i].Keys())
            {
                if (!blocks.TryGetValue(key, out var block)) blocks[key] = block = [];
                block.Add(i);
            }
        var seen = new HashSet<(int, int)>();
        var pairs = new List<DuplicatePair>();
        foreach (var block in blocks.Values.Where(b => b.Count is > 1 and <= MostInBlock))
            for (var i = 0; i < block.Count; i++)
                for (var j = i + 1; j < block.Count; j++)
                    if (block[i] != block[j] && seen.Add((block[i], block[j])) && Compare(people[block[i]], people[block[j]]) is { } pair) pairs.Add(pair);
        return [.. pairs.OrderByDescending(p => p.Score).ThenBy(p => p.A).ThenBy(p => p.B)];
    }

    /// <summary>The pair with its reasons, or null when the records hardly belong to one person.</summary>
    public static DuplicatePair? Compare(Candidate a, Candidate b)
    {
        var reasons = new List<string>();
        var score = Names(a, b, reasons);
        if (score == 0) return null;
        if (a.Email is not null && a.Email == b.Email) { score += 30; reasons.Add("same e-mail"); }
        if (a.Phone is not null && a.Phone == b.Phone) { score += 30; reasons.Add("same telephone"); }
        if (a.Guardians.Overlaps(b.Guardians)) { score += 20; reasons.Add("same guardian's contact"); }
        if (a.Zip is not null && a.Zip == b.Zip) { score += 10; reasons.Add("same ZIP code"); }
        else if (a.Neighborhood is not null && a.Neighborhood == b.Neighborhood) { score += 10; reasons.Add("same neighborhood"); }
        if (a.Email is not null && b.Email is not null && a.Email != b.Email) score -= 20;
        if (a.Zip is not null && b.Zip is not null && a.Zip != b.Zip) score -= 5;
        // Father and son may share a name, and everything else.
        if (a.Minor != b.Minor) score -= 30;
        return score < Threshold ? null : new DuplicatePair(a.Id, b.Id, Math.Min(score, 100), reasons);
    }

    private static int Names(Candidate a, Candidate b, List<string> reasons)
    {
        if (a.Sorted == b.Sorted)
        {
            reasons.Add(a.Given == b.Given ? "same name" : "same name, words swapped");
            return 60;
        }
        var most = Math.Min(a.Sorted.Length, b.Sorted.Length) >= 10 ? 2 : 1;
        // One error changes at most two of the letters that occur; so nearly all pairs are told apart without counting errors.
        if (BitOperations.PopCount(a.Letters ^ b.Letters) <= 2 * most
            && Math.Min(NameDistance.Between(a.Sorted, b.Sorted, most), NameDistance.Between(a.Full, b.Full, most)) is var errors
            && errors <= most && (errors < 2 || Spread(a.Words, b.Words)))
        {
            reasons.Add("nearly the same name");
            return 45;
        }
        // "Maria Elena Ruiz" and "Maria Ruiz", "José R." and "José Ruiz".
        if (a.Words.Length > 1 && b.Words.Length > 1 && (Within(a.Words, b.Words) || Within(b.Words, a.Words)))
        {
            reasons.Add("one name is a part of the other");
            return 35;
        }
        return 0;
    }

    // Two errors in one short word make another name of it: José and Zoe, Pham and Khan.
    private static bool Spread(string[] a, string[] b) =>
        a.Length == b.Length && a.Zip(b).All(w => NameDistance.Between(w.First, w.Second, 2) <= (Math.Min(w.First.Length, w.Second.Length) >= 7 ? 2 : 1));

    private static bool Within(string[] few, string[] many) =>
        few.Length <= many.Length && Array.TrueForAll(few, w => Array.Exists(many, m => m == w || w.Length == 1 && m.StartsWith(w, StringComparison.Ordinal)));
}

/// <summary>Two records that may be one person.</summary>
/// <param name="A">One.</param>
/// <param name="B">The other.</param>
/// <param name="Score">50 to 100; higher is likelier.</param>
/// <param name="Reasons">Why, for people.</param>
public sealed record DuplicatePair(Guid A, Guid B, int Score, IReadOnlyList<string> Reasons);

/// <summary>What the finder needs to know of somebody; names folded, contacts in comparable form.</summary>
public sealed record Candidate(
    Guid Id, string Given, string Family, string? Email, string? Phone, string? Zip, string? Neighborhood, bool Minor, IReadOnlySet<string> Guardians)
{
    /// <summary>The name as it is.</summary>
    public string Full { get; } = $"{Given} {Family}";

    /// <summary>Which letters occur in the name, one bit for each (others share bits).</summary>
    public uint Letters { get; } = $"{Given}{Family}".Aggregate(0u, (bits, c) => bits | 1u << (c % 32));

    /// <summary>The words of the name.</summary>
    public string[] Words { get; } = $"{Given} {Family}".Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The words of the name, sorted.</summary>
    public string Sorted { get; } = string.Join(' ', $"{Given} {Family}".Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));

    /// <summary>A candidate of raw values.</summary>
    public static Candidate Of(Guid id, string given, string family, string? email, string? phone, string? zip, string? neighborhood, bool minor, IEnumerable<string?> guardians) =>
        new(id, Text.Folded(given), Text.Folded(family), KnownPerson.Contact(email), KnownPerson.Contact(phone), Nothing(Text.Folded(zip)), Nothing(Text.Folded(neighborhood)),
            minor, KnownPerson.Keys(guardians));

    /// <summary>Keys of the blocks it falls into. Beginnings of two words catch an error in the rest of either.</summary>
    internal IEnumerable<string> Keys()
    {
        var keys = new HashSet<string> { "n:" + Sorted };
        if (Email is not null) keys.Add("c:" + Email);
        if (Phone is not null) keys.Add("c:" + Phone);
        foreach (var g in Guardians) keys.Add("g:" + g);
        for (var i = 0; i < Math.Min(Words.Length, 4); i++)
            for (var j = 0; j < Math.Min(Words.Length, 4); j++)
                if (i != j)
                {
                    keys.Add($"p:{Start(Words[i], 4)} {Words[j][0]}");
                    keys.Add($"e:{End(Words[i], 4)} {Words[j][^1]}");
                }
        return keys;
    }

    private static string Start(string word, int length) => word.Length <= length ? word : word[..length];

    private static string End(string word, int length) => word.Length <= length ? word : word[^length..];

    private static string? Nothing(string text) => text.Length == 0 ? null : text;
}
