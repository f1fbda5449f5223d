using Engagement.Core.Common;

namespace Engagement.Core.Liaisons;

/// <summary>Everything about one liaison that is known without the requests.</summary>
public sealed record LiaisonView
{
    /// <summary>The liaison.</summary>
    public required Guid Id { get; init; }

    /// <summary>Version, for actions.</summary>
    public required int Version { get; init; }

    /// <summary>The person.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>True for a youth liaison, who has no account.</summary>
    public required bool Minor { get; init; }

    /// <summary>True once the personal data were removed.</summary>
    public required bool Erased { get; init; }

    /// <summary>Number.</summary>
    public required string Number { get; init; }

    /// <summary>Code of the card.</summary>
    public required string Code { get; init; }

    /// <summary>Standing today.</summary>
    public required Standing Standing { get; init; }

    /// <summary>First training.</summary>
    public required DateOnly Since { get; init; }

    /// <summary>Last training or refresher.</summary>
    public required DateOnly TrainedOn { get; init; }

    /// <summary>Last day; null: does not end.</summary>
    public DateOnly? ExpiresOn { get; init; }

    /// <summary>Areas served.</summary>
    public required IReadOnlyList<string> Areas { get; init; }

    /// <summary>E-mail of the person.</summary>
    public string? Email { get; init; }

    /// <summary>Telephone of the person.</summary>
    public string? Phone { get; init; }

    /// <summary>The cohort whose completion granted it.</summary>
    public (Guid Id, string Name)? Cohort { get; init; }

    /// <summary>An administrator's reason for an account without training.</summary>
    public string? ExceptionReason { get; init; }

    /// <summary>Why it is suspended.</summary>
    public string? SuspendReason { get; init; }

    /// <summary>Suspended since (UTC).</summary>
    public DateTime? SuspendedAt { get; init; }

    /// <summary>Resigned (UTC).</summary>
    public DateTime? ResignedAt { get; init; }

    /// <summary>Account made (UTC).</summary>
    public DateTime? ActivatedAt { get; init; }

    /// <summary>Last sign-in (UTC).</summary>
    public DateTime? LastSignInAt { get; init; }

    /// <summary>True when an administrator has disabled the account itself.</summary>
    public bool AccountDisabled { get; init; }

    /// <summary>Version of the code of conduct that was accepted.</summary>
    public int? ConductVersion { get; init; }

    /// <summary>The adult under whose name a youth liaison's requests are entered.</summary>
    public string? Adult { get; init; }

    /// <summary>How far the invitation is; null once there is an account.</summary>
    public InvitationState? Invitation { get; init; }

    /// <summary>End of the invitation's link (UTC).</summary>
    public DateTime? InvitationUntil { get; init; }

    /// <summary>Last nudged (UTC).</summary>
    public DateTime? NudgedAt { get; init; }
}

/// <summary>What a coordinator may correct by hand.</summary>
public sealed class LiaisonInput
{
    /// <summary>The version that the form was filled from.</summary>
    public int Version { get; set; }

    /// <summary>First training.</summary>
    public DateOnly? Since { get; set; }

    /// <summary>Last training or refresher.</summary>
    public DateOnly? TrainedOn { get; set; }

    /// <summary>Last day of the standing; empty: does not end.</summary>
    public DateOnly? ExpiresOn { get; set; }

    /// <summary>Neighborhoods and zip codes, as typed.</summary>
    public string? Areas { get; set; }

    /// <summary>A form filled from a liaison.</summary>
    public static LiaisonInput Of(LiaisonView view) =>
        new() { Version = view.Version, Since = view.Since, TrainedOn = view.TrainedOn, ExpiresOn = view.ExpiresOn, Areas = string.Join("; ", view.Areas) };

    /// <summary>What is wrong with it, or null.</summary>
    internal Invalid? Problems(DateOnly today) => new Check()
        .That(Since is null, nameof(Since), "The day of the first training is missing.")
        .That(TrainedOn is null, nameof(TrainedOn), "The day of the last training is missing.")
        .That(Since?.Year < 1990, nameof(Since), "The first training lies before 1990.")
        .That(TrainedOn < Since, nameof(TrainedOn), "The last training lies before the first.")
        .That(TrainedOn > today, nameof(TrainedOn), "The last training lies in the future.")
        .That(ExpiresOn?.Year > 2100, nameof(ExpiresOn), "The end must lie before 2100; leave it empty for a standing that does not end.")
        .Failed;
}
