using Engagement.Core.Programs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Engagement.Core.Data;

public partial class EngagementDb
{
    /// <summary>Programs.</summary>
    public DbSet<Program> Programs => Set<Program>();

    /// <summary>Sites.</summary>
    public DbSet<Site> Sites => Set<Site>();

    /// <summary>Rooms of all sites.</summary>
    public DbSet<Room> Rooms => Set<Room>();

    /// <summary>Closures of sites, and holidays.</summary>
    public DbSet<Closure> Closures => Set<Closure>();

    /// <summary>Departments.</summary>
    public DbSet<Department> Departments => Set<Department>();

    /// <summary>Partners.</summary>
    public DbSet<Partner> Partners => Set<Partner>();

    /// <summary>Presenters.</summary>
    public DbSet<Presenter> Presenters => Set<Presenter>();

    /// <summary>Cohorts.</summary>
    public DbSet<Cohort> Cohorts => Set<Cohort>();

    /// <summary>Sessions of all cohorts.</summary>
    public DbSet<Session> Sessions => Set<Session>();
}

internal sealed class ProgramConfiguration : IEntityTypeConfiguration<Program>
{
    public void Configure(EntityTypeBuilder<Program> builder)
    {
        builder.HasIndex(p => p.Slug).IsUnique();
        builder.OwnsOne(p => p.Rule, o => o.ToJson());
        builder.Property(p => p.Description).HasMaxLength(2000);
        builder.Property(p => p.CertificateText).HasMaxLength(1000);
    }
}

internal sealed class SiteConfiguration : IEntityTypeConfiguration<Site>
{
    public void Configure(EntityTypeBuilder<Site> builder)
    {
        builder.HasIndex(s => s.Name).IsUnique();
        builder.HasMany(s => s.Rooms).WithOne().HasForeignKey(r => r.SiteId).OnDelete(DeleteBehavior.Cascade);
        builder.Property(s => s.Notes).HasMaxLength(4000);
    }
}

internal sealed class ClosureConfiguration : IEntityTypeConfiguration<Closure>
{
    public void Configure(EntityTypeBuilder<Closure> builder) =>
        builder.HasOne<Site>().WithMany().HasForeignKey(c => c.SiteId).OnDelete(DeleteBehavior.Cascade);
}

internal sealed class DepartmentConfiguration : IEntityTypeConfiguration<Department>
{
    public void Configure(EntityTypeBuilder<Department> builder) => builder.HasIndex(d => d.Name).IsUnique();
}

internal sealed class PartnerConfiguration : IEntityTypeConfiguration<Partner>
{
    public void Configure(EntityTypeBuilder<Partner> builder) => builder.HasIndex(p => p.Name).IsUnique();
}

internal sealed class PresenterConfiguration : IEntityTypeConfiguration<Presenter>
{
    public void Configure(EntityTypeBuilder<Presenter> builder)
    {
        builder.HasOne<Department>().WithMany().HasForeignKey(p => p.DepartmentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Partner>().WithMany().HasForeignKey(p => p.PartnerId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class CohortConfiguration : IEntityTypeConfiguration<Cohort>
{
    public void Configure(EntityTypeBuilder<Cohort> builder)
    {
        builder.HasOne<Program>().WithMany().HasForeignKey(c => c.ProgramId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Site>().WithMany().HasForeignKey(c => c.SiteId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Room>().WithMany().HasForeignKey(c => c.RoomId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(c => c.Sessions).WithOne().HasForeignKey(s => s.CohortId).OnDelete(DeleteBehavior.Cascade);
        builder.Property(c => c.Notes).HasMaxLength(4000);
        builder.HasIndex(c => c.Status);
    }
}

internal sealed class SessionConfiguration : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.HasOne<Site>().WithMany().HasForeignKey(s => s.SiteId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Room>().WithMany().HasForeignKey(s => s.RoomId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Department>().WithMany().HasForeignKey(s => s.DepartmentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Partner>().WithMany().HasForeignKey(s => s.PartnerId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(s => s.Presenters).WithMany().UsingEntity("SessionPresenter");
        builder.OwnsMany(s => s.Plan, o => o.ToJson());
        builder.OwnsMany(s => s.Materials, o => o.ToJson());
        builder.Property(s => s.Notes).HasMaxLength(4000);
        builder.Property(s => s.Recap).HasMaxLength(8000);
        builder.Property(s => s.OnlineLink).HasMaxLength(2000);
        builder.HasIndex(s => s.StartsUtc);
        builder.HasIndex(s => new { s.CohortId, s.Number });
    }
}
