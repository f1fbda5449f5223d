using Engagement.Core.Participation;
using Engagement.Core.Programs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Engagement.Core.Data;

public partial class EngagementDb
{
    /// <summary>What people last knew of sessions that have changed since.</summary>
    public DbSet<ToldSession> ToldSessions => Set<ToldSession>();

    /// <summary>Seats held for people on waitlists.</summary>
    public DbSet<SeatOffer> SeatOffers => Set<SeatOffer>();

    /// <summary>Presenters who are asked to confirm.</summary>
    public DbSet<PresenterRequest> PresenterRequests => Set<PresenterRequest>();

    /// <summary>Before a session of an announced cohort changes for the first time, keeps what people know of it; whichever way it changes.</summary>
    private async Task RememberSessionsAsync(CancellationToken cancel)
    {
        var changed = ChangeTracker.Entries<Session>().Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted).ToList();
        if (changed.Count == 0) return;
        var materials = NewMaterials();
        changed.RemoveAll(e => e.State == EntityState.Modified && !materials.ContainsKey(e.Entity.Id)
            && e.Entity.Sequence == e.Property(s => s.Sequence).OriginalValue && e.Entity.Topic == e.Property(s => s.Topic).OriginalValue && e.Entity.OnlineLink == e.Property(s => s.OnlineLink).OriginalValue);
        if (changed.Count == 0) return;
        var ids = changed.ConvertAll(e => e.Entity.Id);
        var known = await ToldSessions.Where(t => ids.Contains(t.SessionId)).ToDictionaryAsync(t => t.SessionId, cancel);
        foreach (var entry in changed)
        {
            if (await CohortOfAsync(entry.Entity, cancel) is not { } cohort || cohort.Property(c => c.Status).OriginalValue != CohortStatus.Published || cohort.State == EntityState.Added) continue;
            if (!known.TryGetValue(entry.Entity.Id, out var told)) ToldSessions.Add(told = Before(entry, cohort));
            if (materials.TryGetValue(entry.Entity.Id, out var titles)) told.NewMaterials = [.. told.NewMaterials.Union(titles)];
        }
    }

    private static ToldSession Before(EntityEntry<Session> session, EntityEntry<Cohort> cohort)
    {
        T Was<T>(System.Linq.Expressions.Expression<Func<Session, T>> property) => session.Property(property).OriginalValue;
        var link = Was(s => s.OnlineLink);
        var (siteId, roomId) = Session.Place(Was(s => s.SiteId), Was(s => s.RoomId), link, cohort.Property(c => c.SiteId).OriginalValue, cohort.Property(c => c.RoomId).OriginalValue);
        return new ToldSession(cohort.Entity.Id, session.Entity.Id)
        {
            Date = Was(s => s.Date),
            StartTime = Was(s => s.StartTime),
            Minutes = Was(s => s.Minutes),
            SiteId = siteId,
            RoomId = roomId,
            OnlineLink = link,
            Topic = Was(s => s.Topic),
            Stands = session.State != EntityState.Added && Was(s => s.CancelledAt) is null,
        };
    }

    private async Task<EntityEntry<Cohort>?> CohortOfAsync(Session session, CancellationToken cancel) =>
        await Cohorts.FindAsync([Entry(session).Property(s => s.CohortId).OriginalValue], cancel) is { } cohort ? Entry(cohort) : null;

    // The list is replaced as a whole: new is what was not in it before.
    private Dictionary<Guid, List<string>> NewMaterials()
    {
        var lists = ChangeTracker.Entries<Material>().Where(e => e.State is EntityState.Added or EntityState.Deleted)
            .ToLookup(e => (Guid)e.Property("SessionId").CurrentValue!, e => (e.State, e.Entity.Title));
        return lists.Select(l => (l.Key, Titles: l.Where(m => m.State == EntityState.Added).Select(m => m.Title).Except(l.Where(m => m.State == EntityState.Deleted).Select(m => m.Title)).ToList()))
            .Where(l => l.Titles.Count > 0).ToDictionary(l => l.Key, l => l.Titles);
    }
}

internal sealed class ToldSessionConfiguration : IEntityTypeConfiguration<ToldSession>
{
    public void Configure(EntityTypeBuilder<ToldSession> builder)
    {
        builder.HasKey(t => t.SessionId);
        // No tie to the session: that one was removed must be told, too.
        builder.HasOne<Cohort>().WithMany().HasForeignKey(t => t.CohortId).OnDelete(DeleteBehavior.Cascade);
        builder.Property(t => t.OnlineLink).HasMaxLength(2000);
        builder.PrimitiveCollection(t => t.NewMaterials).HasMaxLength(-1);
    }
}

internal sealed class SeatOfferConfiguration : IEntityTypeConfiguration<SeatOffer>
{
    public void Configure(EntityTypeBuilder<SeatOffer> builder)
    {
        builder.HasOne<Enrollment>().WithMany().HasForeignKey(o => o.EnrollmentId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(o => o.TokenHash).IsUnique();
        builder.HasIndex(o => new { o.CohortId, o.Answer });
    }
}

internal sealed class PresenterRequestConfiguration : IEntityTypeConfiguration<PresenterRequest>
{
    public void Configure(EntityTypeBuilder<PresenterRequest> builder)
    {
        // No tie to the session: who was asked for one that is removed is called off.
        builder.HasOne<Presenter>().WithMany().HasForeignKey(r => r.PresenterId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(r => r.TokenHash).IsUnique();
        builder.HasIndex(r => new { r.SessionId, r.PresenterId, r.Sequence }).IsUnique();
        builder.Property(r => r.Note).HasMaxLength(2000);
    }
}
