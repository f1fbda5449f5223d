using Engagement.Core.Common;

namespace Engagement.Core.Surveys;

/// <summary>An instrument: a questionnaire with its versions. What is asked lies in the versions.</summary>
public sealed class Survey : Entity, IAudited
{
    private readonly List<SurveyVersion> versions = [];

    private Survey() { }

    /// <summary>An instrument with an empty draft.</summary>
    public Survey(string name, bool forMinors, SurveyContent content)
    {
        (Name, ForMinors) = (name, forMinors);
        versions.Add(new SurveyVersion(Id, 1, content));
    }

    /// <summary>Name for staff; unique.</summary>
    public string Name { get; internal set; } = "";

    /// <summary>What it is for, for staff.</summary>
    public string? Notes { get; internal set; }

    /// <summary>The program it is made for; null: any.</summary>
    public Guid? ProgramId { get; internal set; }

    /// <summary>True when minors are asked: sensitive items then need an administrator's word.</summary>
    public bool ForMinors { get; internal set; }

    /// <summary>When it was put away (UTC); it is then not offered for new windows.</summary>
    public DateTime? ArchivedAt { get; internal set; }

    /// <summary>All versions; at most one is a draft, and it is the newest.</summary>
    public IReadOnlyList<SurveyVersion> Versions => versions;

    Guid IAudited.AuditSubject => Id;

    /// <summary>The version that may be edited; null when all are published.</summary>
    public SurveyVersion? Draft => versions.Find(v => !v.Published);

    /// <summary>The newest version that windows can use.</summary>
    public SurveyVersion? Newest => versions.Where(v => v.Published).MaxBy(v => v.Number);

    /// <summary>Adds a draft that starts from the newest version; the draft that exists when there is one.</summary>
    internal SurveyVersion Revise()
    {
        if (Draft is { } draft) return draft;
        var newest = versions.MaxBy(v => v.Number)!;
        var next = new SurveyVersion(Id, newest.Number + 1, newest.Content);
        versions.Add(next);
        return next;
    }
}
