using Engagement.Core.Common;

namespace Engagement.Core.Accounts;

/// <summary>
/// Who is doing something. First argument of every service method: the method checks the right by itself,
/// whatever the page has checked before, and the audit trail names the actor.
/// </summary>
public sealed class Actor
{
    private readonly IReadOnlySet<Permission> permissions;

    private Actor(Guid? userId, string name, IReadOnlySet<Permission> permissions) =>
        (UserId, Name, this.permissions) = (userId, name, permissions);

    /// <summary>The signed-in user; null for the system and for the public.</summary>
    public Guid? UserId { get; }

    /// <summary>Name as the audit trail shows it.</summary>
    public string Name { get; }

    /// <summary>A signed-in user with these roles.</summary>
    public static Actor User(Guid id, string name, IEnumerable<string> roles) => new(id, name, Permissions.Of(roles));

    /// <summary>Jobs, first start, demo data: may do everything.</summary>
    public static Actor System { get; } = new(null, "System", Permissions.Of([Permissions.Administrator]));

    /// <summary>Anyone without signing in: no rights beyond the public pages.</summary>
    public static Actor Anyone { get; } = new(null, "Public", Permissions.Of([]));

    /// <summary>Another system, named for the audit trail; no rights, like <see cref="Anyone"/>.</summary>
    public static Actor Outside(string name) => new(null, name, Permissions.Of([]));

    /// <summary>True when the actor has the right.</summary>
    public bool May(Permission permission) => permissions.Contains(permission);

    /// <summary>The error to return when the actor lacks the right, else null: <c>if (actor.Lacks(…) is { } no) return no;</c></summary>
    public Forbidden? Lacks(Permission permission) => May(permission) ? null : new Forbidden();
}

/// <summary>
/// Marks a service method that the public may call, with the reason. Every other public method of a service
/// takes an <see cref="Actor"/> first and answers <see cref="Forbidden"/> to <see cref="Actor.Anyone"/>; a test walks them all.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AnyoneMayAttribute(string why) : Attribute
{
    /// <summary>Why this is safe for everyone.</summary>
    public string Why { get; } = why;
}
