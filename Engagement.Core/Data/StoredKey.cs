using System.Xml.Linq;
using Engagement.Core.Accounts;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Engagement.Core.Data;

/// <summary>A key that signs cookies and form tokens, shared by all nodes.</summary>
public sealed class StoredKey
{
    /// <summary>Order of writing.</summary>
    public int Id { get; private init; }

    /// <summary>The framework's name of it.</summary>
    public string Name { get; init; } = "";

    /// <summary>The key as the framework writes it.</summary>
    public string Xml { get; init; } = "";

    internal sealed class Configuration : IEntityTypeConfiguration<StoredKey>
    {
        public void Configure(EntityTypeBuilder<StoredKey> builder)
        {
            builder.ToTable("DataProtectionKeys");
            builder.Property(k => k.Xml).HasMaxLength(-1);
        }
    }
}

/// <summary>Keeps the keys of Data Protection in the database, so that a cookie made on one node counts on all and survives a restart.</summary>
public sealed class KeyRepository(IDbContextFactory<EngagementDb> dbs) : IXmlRepository
{
    /// <inheritdoc />
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = dbs.CreateDbContext();
        return [.. db.Set<StoredKey>().AsNoTracking().OrderBy(k => k.Id).Select(k => k.Xml).AsEnumerable().Select(x => XElement.Parse(x))];
    }

    /// <inheritdoc />
    public void StoreElement(XElement element, string friendlyName)
    {
        using var db = dbs.CreateDbContext();
        db.Actor = Actor.System;
        db.Set<StoredKey>().Add(new StoredKey { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
        db.SaveChanges();
    }
}
