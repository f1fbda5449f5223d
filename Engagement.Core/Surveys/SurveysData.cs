using Engagement.Core.Participation;
using Engagement.Core.Programs;
using Engagement.Core.Surveys;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Engagement.Core.Data;

public partial class EngagementDb
{
    /// <summary>Instruments.</summary>
    public DbSet<Survey> Surveys => Set<Survey>();

    /// <summary>Versions of all instruments.</summary>
    public DbSet<SurveyVersion> SurveyVersions => Set<SurveyVersion>();

    /// <summary>How cohorts are surveyed.</summary>
    public DbSet<SurveyPlan> SurveyPlans => Set<SurveyPlan>();

    /// <summary>Windows of all cohorts.</summary>
    public DbSet<SurveyWindow> SurveyWindows => Set<SurveyWindow>();

    /// <summary>Pairing codes and tickets.</summary>
    public DbSet<SurveyCode> SurveyCodes => Set<SurveyCode>();

    /// <summary>The list that ties codes to people. Only what prints cards, replaces a code, asks for consent or counts attendance may read it.</summary>
    public DbSet<CodeHolder> CodeHolders => Set<CodeHolder>();

    /// <summary>Responses of all windows.</summary>
    public DbSet<SurveyResponse> SurveyResponses => Set<SurveyResponse>();

    /// <summary>Windows that go with a session follow it in the same save, wherever it was moved, cancelled or removed.</summary>
    private async Task FollowSessionsAsync(CancellationToken cancel)
    {
        var changed = ChangeTracker.Entries<Session>().Where(e => e.State == EntityState.Deleted || e.State == EntityState.Modified && Differs(e)).ToDictionary(e => e.Entity.Id);
        if (changed.Count == 0) return;
        var ids = changed.Keys.ToList();
        foreach (var window in await SurveyWindows.Where(w => w.SessionId != null && ids.Contains(w.SessionId.Value)).ToListAsync(cancel))
        {
            var session = changed[window.SessionId!.Value];
            if (session.State == EntityState.Deleted) window.LoseSession();
            else if (window.WithSession) window.Follow(session.Entity);
        }

        static bool Differs(EntityEntry<Session> e) =>
            e.Entity.StartsUtc != e.Property(s => s.StartsUtc).OriginalValue || e.Entity.EndsUtc != e.Property(s => s.EndsUtc).OriginalValue
            || e.Entity.CancelledAt != e.Property(s => s.CancelledAt).OriginalValue;
    }
}

internal sealed class SurveyConfiguration : IEntityTypeConfiguration<Survey>
{
    public void Configure(EntityTypeBuilder<Survey> builder)
    {
        builder.HasIndex(s => s.Name).IsUnique();
        builder.Property(s => s.Notes).HasMaxLength(2000);
        builder.HasOne<Program>().WithMany().HasForeignKey(s => s.ProgramId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(s => s.Versions).WithOne().HasForeignKey(v => v.SurveyId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class SurveyVersionConfiguration : IEntityTypeConfiguration<SurveyVersion>
{
    public void Configure(EntityTypeBuilder<SurveyVersion> builder)
    {
        builder.HasIndex(v => new { v.SurveyId, v.Number }).IsUnique();
        builder.Property(v => v.SensitiveReason).HasMaxLength(1000);
        builder.Property(v => v.Content).HasMaxLength(-1).HasConversion(c => c.ToJson(), json => SurveyContent.FromJson(json),
            new ValueComparer<SurveyContent>((a, b) => ReferenceEquals(a, b), c => c.GetHashCode(), c => c));
    }
}

internal sealed class SurveyPlanConfiguration : IEntityTypeConfiguration<SurveyPlan>
{
    public void Configure(EntityTypeBuilder<SurveyPlan> builder)
    {
        builder.HasIndex(p => p.CohortId).IsUnique();
        builder.HasOne<Cohort>().WithMany().HasForeignKey(p => p.CohortId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class SurveyWindowConfiguration : IEntityTypeConfiguration<SurveyWindow>
{
    public void Configure(EntityTypeBuilder<SurveyWindow> builder)
    {
        builder.HasIndex(w => w.ClassCode).IsUnique();
        builder.HasOne<Cohort>().WithMany().HasForeignKey(w => w.CohortId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Survey>().WithMany().HasForeignKey(w => w.SurveyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<SurveyVersion>().WithMany().HasForeignKey(w => w.VersionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Session>().WithMany().HasForeignKey(w => w.SessionId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SurveyCodeConfiguration : IEntityTypeConfiguration<SurveyCode>
{
    public void Configure(EntityTypeBuilder<SurveyCode> builder)
    {
        builder.HasIndex(c => c.Code).IsUnique();
        builder.HasIndex(c => c.CohortId);
        builder.HasOne<Cohort>().WithMany().HasForeignKey(c => c.CohortId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<SurveyWindow>().WithMany().HasForeignKey(c => c.WindowId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class CodeHolderConfiguration : IEntityTypeConfiguration<CodeHolder>
{
    public void Configure(EntityTypeBuilder<CodeHolder> builder)
    {
        builder.HasKey(h => h.CodeId);
        builder.Property(h => h.CodeId).ValueGeneratedNever();
        builder.HasIndex(h => h.EnrollmentId).IsUnique();
        builder.HasOne<SurveyCode>().WithMany().HasForeignKey(h => h.CodeId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Enrollment>().WithMany().HasForeignKey(h => h.EnrollmentId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class SurveyResponseConfiguration : IEntityTypeConfiguration<SurveyResponse>
{
    public void Configure(EntityTypeBuilder<SurveyResponse> builder)
    {
        builder.HasIndex(r => new { r.WindowId, r.CodeId }).IsUnique();
        builder.Property(r => r.Answers).HasMaxLength(-1);
        builder.HasOne<SurveyWindow>().WithMany().HasForeignKey(r => r.WindowId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<SurveyVersion>().WithMany().HasForeignKey(r => r.VersionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<SurveyCode>().WithMany().HasForeignKey(r => r.CodeId).OnDelete(DeleteBehavior.Restrict);
    }
}
