using System.Text.Json;
using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Engagement.Core.Data;

/// <summary>
/// The database, whichever the provider. Each feature adds its own sets in a part of its own.
/// Opened per operation through <see cref="DbFactoryExtensions.OpenAsync"/>, never kept.
/// </summary>
public abstract partial class EngagementDb(DbContextOptions options) : IdentityDbContext<User, Role, Guid>(options)
{
    /// <summary>Who acts in this unit of work, for the audit trail.</summary>
    public Actor Actor { get; internal set; } = Actor.System;

    /// <summary>The clock of the audit trail; replaced in tests.</summary>
    internal TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>
    /// False while an import adds thousands of rows: added rows then leave no lines of their own, the import leaves one.
    /// Changed and removed rows always leave theirs. True again in every newly opened context.
    /// </summary>
    internal bool AuditAdded { get; set; } = true;

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(60);
        // PostgreSQL enforces lengths, SQLite does not: services check them before (see Check).
        configurationBuilder.Properties<string>().HaveMaxLength(400);
    }

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(EngagementDb).Assembly);
        foreach (var type in builder.Model.GetEntityTypes().Where(t => typeof(Entity).IsAssignableFrom(t.ClrType)))
        {
            var entity = builder.Entity(type.ClrType);
            entity.Property(nameof(Entity.Id)).ValueGeneratedNever();
            entity.Property(nameof(Entity.Version)).IsConcurrencyToken();
        }
    }

    /// <summary>Saves, raises versions and writes the audit trail in the same transaction.</summary>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        await FollowSessionsAsync(cancellationToken);
        await RememberSessionsAsync(cancellationToken);
        BeforeSave();
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <inheritdoc cref="SaveChangesAsync(bool, CancellationToken)" />
    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        BeforeSave();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    /// <summary>Writes a line that no changed row would leave, such as "signed in". Saved with the next save.</summary>
    public void AddAudit(Guid subject, string kind, string action, string? changes = null) =>
        Set<AuditEntry>().Add(new AuditEntry(Clock.GetUtcNow().UtcDateTime, Actor, subject, kind, action, changes));

    private void BeforeSave()
    {
        ChangeTracker.DetectChanges();
        foreach (var entry in ChangeTracker.Entries().ToList())
        {
            if (entry is { State: EntityState.Added or EntityState.Modified, Entity: ISearched searched })
            {
                searched.Refold();
                if (entry.State == EntityState.Modified) entry.DetectChanges();
            }
            if (entry is { State: EntityState.Modified, Entity: Entity entity }) entity.Version++;
            if (entry.Entity is IAudited audited && (entry.State is EntityState.Modified or EntityState.Deleted || entry.State == EntityState.Added && AuditAdded))
                AuditChange(entry, audited);
        }
    }

    private void AuditChange(EntityEntry entry, IAudited audited)
    {
        var changes = entry.Properties
            .Where(p => entry.State != EntityState.Modified || p.IsModified && !Equals(p.OriginalValue, p.CurrentValue))
            .Where(p => !p.Metadata.IsPrimaryKey() && !p.Metadata.IsShadowProperty() && Told(p))
            .Select(p => (p.Metadata.Name,
                Values: new[] { entry.State == EntityState.Added ? null : Shown(p.OriginalValue), entry.State == EntityState.Deleted ? null : Shown(p.CurrentValue) }))
            .Where(c => c.Values[0] != c.Values[1])
            .ToDictionary(c => c.Name, c => c.Values);
        if (entry.State == EntityState.Modified && changes.Count == 0) return;
        var action = entry.State switch { EntityState.Added => "added", EntityState.Deleted => "removed", _ => "changed" };
        AddAudit(audited.AuditSubject, entry.Metadata.ClrType.Name, action, changes.Count == 0 ? null : JsonSerializer.Serialize(changes));
    }

    // Identity's hashes and stamps are secrets; the version, and what is alike for all accounts, says nothing.
    private static bool Told(PropertyEntry p) =>
        p.Metadata.Name is not (nameof(Entity.Version) or "PasswordHash" or "SecurityStamp" or "ConcurrencyStamp" or "SearchText"
            or "NormalizedEmail" or "NormalizedUserName" or "AccessFailedCount" or "UserName" or "EmailConfirmed" or "PhoneNumberConfirmed" or "LockoutEnabled")
        && p.Metadata.PropertyInfo?.IsDefined(typeof(NotAuditedAttribute), inherit: false) != true;

    private static string? Shown(object? value) => value switch
    {
        null or "" => null,
        DateTime d => d.ToString("u", System.Globalization.CultureInfo.InvariantCulture),
        DateOnly d => d.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        IFormattable f => f.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        string s => s.Length > 300 ? s[..300] + "…" : s,
        _ => JsonSerializer.Serialize(value),
    };

    /// <summary>Times are UTC in the program and in the database.</summary>
    private sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
        d => d.Kind == DateTimeKind.Local ? d.ToUniversalTime() : DateTime.SpecifyKind(d, DateTimeKind.Utc),
        d => DateTime.SpecifyKind(d, DateTimeKind.Utc));
}
