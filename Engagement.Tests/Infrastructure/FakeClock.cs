namespace Engagement.Tests.Infrastructure;

/// <summary>A clock that stands until it is moved. Starts on a Monday, 2026-03-02 at 15:00 UTC (10:00 in Philadelphia).</summary>
public sealed class FakeClock : TimeProvider
{
    private DateTimeOffset now = new(2026, 3, 2, 15, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => now;

    public void Advance(TimeSpan by) => now += by;

    public void Set(DateTimeOffset to) => now = to;
}
