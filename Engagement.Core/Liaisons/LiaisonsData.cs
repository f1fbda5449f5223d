using Engagement.Core.Accounts;
using Engagement.Core.Liaisons;
using Engagement.Core.Participation;
using Engagement.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Engagement.Core.Data;

public partial class EngagementDb
{
    /// <summary>Liaisons in every standing.</summary>
    public DbSet<Liaison> Liaisons => Set<Liaison>();
}

internal sealed class LiaisonConfiguration : IEntityTypeConfiguration<Liaison>
{
    public void Configure(EntityTypeBuilder<Liaison> builder)
    {
        builder.HasIndex(l => l.PersonId).IsUnique();
        builder.HasIndex(l => l.Number).IsUnique();
        builder.HasIndex(l => l.UserId).IsUnique();
        builder.HasOne<Person>().WithMany().HasForeignKey(l => l.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Enrollment>().WithMany().HasForeignKey(l => l.EnrollmentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<User>().WithMany().HasForeignKey(l => l.UserId).OnDelete(DeleteBehavior.SetNull);
        builder.HasMany(l => l.Areas).WithOne().HasForeignKey(a => a.LiaisonId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class LiaisonAreaConfiguration : IEntityTypeConfiguration<LiaisonArea>
{
    public void Configure(EntityTypeBuilder<LiaisonArea> builder)
    {
        builder.HasKey(a => new { a.LiaisonId, a.Area });
        builder.Property(a => a.Area).HasMaxLength(100);
        builder.HasIndex(a => a.Area);
    }
}
