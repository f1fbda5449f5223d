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

    /// <summary>What liaisons serve.</summary>
    public DbSet<LiaisonArea> LiaisonAreas => Set<LiaisonArea>();

    /// <summary>Milestones for which somebody has thanked.</summary>
    public DbSet<LiaisonThanks> LiaisonThanks => Set<LiaisonThanks>();

    /// <summary>Versions of the code of conduct.</summary>
    public DbSet<ConductText> ConductTexts => Set<ConductText>();

    /// <summary>The boundaries in use: one row, or none.</summary>
    public DbSet<Boundaries> Boundaries => Set<Boundaries>();

    /// <summary>The neighborhoods of the boundaries.</summary>
    public DbSet<Neighborhood> Neighborhoods => Set<Neighborhood>();
}

internal sealed class LiaisonConfiguration : IEntityTypeConfiguration<Liaison>
{
    public void Configure(EntityTypeBuilder<Liaison> builder)
    {
        builder.HasIndex(l => l.PersonId).IsUnique();
        builder.HasIndex(l => l.Number).IsUnique();
        builder.HasIndex(l => l.Code).IsUnique();
        builder.HasIndex(l => l.UserId).IsUnique();
        builder.HasIndex(l => l.ExpiresOn);
        builder.HasOne<Person>().WithMany().HasForeignKey(l => l.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Enrollment>().WithMany().HasForeignKey(l => l.EnrollmentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<User>().WithMany().HasForeignKey(l => l.UserId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<User>().WithMany().HasForeignKey(l => l.AdultId).OnDelete(DeleteBehavior.SetNull);
        builder.HasMany(l => l.Areas).WithOne().HasForeignKey(a => a.LiaisonId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class LiaisonAreaConfiguration : IEntityTypeConfiguration<LiaisonArea>
{
    public void Configure(EntityTypeBuilder<LiaisonArea> builder)
    {
        builder.HasKey(a => new { a.LiaisonId, a.Area });
        builder.Property(a => a.Area).HasMaxLength(LiaisonArea.Most);
        builder.HasIndex(a => a.Area);
    }
}

internal sealed class LiaisonThanksConfiguration : IEntityTypeConfiguration<LiaisonThanks>
{
    public void Configure(EntityTypeBuilder<LiaisonThanks> builder)
    {
        builder.HasIndex(t => new { t.LiaisonId, t.Kind, t.Count }).IsUnique();
        builder.HasOne<Liaison>().WithMany().HasForeignKey(t => t.LiaisonId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ConductTextConfiguration : IEntityTypeConfiguration<ConductText>
{
    public void Configure(EntityTypeBuilder<ConductText> builder)
    {
        builder.Property(t => t.Body).HasMaxLength(10000);
        builder.HasIndex(t => new { t.Number, t.Language }).IsUnique();
    }
}

internal sealed class BoundariesConfiguration : IEntityTypeConfiguration<Boundaries>
{
    public void Configure(EntityTypeBuilder<Boundaries> builder)
    {
        builder.ToTable("Boundaries");
        builder.HasIndex(b => b.Only).IsUnique();
        builder.HasMany<Neighborhood>().WithOne().HasForeignKey(a => a.BoundariesId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class NeighborhoodConfiguration : IEntityTypeConfiguration<Neighborhood>
{
    public void Configure(EntityTypeBuilder<Neighborhood> builder)
    {
        builder.Property(a => a.Name).HasMaxLength(LiaisonArea.Most);
        builder.Property(a => a.Outline).HasMaxLength(-1);
        builder.HasIndex(a => new { a.BoundariesId, a.Name }).IsUnique();
    }
}
