using System.Globalization;
using Engagement.Core.Common;
using Engagement.Core.Programs;

namespace Engagement.Web.Components.Pages.Programs;

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
        IEnumerable<Guid> ids => string.Create(CultureInfo.InvariantCulture, $"{ids.Count()} chosen"),
        IEnumerable<Activity> plan => string.Join("; ", plan.Select(a => $"{a.Title} ({a.Minutes} min)")),
        IEnumerable<Material> materials => string.Join("; ", materials.Select(m => m.Title)),
        DateOnly date => When.Date(date),
        TimeOnly time => When.Time(time),
        _ => Convert.ToString(value, CultureInfo.CurrentCulture) ?? "",
    };

    private static string Words(string name) =>
        string.Concat(name.Replace("Id", "", StringComparison.Ordinal).Select((c, i) => i > 0 && char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : c.ToString()));
}
