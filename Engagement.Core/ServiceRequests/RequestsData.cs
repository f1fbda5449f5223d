using Engagement.Core.Files;
using Engagement.Core.Liaisons;
using Engagement.Core.Programs;
using Engagement.Core.ServiceRequests;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Engagement.Core.Data;

public partial class EngagementDb
{
    /// <summary>Requests that liaisons are writing.</summary>
    public DbSet<RequestDraft> RequestDrafts => Set<RequestDraft>();

    /// <summary>Who follows requests of others.</summary>
    public DbSet<RequestFollower> RequestFollowers => Set<RequestFollower>();

    /// <summary>Walks of sessions.</summary>
    public DbSet<Walk> Walks => Set<Walk>();

    /// <summary>What was seen on walks.</summary>
    public DbSet<WalkReport> WalkReports => Set<WalkReport>();
}

internal sealed class WalkConfiguration : IEntityTypeConfiguration<Walk>
{
    public void Configure(EntityTypeBuilder<Walk> builder)
    {
        builder.HasIndex(w => w.SessionId).IsUnique();
        builder.HasIndex(w => w.Code).IsUnique();
        builder.HasOne<Session>().WithMany().HasForeignKey(w => w.SessionId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class WalkReportConfiguration : IEntityTypeConfiguration<WalkReport>
{
    public void Configure(EntityTypeBuilder<WalkReport> builder)
    {
        builder.HasIndex(r => r.EntryKey).IsUnique();
        builder.HasIndex(r => new { r.WalkId, r.AddedAt });
        builder.Property(r => r.Description).HasMaxLength(RequestEntry.MostDescription);
        builder.HasOne<Walk>().WithMany().HasForeignKey(r => r.WalkId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<StoredFile>().WithMany().HasForeignKey(r => r.PhotoId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<ServiceRequest>().WithMany().HasForeignKey(r => r.RequestId).OnDelete(DeleteBehavior.SetNull);
    }
}

internal sealed class RequestDraftConfiguration : IEntityTypeConfiguration<RequestDraft>
{
    public void Configure(EntityTypeBuilder<RequestDraft> builder)
    {
        builder.HasIndex(d => new { d.LiaisonId, d.UpdatedAt });
        builder.HasIndex(d => d.UpdatedAt);
        builder.Property(d => d.Content).HasMaxLength(-1);
        builder.HasOne<Liaison>().WithMany().HasForeignKey(d => d.LiaisonId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(d => d.Photos).WithOne().HasForeignKey(p => p.DraftId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class DraftPhotoConfiguration : IEntityTypeConfiguration<DraftPhoto>
{
    public void Configure(EntityTypeBuilder<DraftPhoto> builder)
    {
        builder.HasKey(p => new { p.DraftId, p.FileId });
        builder.HasOne<StoredFile>().WithMany().HasForeignKey(p => p.FileId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class RequestFollowerConfiguration : IEntityTypeConfiguration<RequestFollower>
{
    public void Configure(EntityTypeBuilder<RequestFollower> builder)
    {
        builder.HasKey(f => new { f.RequestId, f.LiaisonId });
        builder.HasIndex(f => f.LiaisonId);
        builder.HasOne<ServiceRequest>().WithMany().HasForeignKey(f => f.RequestId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Liaison>().WithMany().HasForeignKey(f => f.LiaisonId).OnDelete(DeleteBehavior.Cascade);
    }
}
