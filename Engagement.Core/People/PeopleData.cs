using Engagement.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Engagement.Core.Data;

public partial class EngagementDb
{
    /// <summary>People, erased and merged records included; use <see cref="LivePeople"/> for lists.</summary>
    public DbSet<Person> People => Set<Person>();

    /// <summary>People whose records stand for themselves.</summary>
    public IQueryable<Person> LivePeople => People.Where(p => p.MergedIntoId == null && p.ErasedAt == null);

    /// <summary>Guardians.</summary>
    public DbSet<Guardian> Guardians => Set<Guardian>();

    /// <summary>The consent ledger.</summary>
    public DbSet<Consent> Consents => Set<Consent>();

    /// <summary>Versions of consent texts.</summary>
    public DbSet<ConsentText> ConsentTexts => Set<ConsentText>();

    /// <summary>Imports of lists.</summary>
    public DbSet<PersonImport> Imports => Set<PersonImport>();

    /// <summary>Merges of people.</summary>
    public DbSet<Merge> Merges => Set<Merge>();

    /// <summary>Pairs that were looked at and are two people.</summary>
    public DbSet<DistinctPair> DistinctPairs => Set<DistinctPair>();

    /// <summary>Notes about people.</summary>
    public DbSet<PersonNote> PersonNotes => Set<PersonNote>();
}

internal sealed class PersonConfiguration : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.HasMany(p => p.Guardians).WithOne().HasForeignKey(g => g.PersonId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Person>().WithMany().HasForeignKey(p => p.MergedIntoId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<PersonImport>().WithMany().HasForeignKey(p => p.ImportId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(p => p.SearchText).HasMaxLength(2000);
        builder.Property(p => p.AccessNeeds).HasMaxLength(2000);
        builder.HasIndex(p => p.SortName);
        builder.HasIndex(p => p.Email);
    }
}

internal sealed class ConsentConfiguration : IEntityTypeConfiguration<Consent>
{
    public void Configure(EntityTypeBuilder<Consent> builder)
    {
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(c => new { c.PersonId, c.Purpose });
    }
}

internal sealed class ConsentTextConfiguration : IEntityTypeConfiguration<ConsentText>
{
    public void Configure(EntityTypeBuilder<ConsentText> builder)
    {
        builder.Property(t => t.Body).HasMaxLength(10000);
        builder.HasIndex(t => new { t.Purpose, t.Language, t.Number }).IsUnique();
    }
}

internal sealed class PersonNoteConfiguration : IEntityTypeConfiguration<PersonNote>
{
    public void Configure(EntityTypeBuilder<PersonNote> builder)
    {
        builder.HasOne<Person>().WithMany().HasForeignKey(n => n.PersonId).OnDelete(DeleteBehavior.Cascade);
        builder.Property(n => n.Text).HasMaxLength(4000);
    }
}

internal sealed class MergeConfiguration : IEntityTypeConfiguration<Merge>
{
    public void Configure(EntityTypeBuilder<Merge> builder)
    {
        builder.HasOne<Person>().WithMany().HasForeignKey(m => m.KeptId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Person>().WithMany().HasForeignKey(m => m.RemovedId).OnDelete(DeleteBehavior.Cascade);
        builder.Property(m => m.Log).HasMaxLength(-1);
    }
}

internal sealed class DistinctPairConfiguration : IEntityTypeConfiguration<DistinctPair>
{
    public void Configure(EntityTypeBuilder<DistinctPair> builder)
    {
        builder.HasOne<Person>().WithMany().HasForeignKey(d => d.FirstId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Person>().WithMany().HasForeignKey(d => d.SecondId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(d => new { d.FirstId, d.SecondId }).IsUnique();
    }
}
