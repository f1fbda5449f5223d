using Engagement.Core.Common;

namespace Engagement.Core.ServiceRequests;

/// <summary>Compares places that were typed: "52nd &amp; Market", "Market St and 52nd Street, Philadelphia, PA 19139" are the same.</summary>
internal static class PlaceWords
{
    // What people write or leave out, and what does not tell two places of one city apart.
    private static readonly HashSet<string> Left = new(StringComparer.Ordinal)
    {
        "and", "at", "the", "corner", "of", "y", "con", "esquina", "st", "street", "ave", "av", "avenue", "rd", "road", "blvd", "boulevard", "ln", "lane", "dr", "drive", "pl", "place", "sq", "square",
        "philadelphia", "phila", "pa", "usa",
    };

    /// <summary>The words that tell the place, in alphabetical order.</summary>
    public static string Of(string? address)
    {
        var words = Text.Folded(address).Replace(".", " ", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        // A number of five digits tells the zip code at the end, and a house at the beginning.
        while (words.Count > 1 && (Left.Contains(words[^1]) || words[^1].All(char.IsAsciiDigit) && words[^1].Length is 4 or 5)) words.RemoveAt(words.Count - 1);
        return string.Join(' ', words.Where(w => !Left.Contains(w)).Distinct().Order(StringComparer.Ordinal));
    }
}
