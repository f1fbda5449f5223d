using Engagement.Core.Liaisons;

namespace Engagement.Core.Reports;

/// <summary>Which part of the roll is wanted beside standing and area.</summary>
public enum RollShow
{
    /// <summary>Everyone.</summary>
    All,

    /// <summary>Active ones without a sign-in or request for some days.</summary>
    Dormant,

    /// <summary>Those whose standing ends within some days.</summary>
    Ending,
}

/// <summary>Whom the roll shows.</summary>
/// <param name="Standing">One standing; null: all.</param>
/// <param name="Area">A neighborhood or zip code; null: all.</param>
/// <param name="Show">A part.</param>
/// <param name="Days">The days of that part; 1–3,650.</param>
public sealed record RollFilter(Standing? Standing = null, string? Area = null, RollShow Show = RollShow.All, int Days = RollFilter.UsualDays)
{
    /// <summary>Days without activity after which somebody counts as dormant, unless another number is asked for.</summary>
    public const int UsualDays = 90;
}

/// <summary>A liaison in the roll, with figures.</summary>
public sealed record RollRow
{
    /// <summary>The liaison.</summary>
    public required Guid Id { get; init; }

    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>E-mail, else telephone.</summary>
    public string? Contact { get; init; }

    /// <summary>Number.</summary>
    public required string Number { get; init; }

    /// <summary>Standing today.</summary>
    public required Standing Standing { get; init; }

    /// <summary>True for a youth liaison.</summary>
    public required bool Minor { get; init; }

    /// <summary>First training.</summary>
    public required DateOnly Since { get; init; }

    /// <summary>Last day; null: does not end.</summary>
    public DateOnly? ExpiresOn { get; init; }

    /// <summary>Areas served.</summary>
    public IReadOnlyList<string> Areas { get; init; } = [];

    /// <summary>Last sign-in (UTC).</summary>
    public DateTime? LastSignInAt { get; init; }

    /// <summary>Last request entered (UTC).</summary>
    public DateTime? LastRequestAt { get; init; }

    /// <summary>Requests entered.</summary>
    public required int Requests { get; init; }

    /// <summary>Requests of these that the city has done.</summary>
    public required int Done { get; init; }

    /// <summary>Last nudged (UTC).</summary>
    public DateTime? NudgedAt { get; init; }

    /// <summary>The later of sign-in and request (UTC).</summary>
    public DateTime? LastActiveAt => LastSignInAt is null || LastRequestAt > LastSignInAt ? LastRequestAt : LastSignInAt;
}

/// <summary>Figures about one liaison's requests.</summary>
public sealed record LiaisonFigures(int Requests, int Open, int Done, int Others, DateTime? LastAt);

/// <summary>The roll in one line.</summary>
public sealed record RollSum(IReadOnlyDictionary<Standing, int> Standings, int NotInvited, int Ending, int Dormant)
{
    /// <summary>All liaisons.</summary>
    public int All => Standings.Values.Sum();
}
