using Engagement.Core.Common;

namespace Engagement.Core.Liaisons;

/// <summary>A version of the code of conduct in one language. A version is never changed: what was accepted stays readable.</summary>
public sealed class ConductText : Entity, IAudited
{
    private ConductText() { }

    /// <summary>A new version.</summary>
    public ConductText(int number, string language, string body, string by, DateTime utcNow) =>
        (Number, Language, Body, By, From) = (number, language, body, by, utcNow);

    /// <summary>Number of the version, from 1.</summary>
    public int Number { get; private init; }

    /// <summary>Language (BCP 47).</summary>
    public string Language { get; private init; } = "en";

    /// <summary>The text; lines are kept.</summary>
    public string Body { get; private init; } = "";

    /// <summary>Who wrote it.</summary>
    public string By { get; private init; } = "";

    /// <summary>In force from (UTC).</summary>
    public DateTime From { get; private init; }

    Guid IAudited.AuditSubject => Id;
}
