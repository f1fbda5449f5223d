using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Mail;

/// <summary>What delivery reports said about an address. After a final one, or too many passing ones, nothing more is sent to it until staff lift the block.</summary>
public sealed class AddressBlock : Entity
{
    /// <summary>Passing failures (4.x.x) after which an address counts as dead.</summary>
    public const int MostPassing = 5;

    private AddressBlock() { }

    /// <summary>An address about which the first report has come; not blocked yet.</summary>
    public AddressBlock(string address) => Address = OutgoingMail.AddressOf(address);

    /// <summary>The address, in lower case; once only.</summary>
    public string Address { get; private init; } = "";

    /// <summary>Blocked since (UTC); null: not blocked.</summary>
    public DateTime? Since { get; private set; }

    /// <summary>What the last report said.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Passing failures since the last block was lifted.</summary>
    public int Passing { get; private set; }

    /// <summary>When staff lifted the last block (UTC).</summary>
    public DateTime? LiftedAt { get; private set; }

    /// <summary>Who lifted it, by name.</summary>
    public string? LiftedBy { get; private set; }

    /// <summary>The row of an address, made when there is none.</summary>
    internal static async Task<AddressBlock> OfAsync(EngagementDb db, string address)
    {
        if (await db.AddressBlocks.SingleOrDefaultAsync(b => b.Address == address) is { } known) return known;
        return db.AddressBlocks.Add(new AddressBlock(address)).Entity;
    }

    /// <summary>The address does not exist, or refuses for good.</summary>
    internal void Block(string reason, DateTime now)
    {
        Reason = Cut(reason);
        Since ??= now;
    }

    /// <summary>A passing failure; the last of too many blocks.</summary>
    internal void Count(string reason, DateTime now)
    {
        if (++Passing >= MostPassing) Block($"{Passing} times not delivered, at last: {reason}", now);
        else Reason = Cut(reason);
    }

    /// <summary>Mail may go there again.</summary>
    internal Result Lift(string by, DateTime now)
    {
        if (Since is null) return new WrongMailState("This address is not blocked.");
        (Since, Passing, LiftedAt, LiftedBy) = (null, 0, now, by);
        return Result.Success;
    }

    private static string Cut(string text) => text.Length <= 400 ? text : text[..400];
}
