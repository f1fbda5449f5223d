namespace Engagement.Core.People;

/// <summary>How far two words are apart.</summary>
public static class NameDistance
{
    /// <summary>
    /// Insertions, deletions, replacements and swaps of neighbors that lead from one word to the other
    /// (optimal string alignment; Damerau 1964), or <paramref name="most"/> + 1 when there are more.
    /// </summary>
    public static int Between(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int most)
    {
        if (Math.Abs(a.Length - b.Length) > most) return most + 1;
        if (a.Length > 64 || b.Length > 64) return a.SequenceEqual(b) ? 0 : most + 1;
        Span<int> before = stackalloc int[b.Length + 1], last = stackalloc int[b.Length + 1], now = stackalloc int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++) last[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            now[0] = i;
            var least = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                now[j] = Math.Min(Math.Min(now[j - 1] + 1, last[j] + 1), last[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) now[j] = Math.Min(now[j], before[j - 2] + 1);
                least = Math.Min(least, now[j]);
            }
            if (least > most) return most + 1;
            var free = before;
            before = last;
            last = now;
            now = free;
        }
        return Math.Min(last[b.Length], most + 1);
    }
}
