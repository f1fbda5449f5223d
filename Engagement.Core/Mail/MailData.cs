using Engagement.Core.Mail;
using Engagement.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Engagement.Core.Data;

public partial class EngagementDb
{
    /// <summary>The outbox.</summary>
    public DbSet<OutgoingMail> Outbox => Set<OutgoingMail>();

    /// <summary>Whom mails are about.</summary>
    public DbSet<MailPerson> MailPeople => Set<MailPerson>();

    /// <summary>The office's own words for mails.</summary>
    public DbSet<MailTemplate> MailTemplates => Set<MailTemplate>();

    /// <summary>Addresses that delivery reports were about.</summary>
    public DbSet<AddressBlock> AddressBlocks => Set<AddressBlock>();

    /// <summary>Which optional mails an address wants.</summary>
    public DbSet<MailPreference> MailPreferences => Set<MailPreference>();

    /// <summary>The row that guards the outbox.</summary>
    internal DbSet<MailGate> MailGate => Set<MailGate>();
}

internal sealed class OutgoingMailConfiguration : IEntityTypeConfiguration<OutgoingMail>
{
    public void Configure(EntityTypeBuilder<OutgoingMail> builder)
    {
        builder.ToTable("Outbox");
        builder.Ignore(m => m.People);
        builder.Property(m => m.Facts).HasMaxLength(-1);
        builder.Property(m => m.Body).HasMaxLength(-1);
        builder.Property(m => m.Html).HasMaxLength(-1);
        builder.HasIndex(m => new { m.About, m.Kind, m.Recipient, m.Edition, m.Part }).IsUnique();
        builder.HasIndex(m => new { m.State, m.NextTryAt });
        builder.HasIndex(m => m.CohortId);
        builder.HasIndex(m => m.SessionId);
    }
}

internal sealed class MailPersonConfiguration : IEntityTypeConfiguration<MailPerson>
{
    public void Configure(EntityTypeBuilder<MailPerson> builder)
    {
        builder.HasKey(m => new { m.MailId, m.PersonId });
        builder.HasOne<OutgoingMail>().WithMany().HasForeignKey(m => m.MailId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Person>().WithMany().HasForeignKey(m => m.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class MailTemplateConfiguration : IEntityTypeConfiguration<MailTemplate>
{
    public void Configure(EntityTypeBuilder<MailTemplate> builder)
    {
        builder.Property(t => t.Markdown).HasMaxLength(20_000);
        builder.HasIndex(t => new { t.Kind, t.Variant, t.Language }).IsUnique();
    }
}

internal sealed class AddressBlockConfiguration : IEntityTypeConfiguration<AddressBlock>
{
    public void Configure(EntityTypeBuilder<AddressBlock> builder) => builder.HasIndex(b => b.Address).IsUnique();
}

internal sealed class MailPreferenceConfiguration : IEntityTypeConfiguration<MailPreference>
{
    public void Configure(EntityTypeBuilder<MailPreference> builder) => builder.HasIndex(p => new { p.Address, p.Kind }).IsUnique();
}

internal sealed class MailGateConfiguration : IEntityTypeConfiguration<MailGate>
{
    public void Configure(EntityTypeBuilder<MailGate> builder)
    {
        builder.Property(g => g.Id).ValueGeneratedNever();
        builder.HasData(MailGate.Row);
    }
}
