using Engagement.Core.Common;

namespace Engagement.Core.ServiceRequests;

public sealed partial class ServiceRequest
{
    /// <summary>What everyone reads in place of a liaison's name.</summary>
    public const string Liaison = "A neighborhood liaison";

    /// <summary>What everyone reads in place of the name of somebody of staff.</summary>
    public const string City = "The city";

    /// <summary>Days after closing in which it can be opened again.</summary>
    public const int ReopenDays = 30;

    /// <summary>True while a liaison may say that it was not fixed.</summary>
    public bool MayReopen(DateTime utcNow) => Status is RequestStatus.Done or RequestStatus.NotForCity && ClosedAt?.AddDays(ReopenDays) >= utcNow;

    /// <summary>Moves on to another status; <paramref name="notes"/> are public.</summary>
    public Result MoveTo(RequestStatus status, string? notes, string by, DateTime utcNow)
    {
        if (status == Status) return new AlreadyThere(Number);
        // A merged one has its life in another, and merging has its own verb.
        if (Status == RequestStatus.Merged || status == RequestStatus.Merged) return new RequestForbids(Number, "merged into another one");
        (Status, StatusNotes) = (status, notes);
        ClosedAt = IsOpen ? null : utcNow;
        Add(new RequestEvent(Id, RequestEventKind.Status, Join(status.ToString(), notes), by, isPublic: true, utcNow));
        return Result.Success;
    }

    /// <summary>The city says something, to everyone or only to those who entered and follow it.</summary>
    public void Comment(string text, bool isPublic, string by, DateTime utcNow) => Add(new RequestEvent(Id, RequestEventKind.Comment, text, by, isPublic, utcNow));

    /// <summary>The city asks back whoever entered it.</summary>
    public Result Ask(string question, string by, DateTime utcNow)
    {
        if (!IsOpen) return new RequestForbids(Number, "closed");
        if (LiaisonId is null) return new NobodyToAsk();
        Add(new RequestEvent(Id, RequestEventKind.Question, question, by, isPublic: false, utcNow));
        return Result.Success;
    }

    /// <summary>Whoever entered it answers.</summary>
    public void Reply(string answer, string by, DateTime utcNow) => Add(new RequestEvent(Id, RequestEventKind.Reply, answer, by, isPublic: false, utcNow));

    /// <summary>Somebody else has seen the same.</summary>
    public Result FollowUp(string? text, string by, DateTime utcNow)
    {
        if (!IsOpen) return new RequestForbids(Number, "closed");
        Add(new RequestEvent(Id, RequestEventKind.FollowUp, text, by, isPublic: true, utcNow));
        return Result.Success;
    }

    /// <summary>Opens it again, because it was not fixed.</summary>
    public Result Reopen(string? why, string by, DateTime utcNow)
    {
        if (!MayReopen(utcNow)) return new RequestForbids(Number, IsOpen ? "open" : $"closed for more than {ReopenDays} days, or merged");
        (Status, StatusNotes, ClosedAt) = (RequestStatus.Received, null, null);
        Add(new RequestEvent(Id, RequestEventKind.Reopened, why, by, isPublic: true, utcNow));
        return Result.Success;
    }

    /// <summary>Somebody who was there says that it is fixed; the city closes it.</summary>
    public RequestEvent SayFixed(string? text, string by, DateTime utcNow)
    {
        var said = new RequestEvent(Id, RequestEventKind.Fixed, text, by, isPublic: true, utcNow);
        Add(said);
        return said;
    }

    /// <summary>Takes over corrections; null when nothing is another. Everyone reads which fields were corrected, and not what stood there.</summary>
    internal RequestEvent? Correct(Guid serviceId, string? description, string? address, double? latitude, double? longitude, string? neighborhood, DateTime? expectedAt, string by, DateTime utcNow)
    {
        var place = (Address, Latitude, Longitude) != (address, latitude, longitude);
        string?[] changed = [serviceId == ServiceId ? null : "service", description == Description ? null : "description", place ? "place" : null, expectedAt == ExpectedAt ? null : "expected day"];
        if (changed.All(c => c is null)) return null;
        (ServiceId, Description, ExpectedAt) = (serviceId, description, expectedAt);
        if (place) (Address, Latitude, Longitude, Neighborhood) = (address, latitude, longitude, latitude is null ? Neighborhood : neighborhood);
        var corrected = new RequestEvent(Id, RequestEventKind.Corrected, string.Join(", ", changed.OfType<string>()), by, isPublic: true, utcNow);
        Add(corrected);
        return corrected;
    }

    /// <summary>Goes on in another request, which says so too.</summary>
    public Result MergeInto(ServiceRequest other, string by, DateTime utcNow)
    {
        if (other.Id == Id || !other.IsOpen) return new RequestForbids(other.Number, other.Id == Id ? "this one itself" : "closed");
        if (Status == RequestStatus.Merged) return new RequestForbids(Number, "merged already");
        (Status, MergedIntoId, ClosedAt) = (RequestStatus.Merged, other.Id, utcNow);
        StatusNotes = $"The same as {other.Number}, which goes on.";
        Add(new RequestEvent(Id, RequestEventKind.Merged, other.Number, by, isPublic: true, utcNow));
        other.Add(new RequestEvent(other.Id, RequestEventKind.Merged, Number, by, isPublic: true, utcNow));
        return Result.Success;
    }

    private static string Join(string status, string? notes) => notes is null ? status : $"{status}: {notes}";
}
