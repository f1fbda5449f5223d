using Engagement.Core.Office;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Engagement.Core.Data;

public partial class EngagementDb
{
    /// <summary>The one row of settings.</summary>
    public DbSet<OfficeSettings> OfficeSettings => Set<OfficeSettings>();
}

internal sealed class OfficeSettingsConfiguration : IEntityTypeConfiguration<OfficeSettings>
{
    public void Configure(EntityTypeBuilder<OfficeSettings> builder)
    {
        builder.OwnsMany(s => s.Signatories, o => o.ToJson());
        builder.HasIndex(s => s.Only).IsUnique();
    }
}
