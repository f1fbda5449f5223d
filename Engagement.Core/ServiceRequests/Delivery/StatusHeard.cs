using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.ServiceRequests;

/// <summary>What a destination says about a request, brought to the request.</summary>
internal static class StatusHeard
{
    private const int MostKept = 20_000, MostNotes = 2000, MostAttempts = 3;

    /// <summary>True when it is something new.</summary>
    public static bool Differs(Delivery delivery, GeoItem item) => Kept(item) != delivery.External;

    /// <summary>
    /// Keeps all of it, unknown fields included, and moves the request: closed when every destination that has it says so, open again when one of them opens it. Texts
    /// become public, as they are there. A status outside of the specification is named and moves nothing.
    /// </summary>
    public static async Task TakeAsync(EngagementDb db, Destination destination, Guid deliveryId, GeoItem item, LinkService links, DateTime now)
    {
        // Somebody edits the request, or queues news to the same liaison, at the same moment: it is done again on what they left; after that the next round hears the same.
        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            await BringAsync(db, destination, await db.Deliveries.SingleAsync(d => d.Id == deliveryId), item, links, now);
            var stale = await db.TrySaveAsync("The request", new Stale("The request"));
            db.ChangeTracker.Clear();
            if (stale is null) return;
        }
    }

    private static async Task BringAsync(EngagementDb db, Destination destination, Delivery delivery, GeoItem item, LinkService links, DateTime now)
    {
        var status = item["status"]?.ToLowerInvariant();
        var (before, wasClosed) = (delivery.External, delivery.Closed);
        (delivery.External, delivery.ExternalUpdatedAt, delivery.AskedAt) = (Kept(item), item.Time("updated_datetime"), now);
        if (status is "open" or "closed") delivery.Closed = status == "closed";
        delivery.Problem = status is "open" or "closed" ? null : $"{destination.Name} says the status \"{(status?.Length > 100 ? status[..100] : status)}\", which is neither open nor closed.";
        var request = await db.ServiceRequests.SingleAsync(r => r.Id == delivery.RequestId);
        var notes = Notes(item["status_notes"]);
        if (item.Time("expected_datetime") is { } expected) request.ExpectedAt = expected;
        var elsewhereOpen = await db.Deliveries.AnyAsync(d => d.RequestId == request.Id && d.Id != delivery.Id && d.State == DeliveryState.Taken && d.ExternalId != null && !d.Closed);
        var moved = (delivery.Closed, wasClosed, request.IsOpen) switch
        {
            (true, _, true) when !elsewhereOpen => request.MoveTo(RequestStatus.Done, notes, destination.Name, now).Ok,
            // What a person here closed stays closed, until the destination itself changes its mind.
            (false, true, false) => request.MoveTo(RequestStatus.InProgress, notes, destination.Name, now).Ok,
            _ => false,
        };
        if (!moved && notes is not null && notes != OldNotes(before))
        {
            request.StatusNotes = notes;
            request.Comment(notes, isPublic: true, destination.Name, now);
        }
        if (request.Events.Count > 0) await RequestNews.QueueAsync(db, links, request, now);
    }

    private static string Kept(GeoItem item)
    {
        var text = item.Json.ToJsonString();
        return text.Length <= MostKept ? text : text[..MostKept];
    }

    private static string? Notes(string? text) => Text.CleanLines(text) is { } notes ? (notes.Length > MostNotes ? notes[..MostNotes] : notes) : null;

    private static string? OldNotes(string? kept)
    {
        try
        {
            return kept is null ? null : Notes((System.Text.Json.Nodes.JsonNode.Parse(kept) as System.Text.Json.Nodes.JsonObject)?["status_notes"]?.ToString());
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }
}
