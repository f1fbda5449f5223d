using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.People;

/// <summary>Searching people, without regard to case and accents.</summary>
internal static class PersonSearch
{
    /// <summary>Most words that are looked for; the rest of a pasted text is passed over.</summary>
    private const int MostWords = 6;

    /// <summary>People in whose record, or in the name of one of whose cohorts, every word occurs.</summary>
    public static async Task<IQueryable<Person>> MatchingAsync(this IQueryable<Person> people, EngagementDb db, string? search)
    {
        var words = Text.Folded(search?.Length > 200 ? search[..200] : search).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(MostWords).ToList();
        if (words.Count == 0) return string.IsNullOrWhiteSpace(search) ? people : people.Where(p => false);
        // Cohorts are some hundreds and their names are not stored folded.
        var cohorts = (await db.Cohorts.AsNoTracking().Select(c => new { c.Id, c.Name }).ToListAsync())
            .Select(c => (c.Id, Name: Text.Folded(c.Name))).ToList();
        foreach (var word in words)
        {
            var ids = cohorts.Where(c => c.Name.Contains(word, StringComparison.Ordinal)).Select(c => c.Id).ToList();
            people = ids.Count == 0
                ? people.Where(p => p.SearchText.Contains(word))
                : people.Where(p => p.SearchText.Contains(word) || db.Enrollments.Any(e => e.PersonId == p.Id && ids.Contains(e.CohortId)));
        }
        return people;
    }
}
