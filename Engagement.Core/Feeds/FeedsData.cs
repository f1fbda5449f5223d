using Engagement.Core.Feeds;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Engagement.Core.Data;

public partial class EngagementDb
{
    /// <summary>Calendar feeds.</summary>
    public DbSet<CalendarFeed> CalendarFeeds => Set<CalendarFeed>();
}

internal sealed class CalendarFeedConfiguration : IEntityTypeConfiguration<CalendarFeed>
{
    public void Configure(EntityTypeBuilder<CalendarFeed> builder)
    {
        builder.HasIndex(f => new { f.Kind, f.SubjectId }).IsUnique();
        builder.HasIndex(f => f.Token).IsUnique();
    }
}
