using Engagement.Core.Common;

namespace Engagement.Core.Programs;

/// <summary>A thing of the directory that something points to: it can be hidden, not deleted.</summary>
public sealed record InUse(string What, string By)
    : Error($"{What} is used by {By} and stays for their sake. Make it inactive instead: then it is no longer offered where new things are made.");

/// <summary>Messages that several services of this room give.</summary>
internal static class ProgramsMessages
{
    public static Invalid Taken(string what) => new("Name", $"There is already a {what} with this name.");
}
