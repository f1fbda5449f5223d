using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.People;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Participation;

/// <summary>Who of a cohort typed this? By card code; adults also by full name or e-mail as registered, when exactly one fits.</summary>
internal static class ParticipantFinder
{
    public static async Task<Result<Guid>> FindAsync(EngagementDb db, Guid cohortId, bool cardOnly, string typed)
    {
        if (CheckedCode.Read(typed) is { Length: 7 } card
            && await db.Enrollments.Where(e => e.CardCode == card && e.CohortId == cohortId).Select(e => new { e.Id, e.Seat }).FirstOrDefaultAsync() is { } byCard)
            return byCard.Seat is null ? new NoSeatYet() : byCard.Id;
        if (cardOnly) return new CardOnly();
        var folded = Text.Folded(typed);
        // Everything that is searched for is in SearchText, so this narrows down; the comparison proper follows.
        if (folded.Length < 2) return new NobodyFits();
        var near = await (from e in db.Enrollments
                          join p in db.People on e.PersonId equals p.Id
                          where e.CohortId == cohortId && p.Age == AgeBand.Adult && p.SearchText.Contains(folded)
                              && (e.Seat != null || e.Stage == Stage.Applied || e.Stage == Stage.Waitlisted)
                          select new { e.Id, e.Seat, p.GivenName, p.FamilyName, p.NameAsPrinted, p.Email }).Take(20).ToListAsync();
        var fits = near.Where(p => folded == Text.Folded(Person.WholeName(p.GivenName, p.FamilyName)) || folded == Text.Folded(p.NameAsPrinted) || folded == Text.Folded(p.Email)).ToList();
        if (fits is not [var only]) return new NobodyFits();
        return only.Seat is null ? new NoSeatYet() : only.Id;
    }
}
