namespace Engagement.Core.Demo;

/// <summary>A clock that the demo city is lived through with, so that applications, marks and certificates have the dates they would have had.</summary>
internal sealed class DemoClock : TimeProvider
{
    private DateTimeOffset now;

    public override DateTimeOffset GetUtcNow() => now;

    public void GoTo(DateTime utc) => now = new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc));
}
