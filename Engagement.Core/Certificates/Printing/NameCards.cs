using Engagement.Core.Common;
using Engagement.Core.Office;

namespace Engagement.Core.Certificates.Printing;

/// <summary>Somebody who gets a name card; an empty name can't be printed and is written by hand.</summary>
internal sealed record CardHolder(string Name, string CardCode);

/// <summary>Name cards of a cohort: name, cohort, check-in code as text and QR code.</summary>
internal static class NameCards
{
    /// <summary>The cards of a cohort.</summary>
    public static byte[] Make(string cohort, IReadOnlyList<CardHolder> people, OfficeSettings office, DateOnly date) =>
        CardSheet.Make($"Name cards: {cohort}", [.. people.Select(p => new CardSheet.Card(office.OfficeName, p.Name, cohort, CheckedCode.Print(p.CardCode), p.CardCode,
            $"QR code of the check-in code {CheckedCode.Print(p.CardCode)}"))], office, date);
}
