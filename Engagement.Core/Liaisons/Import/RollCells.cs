using System.Globalization;
using Engagement.Core.Common;
using Engagement.Core.People;

namespace Engagement.Core.Liaisons;

/// <summary>What a row of a roll says about the liaison.</summary>
/// <param name="TrainedOn">Day of the training; the least day where the row is wrong.</param>
/// <param name="Number">Number given elsewhere; null: the next one.</param>
/// <param name="Areas">Neighborhoods and zip codes served.</param>
public sealed record RollLine(DateOnly TrainedOn, string? Number, IReadOnlyList<string> Areas);

/// <summary>Turns a row's cells into what is said about the liaison, and says what is wrong.</summary>
internal static class RollCells
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");

    private static readonly string[] Days =
        ["yyyy-M-d", "yyyy/M/d", "M/d/yyyy", "M/d/yy", "M-d-yyyy", "M-d-yy", "M.d.yyyy", "MMM d, yyyy", "MMMM d, yyyy", "d MMM yyyy", "d MMMM yyyy", "d-MMM-yyyy", "d-MMM-yy", "MMM yyyy", "MMMM yyyy", "yyyy-M-d H:mm:ss", "M/d/yyyy H:mm"];

    /// <summary>The line of a row; what can't be understood goes to <paramref name="problems"/>.</summary>
    public static RollLine Read(SheetRow row, RollMapping mapping, PersonInput person, AreaNames names, DateOnly today, List<string> problems)
    {
        var day = Day(Cell(row, mapping.TrainedOn), today, problems);
        var number = Cell(row, mapping.Number)?.ToUpperInvariant();
        if (number?.Length > 40) problems.Add("The number has more than 40 characters.");
        if (person.Age != AgeBand.Adult) problems.Add("Youth liaisons can't be imported: they graduate under the name of an adult.");
        var areas = Cell(row, mapping.Areas) is { } served ? [.. names.Read(served), .. names.Of(null, Text.Clean(person.Zip))] : names.Of(Text.Clean(person.Neighborhood), Text.Clean(person.Zip));
        if (areas.Count > AreaNames.Most) problems.Add($"At most {AreaNames.Most} areas can be served.");
        if (areas.Exists(a => a.Length > LiaisonArea.Most)) problems.Add($"The name of an area has more than {LiaisonArea.Most} characters.");
        return new RollLine(day ?? DateOnly.MinValue, number, areas);
    }

    /// <summary>The day of "3/14/2024", "2024-03-14", "March 14, 2024" or "March 2024" (its first); as Americans write them.</summary>
    internal static DateOnly? Day(string? cell, DateOnly today, List<string> problems)
    {
        if (cell is null)
            problems.Add("The training date is missing.");
        else if (!DateTime.TryParseExact(cell, Days, English, DateTimeStyles.None, out var time))
            problems.Add($"“{(cell.Length > 40 ? cell[..40] + "…" : cell)}” is not a date. Write it as 3/14/2024 or 2024-03-14.");
        else if (DateOnly.FromDateTime(time) is var day && day > today)
            problems.Add("The training date lies in the future.");
        else if (day.Year < 1990)
            problems.Add("The training date lies before 1990.");
        else return day;
        return null;
    }

    private static string? Cell(SheetRow row, int? column) => column is { } c && c < row.Cells.Count ? Text.Clean(row.Cells[c]) : null;
}
