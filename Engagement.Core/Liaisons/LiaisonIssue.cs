using System.Globalization;
using Engagement.Core.Data;

namespace Engagement.Core.Liaisons;

/// <summary>Somebody who becomes a liaison.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="TrainedOn">Day of the training.</param>
/// <param name="ExpiresOn">Last day of the standing; null: does not end.</param>
/// <param name="Areas">What is served, as far as it is known.</param>
internal sealed record NewLiaison(Guid PersonId, DateOnly TrainedOn, DateOnly? ExpiresOn, IReadOnlyList<string> Areas)
{
    /// <summary>A number given elsewhere; null: the next of the series.</summary>
    public string? Number { get; init; }

    /// <summary>The enrollment whose completion grants it.</summary>
    public Guid? EnrollmentId { get; init; }

    /// <summary>An administrator's written reason.</summary>
    public string? ExceptionReason { get; init; }
}

/// <summary>Makes liaisons inside the transaction of whoever may: graduation, an import, an administrator's exception. There is no other way.</summary>
internal static class LiaisonIssue
{
    /// <summary>Last day of a standing that begins on a day and lasts so many months; null where it does not end.</summary>
    public static DateOnly? End(DateOnly day, int? months) => months is { } m ? day.AddMonths(m) : null;

    /// <summary>Adds them, in order, with the next numbers where they have none; saved by the caller.</summary>
    public static async Task<List<Liaison>> AddAsync(EngagementDb db, IReadOnlyList<NewLiaison> all, DateTime utcNow)
    {
        if (all.Max(n => Running(n.Number)) is { } highest) await NumberSeries.PassAsync(db, Liaison.Series, highest);
        var without = all.Count(n => n.Number is null);
        var numbers = new Queue<string>(without == 0 ? [] : await NumberSeries.TakeAsync(db, Liaison.Series, without));
        var made = all.Select(n =>
        {
            var liaison = new Liaison(n.PersonId, n.Number ?? numbers.Dequeue(), n.TrainedOn, n.ExpiresOn, utcNow) { EnrollmentId = n.EnrollmentId, ExceptionReason = n.ExceptionReason };
            liaison.Serve(n.Areas);
            return liaison;
        }).ToList();
        db.AddRange(made);
        return made;
    }

    /// <summary>The running number of "NL-0311"; null for a number of another kind.</summary>
    public static int? Running(string? number) =>
        number is not null && number.StartsWith(Liaison.Series + "-", StringComparison.OrdinalIgnoreCase)
        && int.TryParse(number.AsSpan(Liaison.Series.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var running) ? running : null;
}
