using Engagement.Core.Participation;
using Engagement.Core.People;
using Engagement.Core.Programs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Engagement.Core.Data;

public partial class EngagementDb
{
    /// <summary>Enrollments of all cohorts, in every stage.</summary>
    public DbSet<Enrollment> Enrollments => Set<Enrollment>();

    /// <summary>Attendance of all sessions.</summary>
    public DbSet<Attendance> Attendance => Set<Attendance>();
}

internal sealed class EnrollmentConfiguration : IEntityTypeConfiguration<Enrollment>
{
    public void Configure(EntityTypeBuilder<Enrollment> builder)
    {
        builder.HasOne<Cohort>().WithMany().HasForeignKey(e => e.CohortId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(e => e.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(e => new { e.CohortId, e.PersonId }).IsUnique();
        builder.HasIndex(e => new { e.CohortId, e.Seat }).IsUnique();
        builder.HasIndex(e => e.Reference).IsUnique();
        builder.HasIndex(e => e.CardCode).IsUnique();
        builder.HasIndex(e => e.FormKey).IsUnique();
        builder.HasIndex(e => e.PersonId);
        builder.HasIndex(e => e.Stage);
        builder.OwnsMany(e => e.History, o => o.ToJson());
    }
}

internal sealed class AttendanceConfiguration : IEntityTypeConfiguration<Attendance>
{
    public void Configure(EntityTypeBuilder<Attendance> builder)
    {
        builder.HasOne<Session>().WithMany().HasForeignKey(a => a.SessionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Enrollment>().WithMany().HasForeignKey(a => a.EnrollmentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(a => new { a.SessionId, a.EnrollmentId }).IsUnique();
        builder.HasIndex(a => a.EnrollmentId);
    }
}
