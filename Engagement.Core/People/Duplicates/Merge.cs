using System.Text.Json;
using Engagement.Core.Common;
using Engagement.Core.Participation;

namespace Engagement.Core.People;

/// <summary>A merge of two records, with all that is needed to undo it.</summary>
public sealed class Merge : Entity, IAudited
{
    private Merge() { }

    /// <summary>A merge that happens now.</summary>
    public Merge(Guid keptId, Guid removedId, string by, DateTime utcNow) => (KeptId, RemovedId, By, At) = (keptId, removedId, by, utcNow);

    /// <summary>The record that stays.</summary>
    public Guid KeptId { get; private set; }

    /// <summary>The record that is hidden.</summary>
    public Guid RemovedId { get; private set; }

    /// <summary>Who merged.</summary>
    public string By { get; private set; } = "";

    /// <summary>When (UTC).</summary>
    public DateTime At { get; private set; }

    /// <summary>When it was undone (UTC).</summary>
    public DateTime? UndoneAt { get; internal set; }

    /// <summary>What was moved and which values were replaced, as JSON (<see cref="MergeLog"/>); emptied when the person is erased.</summary>
    [NotAudited]
    public string? Log { get; internal set; }

    Guid IAudited.AuditSubject => KeptId;

    internal MergeLog Read() => Log is null ? new MergeLog() : JsonSerializer.Deserialize<MergeLog>(Log)!;

    internal void Write(MergeLog log) => Log = JsonSerializer.Serialize(log);
}

/// <summary>What a merge did.</summary>
internal sealed class MergeLog
{
    /// <summary>Replaced fields of the kept record: before and after.</summary>
    public Dictionary<string, string?[]> Fields { get; set; } = [];

    /// <summary>Enrollments that went over.</summary>
    public List<Guid> Enrollments { get; set; } = [];

    /// <summary>Enrollments without a seat that stayed with the hidden record and were withdrawn, with their stage before.</summary>
    public Dictionary<Guid, Stage> Withdrawn { get; set; } = [];

    /// <summary>Consents that went over.</summary>
    public List<Guid> Consents { get; set; } = [];

    /// <summary>Notes that went over.</summary>
    public List<Guid> Notes { get; set; } = [];

    /// <summary>Guardians that went over.</summary>
    public List<Guid> Guardians { get; set; } = [];

    /// <summary>Mails that went over.</summary>
    public List<Guid> Mails { get; set; } = [];

    /// <summary>Enrollments whose survey code went over to another one, by the enrollment that lost it. Never the code: this outlives the list of codes.</summary>
    public Dictionary<Guid, Guid> Codes { get; set; } = [];

    /// <summary>The liaison who went over.</summary>
    public Guid? Liaison { get; set; }
}

/// <summary>Two records that were looked at and belong to two people; they are not proposed again.</summary>
public sealed class DistinctPair : Entity, IAudited
{
    private DistinctPair() { }

    /// <summary>In either order.</summary>
    public DistinctPair(Guid a, Guid b) => (FirstId, SecondId) = a.CompareTo(b) < 0 ? (a, b) : (b, a);

    /// <summary>The lower identity.</summary>
    public Guid FirstId { get; private set; }

    /// <summary>The higher identity.</summary>
    public Guid SecondId { get; private set; }

    Guid IAudited.AuditSubject => FirstId;
}
