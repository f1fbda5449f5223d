using Engagement.Core.Files;
using Engagement.Core.Liaisons;
using Engagement.Core.Programs;
using Engagement.Core.ServiceRequests;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Engagement.Core.Data;

public partial class EngagementDb
{
    /// <summary>What can be asked of the city.</summary>
    public DbSet<ServiceType> ServiceTypes => Set<ServiceType>();

    /// <summary>Service requests.</summary>
    public DbSet<ServiceRequest> ServiceRequests => Set<ServiceRequest>();

    /// <summary>Histories of all requests.</summary>
    public DbSet<RequestEvent> RequestEvents => Set<RequestEvent>();

    /// <summary>Photos of all requests.</summary>
    public DbSet<RequestPhoto> RequestPhotos => Set<RequestPhoto>();

    /// <summary>Work systems.</summary>
    public DbSet<Destination> Destinations => Set<Destination>();

    /// <summary>Requests on their way to work systems.</summary>
    public DbSet<Delivery> Deliveries => Set<Delivery>();

    /// <summary>Keys of other systems.</summary>
    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();
}

public sealed partial class SqliteDb
{
    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        // Searching goes through all texts. PostgreSQL reads the table faster than an index that holds them; SQLite, which has wide rows, does not.
        builder.Entity<ServiceRequest>().HasIndex(r => new { r.RequestedAt, r.Id, r.Status, r.SearchText });
    }
}

internal sealed class ServiceTypeConfiguration : IEntityTypeConfiguration<ServiceType>
{
    public void Configure(EntityTypeBuilder<ServiceType> builder)
    {
        builder.HasIndex(s => s.Code).IsUnique();
        builder.Property(s => s.Description).HasMaxLength(2000);
        builder.HasOne<Department>().WithMany().HasForeignKey(s => s.DepartmentId).OnDelete(DeleteBehavior.Restrict);
        builder.OwnsMany(s => s.Attributes, a => { a.ToJson(); a.OwnsMany(x => x.Values); });
    }
}

internal sealed class ServiceRequestConfiguration : IEntityTypeConfiguration<ServiceRequest>
{
    public void Configure(EntityTypeBuilder<ServiceRequest> builder)
    {
        builder.HasIndex(r => r.Number).IsUnique();
        builder.HasIndex(r => r.EntryKey).IsUnique();
        // Each ends in what is asked along with it, so that lists, counts and statistics of very many requests are answered from the index alone.
        builder.HasIndex(r => new { r.RequestedAt, r.Id, r.UpdatedAt, r.Status, r.ServiceId, r.Neighborhood, r.Source });
        builder.HasIndex(r => new { r.UpdatedAt, r.Id });
        builder.HasIndex(r => new { r.Status, r.ExpectedAt, r.RequestedAt, r.Id });
        builder.HasIndex(r => new { r.ServiceId, r.RequestedAt, r.Status, r.ClosedAt, r.ExpectedAt });
        builder.HasIndex(r => new { r.Neighborhood, r.RequestedAt });
        builder.HasIndex(r => new { r.LiaisonId, r.RequestedAt });
        builder.HasIndex(r => new { r.Latitude, r.Longitude });
        builder.Property(r => r.Description).HasMaxLength(4000);
        builder.Property(r => r.StatusNotes).HasMaxLength(2000);
        builder.Property(r => r.Attributes).HasMaxLength(-1);
        builder.Property(r => r.SearchText).HasMaxLength(-1);
        builder.Property(r => r.MediaUrl).HasMaxLength(2000);
        builder.HasOne<ServiceType>().WithMany().HasForeignKey(r => r.ServiceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Liaison>().WithMany().HasForeignKey(r => r.LiaisonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<ServiceRequest>().WithMany().HasForeignKey(r => r.MergedIntoId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(r => r.Events).WithOne().HasForeignKey(e => e.RequestId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class RequestEventConfiguration : IEntityTypeConfiguration<RequestEvent>
{
    public void Configure(EntityTypeBuilder<RequestEvent> builder)
    {
        builder.HasIndex(e => new { e.Kind, e.RequestId, e.At });
        builder.Property(e => e.Text).HasMaxLength(4000);
    }
}

internal sealed class RequestPhotoConfiguration : IEntityTypeConfiguration<RequestPhoto>
{
    public void Configure(EntityTypeBuilder<RequestPhoto> builder)
    {
        builder.HasKey(p => new { p.RequestId, p.FileId });
        builder.HasOne<ServiceRequest>().WithMany().HasForeignKey(p => p.RequestId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<StoredFile>().WithMany().HasForeignKey(p => p.FileId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class DestinationConfiguration : IEntityTypeConfiguration<Destination>
{
    public void Configure(EntityTypeBuilder<Destination> builder)
    {
        builder.HasIndex(d => d.Name).IsUnique();
        builder.Property(d => d.BaseAddress).HasMaxLength(1000);
        builder.Property(d => d.SealedKey).HasMaxLength(2000);
        builder.Property(d => d.Mapping).HasMaxLength(-1);
        builder.Property(d => d.Services).HasMaxLength(-1);
        builder.Property(d => d.Changes).HasMaxLength(-1);
        builder.Property(d => d.StatusProblem).HasMaxLength(2000);
    }
}

internal sealed class DeliveryConfiguration : IEntityTypeConfiguration<Delivery>
{
    public void Configure(EntityTypeBuilder<Delivery> builder)
    {
        builder.HasIndex(d => new { d.RequestId, d.DestinationId }).IsUnique();
        builder.HasIndex(d => new { d.State, d.NextTryAt });
        builder.HasIndex(d => new { d.DestinationId, d.ExternalId });
        builder.HasIndex(d => new { d.DestinationId, d.State, d.NextTryAt });
        builder.Property(d => d.Problem).HasMaxLength(2000);
        builder.Property(d => d.External).HasMaxLength(-1);
        builder.HasOne<ServiceRequest>().WithMany().HasForeignKey(d => d.RequestId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Destination>().WithMany().HasForeignKey(d => d.DestinationId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ApiKeyConfiguration : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> builder) => builder.HasIndex(k => k.Hash).IsUnique();
}
