using Engagement.Core.Surveys;
using Engagement.Core.Surveys.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Engagement.Core.Data;

public partial class EngagementDb
{
    /// <summary>Tags on free answers.</summary>
    public DbSet<AnswerTag> AnswerTags => Set<AnswerTag>();
}

internal sealed class AnswerTagConfiguration : IEntityTypeConfiguration<AnswerTag>
{
    public void Configure(EntityTypeBuilder<AnswerTag> builder)
    {
        builder.HasIndex(t => new { t.ResponseId, t.Question, t.Tag }).IsUnique();
        builder.Property(t => t.Tag).HasMaxLength(AnswerTag.Most);
        // However an answer is deleted (consent withdrawn, erasure, a sheet typed again), its tags go in the same statement.
        builder.HasOne<SurveyResponse>().WithMany().HasForeignKey(t => t.ResponseId).OnDelete(DeleteBehavior.Cascade);
    }
}
