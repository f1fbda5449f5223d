using System.Collections;
using System.Globalization;
using Engagement.Core.Common;
using Engagement.Core.Office;
using Engagement.Core.Programs;

namespace Engagement.Web.Components.Shared;

/// <summary>What somebody else saved that differs from what is in a form, field by field, for the one who came second.</summary>
internal static class Differences
{
    /// <summary>Label and saved value of each field that differs.</summary>
    public static IReadOnlyList<(string Label, string Value)> Between<T>(T saved, T typed) =>
        [.. typeof(T).GetProperties()
            .Where(p => p is { CanWrite: true, Name: not (nameof(Entity.Version) or nameof(CohortInput.Replan)) })
            .Where(p => Key(p.GetValue(saved)) != Key(p.GetValue(typed)))
            .Select(p => (Words(p.Name), Shown(p.GetValue(saved)) is { Length: > 0 } text ? text : "empty"))];

    // Ids are compared as such, though they are not shown.
    private static string Key(object? value) => value switch
    {
        Guid id => id.ToString(),
        IEnumerable<Guid> ids => string.Join(' ', ids.Order()),
        _ => Shown(value),
    };

    private static string Shown(object? value) => value switch
    {
        Guid => "another choice",
        bool yes => yes ? "yes" : "no",
        DateOnly date => When.Date(date),
        TimeOnly time => When.Time(time),
        Activity a => $"{a.Title} ({a.Minutes} min)",
        Material m => m.Title,
        RoomInput r => string.Create(CultureInfo.CurrentCulture, $"{r.Name} ({r.Capacity} seats)"),
        Signatory s => $"{s.Name}, {s.Title}",
        IEnumerable<Guid> ids => string.Create(CultureInfo.InvariantCulture, $"{ids.Count()} chosen"),
        IEnumerable rows and not string => string.Join("; ", rows.Cast<object>().Select(Shown)),
        _ => Convert.ToString(value, CultureInfo.CurrentCulture) ?? "",
    };

    private static string Words(string name) =>
        string.Concat(name.Replace("Id", "", StringComparison.Ordinal).Select((c, i) => i > 0 && char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : c.ToString()));
}
