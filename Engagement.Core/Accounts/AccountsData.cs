using Engagement.Core.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Engagement.Core.Data;

public partial class EngagementDb
{
    /// <summary>The audit trail.</summary>
    public DbSet<AuditEntry> Audit => Set<AuditEntry>();
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
