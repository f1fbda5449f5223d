namespace Engagement.Core.Mail;

/// <summary>
/// The one row that every node locks before it takes mails: so each mail is taken once, the pace per minute is held by all nodes together,
/// and when the transport does not work all of them wait.
/// </summary>
public sealed class MailGate
{
    /// <summary>Key of the only row.</summary>
    public const int Only = 1;

    private MailGate() { }

    /// <summary>Always <see cref="Only"/>.</summary>
    public int Id { get; private init; } = Only;

    /// <summary>Raised to lock the row.</summary>
    public int Lock { get; private set; }

    /// <summary>The minute that is counted (UTC).</summary>
    public DateTime Minute { get; private set; }

    /// <summary>Mails taken in that minute.</summary>
    public int Taken { get; private set; }

    /// <summary>Why the transport does not work, in words for staff; null: it does, or nothing was tried.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Since when (UTC).</summary>
    public DateTime? TroubleSince { get; private set; }

    /// <summary>Failed rounds in a row.</summary>
    public int Troubles { get; private set; }

    /// <summary>Nothing is taken before (UTC).</summary>
    public DateTime? RestsUntil { get; private set; }

    /// <summary>How many of <paramref name="wanted"/> may be taken now; 0 for <paramref name="perMinute"/> means without limit.</summary>
    internal int Pass(int wanted, int perMinute, DateTime now)
    {
        if (RestsUntil > now) return 0;
        if (perMinute <= 0) return wanted;
        var minute = new DateTime(now.Ticks - now.Ticks % TimeSpan.TicksPerMinute, DateTimeKind.Utc);
        if (minute != Minute) (Minute, Taken) = (minute, 0);
        return Math.Clamp(perMinute - Taken, 0, wanted);
    }

    internal void Count(int taken) => Taken += taken;

    /// <summary>Nobody tries for 1, 2, 4, 8, then 15 minutes.</summary>
    internal void Rest(string trouble, DateTime now)
    {
        Trouble = trouble.Length <= 400 ? trouble : trouble[..400];
        TroubleSince ??= now;
        RestsUntil = now.AddMinutes(Math.Min(15, 1 << Math.Min(Troubles, 4)));
        Troubles++;
    }

    internal void Open() => (Trouble, TroubleSince, RestsUntil, Troubles) = (null, null, null, 0);

    internal static object Row => new { Id = Only, Lock = 0, Minute = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc), Taken = 0, Troubles = 0 };
}
