using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Accounts;

/// <summary>Whom to invite.</summary>
public sealed class InvitationInput
{
    /// <summary>The address that gets the link and, later, the account.</summary>
    public string Email { get; set; } = "";

    /// <summary>One of <see cref="Permissions.StaffRoles"/>; liaisons are invited from their standing.</summary>
    public string Role { get; set; } = Permissions.Coordinator;
}

/// <summary>An invitation as a list shows it.</summary>
public sealed record InvitationRow(Guid Id, string Email, string Role, string InvitedBy, DateTime CreatedAt, DateTime ExpiresAt);

/// <summary>The secret of a new link, to be shown once.</summary>
public sealed record IssuedLink(Guid Id, string Email, string Token, DateTime ExpiresAt);

/// <summary>What the receiver of a link sees before accepting; without an address the receiver names one.</summary>
public sealed record OpenInvitation(string Email, string Role);

/// <summary>Invites staff to make themselves an account, and takes every invitation's answer.</summary>
public sealed class InvitationService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock, IPasswordHasher<User> hasher, IAccountMail mail, ICredentials credentials)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Invitations of staff that were neither accepted nor withdrawn, newest first; those whose time is over are among them.</summary>
    public async Task<Result<Page<InvitationRow>>> ListAsync(Actor actor, PageRequest page)
    {
        if (actor.Lacks(Permission.ManageUsers) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var open = db.Invitations.Where(i => i.HolderId == null && i.AcceptedAt == null && i.WithdrawnAt == null);
        var rows = await open.OrderByDescending(i => i.CreatedAt).ThenBy(i => i.Id).Skip(page.Skip).Take(page.Take)
            .Select(i => new InvitationRow(i.Id, i.Email, i.Role, i.InvitedBy, i.CreatedAt, i.ExpiresAt)).ToListAsync();
        return new Page<InvitationRow>(rows, await open.CountAsync());
    }

    /// <summary>Makes an invitation and queues its mail; the link is given back to be handed over.</summary>
    public async Task<Result<IssuedLink>> InviteAsync(Actor actor, InvitationInput input)
    {
        if (actor.Lacks(Permission.ManageUsers) is { } no) return no;
        var check = new Check().Required(input.Email, nameof(input.Email), "E-mail address", 254).Email(input.Email, nameof(input.Email))
            .That(!Permissions.StaffRoles.Contains(input.Role), nameof(input.Role), "Choose a role.");
        if (check.Failed is { } invalid) return invalid;
        await using var db = await dbs.OpenAsync(actor);
        var email = input.Email.Trim();
        var normal = AccountWriting.Normal(email);
        if (await db.Users.AnyAsync(u => u.NormalizedEmail == normal))
            return new Invalid(nameof(input.Email), "There is already an account with this address.");
        var now = Now;
        if (await db.Invitations.AnyAsync(i => i.NormalizedEmail == normal && i.AcceptedAt == null && i.WithdrawnAt == null))
            return new Invalid(nameof(input.Email), "This address has an invitation already. Send that one again, or withdraw it first.");
        var (token, hash) = OneTimeToken.New();
        var invitation = new Invitation(email, input.Role, actor, hash, now);
        db.Invitations.Add(invitation);
        await mail.QueueAsync(db, new AccountLetter(AccountLetterKind.Invitation, OrderedId.Next(), email, token, actor.Name));
        await db.SaveChangesAsync();
        return new IssuedLink(invitation.Id, email, token, invitation.ExpiresAt);
    }

    /// <summary>Makes a new link for an invitation; the old one does not count any more.</summary>
    public async Task<Result<IssuedLink>> ResendAsync(Actor actor, Guid id)
    {
        if (actor.Lacks(Permission.ManageUsers) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        if (await OpenOneAsync(db, id) is not { } invitation) return new NotFound("The invitation");
        var (token, hash) = OneTimeToken.New();
        invitation.Renew(hash, Now);
        await mail.QueueAsync(db, new AccountLetter(AccountLetterKind.Invitation, OrderedId.Next(), invitation.Email, token, actor.Name));
        return await db.TrySaveAsync("The invitation") is { } stale ? stale : new IssuedLink(id, invitation.Email, token, invitation.ExpiresAt);
    }

    /// <summary>Takes an invitation back; its link does not count any more.</summary>
    public async Task<Result> WithdrawAsync(Actor actor, Guid id)
    {
        if (actor.Lacks(Permission.ManageUsers) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        if (await OpenOneAsync(db, id) is not { } invitation) return new NotFound("The invitation");
        if (invitation.Withdraw(Now) is { Ok: false } failed) return failed;
        return await db.TrySaveAsync("The invitation") is { } stale ? stale : Result.Success;
    }

    /// <summary>What the receiver of a link sees. Changes nothing, because mail scanners follow links.</summary>
    [AnyoneMay("Only with a secret of 128 random bits that was handed over.")]
    public async Task<Result<OpenInvitation>> FindAsync(string? token)
    {
        await using var db = await dbs.OpenAsync(Actor.Anyone);
        return await ByTokenAsync(db, token) is { } i && i.IsOpen(Now) ? new OpenInvitation(i.Email, i.Role) : new LinkNotValid();
    }

    /// <summary>Makes the account; the link counts once. The address is the invited one, whatever the input says; without an invited one, the input's.</summary>
    [AnyoneMay("Only with a secret of 128 random bits that was handed over.")]
    public async Task<Result<Actor>> AcceptAsync(string? token, NewAccount input)
    {
        await using var db = await dbs.OpenAsync(Actor.System);
        if (await ByTokenAsync(db, token) is not { } invitation || !invitation.IsOpen(Now)) return new LinkNotValid();
        if (invitation.Email.Length > 0) input.Email = invitation.Email;
        if (input.Problems() is { } invalid) return invalid;
        var normal = AccountWriting.Normal(input.Email);
        if (invitation.Email.Length == 0 && await db.Users.AnyAsync(u => u.NormalizedEmail == normal))
            return new Invalid(nameof(input.Email), "This address can't be used for a new account. Use another one, or ask at the office.");
        if (invitation.Accept(Now).Error is { } closed) return closed;
        var user = db.AddUser(hasher, input.Name, input.Email, invitation.Role, input.Password);
        if (invitation.HolderId is { } holder && (await credentials.JoinAsync(db, holder, user.Id)).Error is { } ended) return ended;
        var actor = Actor.User(user.Id, user.DisplayName, [invitation.Role]);
        db.Actor = actor;
        db.AddAudit(user.Id, nameof(User), $"accepted an invitation as {invitation.Role}");
        // A second click at the same moment fails on the invitation's version or on the unique address.
        return await db.TrySaveAsync("The invitation", taken: new LinkNotValid()) is null ? actor : new LinkNotValid();
    }

    private static Task<Invitation?> OpenOneAsync(EngagementDb db, Guid id) =>
        db.Invitations.SingleOrDefaultAsync(i => i.Id == id && i.HolderId == null && i.AcceptedAt == null && i.WithdrawnAt == null);

    private static Task<Invitation?> ByTokenAsync(EngagementDb db, string? token)
    {
        var hash = OneTimeToken.HashOf(token);
        return db.Invitations.SingleOrDefaultAsync(i => i.TokenHash == hash);
    }
}
