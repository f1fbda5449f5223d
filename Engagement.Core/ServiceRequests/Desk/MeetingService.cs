using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.ServiceRequests;

/// <summary>What became of one item of a list.</summary>
public sealed record EnteredItem(string? Number, Error? Problem);

/// <summary>Enters what was raised at a community meeting, many at once; also a single request that somebody called in.</summary>
public sealed class MeetingService(IDbContextFactory<EngagementDb> dbs, RequestIntake intake)
{
    /// <summary>Most items of one list.</summary>
    public const int Most = 100;

    /// <summary>
    /// Enters the items of a list, each once by the list's id and its own. Good ones are entered; the others come back with what is wrong, and can be sent again.
    /// </summary>
    public async Task<Result<IReadOnlyList<EnteredItem>>> EnterAsync(Actor actor, IReadOnlyList<(Guid Id, DraftInput Input)> items)
    {
        if (actor.Lacks(Permission.ManageRequests) is { } no) return no;
        if (items.Count > Most) return new Invalid("", $"A list may have at most {Most} items.");
        var outcome = new List<EnteredItem>(items.Count);
        foreach (var (id, input) in items)
        {
            await using var db = await dbs.OpenAsync(actor);
            var added = await intake.AddAsync(db, new RequestEntry
            {
                ServiceCode = input.ServiceCode ?? "",
                Source = RequestSource.Staff,
                EntryKey = $"staff {id:n}",
                Description = input.Description,
                Address = input.Address,
                Latitude = input.Latitude,
                Longitude = input.Longitude,
                Attributes = input.Attributes,
                ContactName = input.ContactName,
                ContactEmail = input.ContactEmail,
                ContactPhone = input.ContactPhone,
            });
            outcome.Add(new EnteredItem(added.Value?.Number, added.Error));
        }
        return outcome;
    }
}
