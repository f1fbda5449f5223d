using System.Globalization;
using Engagement.Core.Data;

namespace Engagement.Core.Certificates;

/// <summary>Numbers such as "ACA-2026-0042": a series for each program and year.</summary>
public static class CertificateNumbers
{
    /// <summary>"ACA" for "academy": the first three letters or digits of the program's short name.</summary>
    public static string Prefix(string slug)
    {
        var letters = new string([.. slug.Where(char.IsAsciiLetterOrDigit).Take(3)]).ToUpperInvariant();
        return letters.Length == 0 ? "CER" : letters;
    }

    /// <summary>The next numbers, inside the caller's transaction.</summary>
    internal static Task<IReadOnlyList<string>> TakeAsync(EngagementDb db, string slug, int year, int count) =>
        NumberSeries.TakeAsync(db, string.Create(CultureInfo.InvariantCulture, $"{Prefix(slug)}-{year}"), count);
}
