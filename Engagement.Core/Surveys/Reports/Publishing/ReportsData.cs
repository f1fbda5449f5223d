using Engagement.Core.Programs;
using Engagement.Core.Surveys.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Engagement.Core.Data;

public partial class EngagementDb
{
    /// <summary>Reports as they were published.</summary>
    public DbSet<PublishedReport> PublishedReports => Set<PublishedReport>();
}

internal sealed class PublishedReportConfiguration : IEntityTypeConfiguration<PublishedReport>
{
    public void Configure(EntityTypeBuilder<PublishedReport> builder)
    {
        builder.HasIndex(r => r.Token).IsUnique();
        builder.HasIndex(r => new { r.ProgramId, r.PublishedAt });
        builder.Property(r => r.Content).HasMaxLength(-1);
        builder.HasOne<Program>().WithMany().HasForeignKey(r => r.ProgramId).OnDelete(DeleteBehavior.Restrict);
    }
}
