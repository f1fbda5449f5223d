using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Engagement.Core.Accounts;

/// <summary>The four roles as rows, there from the first migration on.</summary>
internal static class RoleRows
{
    private static readonly Dictionary<string, Guid> Ids = new()
    {
        [Permissions.Administrator] = new("0199a000-0000-7000-8000-000000000001"),
        [Permissions.Coordinator] = new("0199a000-0000-7000-8000-000000000002"),
        [Permissions.Leadership] = new("0199a000-0000-7000-8000-000000000003"),
        [Permissions.Liaison] = new("0199a000-0000-7000-8000-000000000004"),
    };

    /// <summary>The id of a role.</summary>
    public static Guid IdOf(string role) => Ids[role];

    /// <summary>A user's membership in a role.</summary>
    public static IdentityUserRole<Guid> Of(Guid userId, string role) => new() { UserId = userId, RoleId = IdOf(role) };

    internal sealed class Configuration : IEntityTypeConfiguration<Role>
    {
        public void Configure(EntityTypeBuilder<Role> builder) => builder.HasData(Ids.Select(r => new Role
        {
            Id = r.Value,
            Name = r.Key,
            NormalizedName = r.Key.ToUpperInvariant(),
            ConcurrencyStamp = r.Value.ToString(),
        }));
    }
}
