using Engagement.Core.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Engagement.Core.Data;

public partial class EngagementDb
{
    /// <summary>The audit trail.</summary>
    public DbSet<AuditEntry> Audit => Set<AuditEntry>();

    /// <summary>Invitations, open and past.</summary>
    public DbSet<Invitation> Invitations => Set<Invitation>();

    /// <summary>Links to choose a new password.</summary>
    public DbSet<PasswordReset> PasswordResets => Set<PasswordReset>();

    /// <summary>Where people are signed in.</summary>
    public DbSet<UserSession> UserSessions => Set<UserSession>();
}

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.Property(a => a.Changes).HasMaxLength(-1);
        builder.HasIndex(a => new { a.Subject, a.Id });
        builder.HasIndex(a => a.At);
    }
}

internal sealed class UserConfiguration : IEntityTypeConfiguration<User>
{
    public void Configure(EntityTypeBuilder<User> builder) => builder.HasIndex(u => u.NormalizedEmail).IsUnique();
}

internal sealed class InvitationConfiguration : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> builder)
    {
        builder.HasIndex(i => i.TokenHash).IsUnique();
        builder.HasIndex(i => i.NormalizedEmail);
        builder.HasIndex(i => i.HolderId).IsUnique();
    }
}

internal sealed class PasswordResetConfiguration : IEntityTypeConfiguration<PasswordReset>
{
    public void Configure(EntityTypeBuilder<PasswordReset> builder)
    {
        builder.HasIndex(r => r.TokenHash).IsUnique();
        builder.HasOne<User>().WithMany().HasForeignKey(r => r.UserId);
    }
}

internal sealed class UserSessionConfiguration : IEntityTypeConfiguration<UserSession>
{
    public void Configure(EntityTypeBuilder<UserSession> builder) =>
        builder.HasOne<User>().WithMany().HasForeignKey(s => s.UserId);
}
