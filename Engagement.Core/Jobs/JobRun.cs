using Engagement.Core.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Engagement.Core.Jobs
{
    /// <summary>The latest run of a job on any node.</summary>
    public sealed class JobRun
    {
        private JobRun() { }

        internal JobRun(string name) => Name = name;

        /// <summary>The job.</summary>
        public string Name { get; private init; } = "";

        /// <summary>When the latest run began (UTC); null before the first.</summary>
        public DateTime? StartedAt { get; internal set; }

        /// <summary>When the latest run that came to an end did so (UTC).</summary>
        public DateTime? EndedAt { get; internal set; }

        /// <summary>What it did, in words; null when there was nothing to do.</summary>
        public string? Result { get; internal set; }

        /// <summary>True when it broke off.</summary>
        public bool Failed { get; internal set; }

        /// <summary>When it last did something (UTC).</summary>
        public DateTime? WorkedAt { get; internal set; }
    }
}

namespace Engagement.Core.Data
{
    public partial class EngagementDb
    {
        /// <summary>The latest runs of jobs.</summary>
        public DbSet<JobRun> JobRuns => Set<JobRun>();
    }

    internal sealed class JobRunConfiguration : IEntityTypeConfiguration<JobRun>
    {
        public void Configure(EntityTypeBuilder<JobRun> builder)
        {
            builder.HasKey(r => r.Name);
            builder.Property(r => r.Name).HasMaxLength(60);
        }
    }
}
