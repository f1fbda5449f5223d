using Engagement.Core.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Engagement.Core.Data;

public partial class EngagementDb
{
    /// <summary>The outbox.</summary>
    public DbSet<OutgoingMail> Outbox => Set<OutgoingMail>();
}

internal sealed class OutgoingMailConfiguration : IEntityTypeConfiguration<OutgoingMail>
{
    public void Configure(EntityTypeBuilder<OutgoingMail> builder)
    {
        builder.ToTable("Outbox");
        builder.Property(m => m.Body).HasMaxLength(-1);
        builder.HasIndex(m => new { m.Kind, m.About, m.Recipient }).IsUnique();
        builder.HasIndex(m => new { m.State, m.NextTryAt });
    }
}
