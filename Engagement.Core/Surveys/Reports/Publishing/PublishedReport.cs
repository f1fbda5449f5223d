using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Engagement.Core.Common;

namespace Engagement.Core.Surveys.Reports;

/// <summary>A report as it was published: its figures stay when later answers arrive or responses are deleted.</summary>
public sealed class PublishedReport : Entity, IAudited
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private PublishedReport() { }

    /// <summary>Freezes a report, with small counts hidden for its audience already.</summary>
    public PublishedReport(Guid programId, string title, SurveyReport report, DateTime utcNow, string by) =>
        (ProgramId, Title, Audience, Content, PublishedAt, PublishedBy) = (programId, title, report.Audience, JsonSerializer.Serialize(report, Json), utcNow, by);

    /// <summary>The program.</summary>
    public Guid ProgramId { get; private init; }

    /// <summary>Its title.</summary>
    public string Title { get; private init; } = "";

    /// <summary>Who may read it.</summary>
    public Audience Audience { get; private init; }

    /// <summary>128 random bits; who has the link of a public report may read it. Unique.</summary>
    [NotAudited]
    public string Token { get; private init; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>The report as JSON.</summary>
    [NotAudited]
    public string Content { get; private init; } = "{}";

    /// <summary>When it was published (UTC).</summary>
    public DateTime PublishedAt { get; private init; }

    /// <summary>Who published it.</summary>
    public string PublishedBy { get; private init; } = "";

    /// <summary>When it was withdrawn (UTC); its link then says so.</summary>
    public DateTime? WithdrawnAt { get; private set; }

    Guid IAudited.AuditSubject => Id;

    /// <summary>The report.</summary>
    public SurveyReport Report() => JsonSerializer.Deserialize<SurveyReport>(Content, Json)!;

    /// <summary>Takes it back; a second time changes nothing.</summary>
    public void Withdraw(DateTime utcNow) => WithdrawnAt ??= utcNow;
}
