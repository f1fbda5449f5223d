using Engagement.Core.Common;

namespace Engagement.Core.Programs;

/// <summary>What the form of a session sends.</summary>
public sealed class SessionInput
{
    /// <summary>Version it was filled from.</summary>
    public int Version { get; set; }

    /// <summary>Local date.</summary>
    public DateOnly Date { get; set; }

    /// <summary>Local start.</summary>
    public TimeOnly StartTime { get; set; }

    /// <summary>Length in minutes.</summary>
    public int Minutes { get; set; } = 60;

    /// <summary>A site other than the cohort's; null: the cohort's.</summary>
    public Guid? SiteId { get; set; }

    /// <summary>A room other than the cohort's.</summary>
    public Guid? RoomId { get; set; }

    /// <summary>Link for taking part online.</summary>
    public string? OnlineLink { get; set; }

    /// <summary>What it is about.</summary>
    public string? Topic { get; set; }

    /// <summary>Being there renews a liaison's standing.</summary>
    public bool Refresher { get; set; }

    /// <summary>The department that teaches it.</summary>
    public Guid? DepartmentId { get; set; }

    /// <summary>The partner that gives it.</summary>
    public Guid? PartnerId { get; set; }

    /// <summary>Who presents.</summary>
    public HashSet<Guid> PresenterIds { get; set; } = [];

    /// <summary>Activities in order.</summary>
    public List<Activity> Plan { get; set; } = [];

    /// <summary>Links and files.</summary>
    public List<Material> Materials { get; set; } = [];

    /// <summary>Notes for staff.</summary>
    public string? Notes { get; set; }

    /// <summary>What happened.</summary>
    public string? Recap { get; set; }

    /// <summary>Minutes of all activities together.</summary>
    public int Planned => Plan.Sum(a => a.Minutes);

    /// <summary>What is wrong with the fields by themselves.</summary>
    internal Invalid? Wrong()
    {
        var check = new Check()
            .That(Date.Year is < 2000 or > 2100, nameof(Date), "The date must lie between the years 2000 and 2100.")
            .Between(Minutes, 5, 720, nameof(Minutes), "The length in minutes")
            .Link(OnlineLink, nameof(OnlineLink), "The online link")
            .Fits(Topic, nameof(Topic), "The topic")
            .That(DepartmentId is not null && PartnerId is not null, nameof(PartnerId), "Choose a department or a partner, not both.")
            .That(Plan.Count > 50, nameof(Plan), "A plan can have at most 50 activities.")
            .That(Materials.Count > 50, nameof(Materials), "A session can have at most 50 materials.")
            .Fits(Notes, nameof(Notes), "The notes", 4000)
            .Fits(Recap, nameof(Recap), "The recap", 8000);
        for (var i = 0; i < Plan.Count; i++)
            check.Required(Plan[i].Title, $"{nameof(Plan)}{i}", $"The title of activity {i + 1}")
                .Between(Plan[i].Minutes, 0, 720, $"{nameof(Plan)}{i}", $"The minutes of activity {i + 1}");
        for (var i = 0; i < Materials.Count; i++)
            check.Required(Materials[i].Title, $"{nameof(Materials)}{i}", $"The title of material {i + 1}")
                .That(Materials[i] is { FileId: null, Link: null or "" }, $"{nameof(Materials)}{i}", $"Material {i + 1} needs a web address.")
                .Link(Materials[i].Link, $"{nameof(Materials)}{i}", $"The address of material {i + 1}");
        return check.Failed;
    }
}
