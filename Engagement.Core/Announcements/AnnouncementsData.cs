using Engagement.Core.Announcements;
using Engagement.Core.Programs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Engagement.Core.Data;

public partial class EngagementDb
{
    /// <summary>Announcements, drafts included.</summary>
    public DbSet<Announcement> Announcements => Set<Announcement>();
}

internal sealed class AnnouncementConfiguration : IEntityTypeConfiguration<Announcement>
{
    public void Configure(EntityTypeBuilder<Announcement> builder)
    {
        builder.Property(a => a.Markdown).HasMaxLength(20_000);
        builder.Property(a => a.MarkdownEs).HasMaxLength(20_000);
        builder.HasOne<Cohort>().WithMany().HasForeignKey(a => a.CohortId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<Session>().WithMany().HasForeignKey(a => a.SessionId).OnDelete(DeleteBehavior.SetNull);
        builder.HasIndex(a => a.CreatedAt);
    }
}
