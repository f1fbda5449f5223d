namespace Engagement.Core.ServiceRequests;

public sealed partial class Delivery
{
    /// <summary>Pause after the first attempt that failed, and after each later one.</summary>
    public static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(5), Pause = TimeSpan.FromMinutes(30);

    /// <summary>After this time without an end, an attempt counts as broken off: the process that made it is gone.</summary>
    public static readonly TimeSpan StuckAfter = TimeSpan.FromMinutes(10);

    /// <summary>A delivery that was not taken after this time raises an alarm.</summary>
    public static readonly TimeSpan StaleAfter = TimeSpan.FromHours(1);

    /// <summary>For so long it is tried to ask the destination about an attempt whose answer was lost; then a person decides.</summary>
    public static readonly TimeSpan AskedFor = TimeSpan.FromHours(4);

    /// <summary>It is there, with this id; without one at a black box.</summary>
    internal void Take(string? externalId, DateTime utcNow) =>
        (State, ExternalId, TakenAt, Problem) = (DeliveryState.Taken, externalId, utcNow, null);

    /// <summary>It is there, and the id comes later.</summary>
    internal void TakeToken(string token, DateTime utcNow) =>
        (State, Token, Problem, Attempts, NextTryAt) = (DeliveryState.Token, token, null, 0, utcNow + TimeSpan.FromMinutes(1));

    /// <summary>The id is not there yet.</summary>
    internal void AskTokenAgain(string? problem, DateTime utcNow) => (Problem, NextTryAt) = (Short(problem), utcNow + NextPause());

    /// <summary>It was certainly not taken; another attempt follows.</summary>
    internal void Postpone(string problem, TimeSpan? wait, DateTime utcNow) =>
        (State, HandedAt, Problem, NextTryAt) = (DeliveryState.Waiting, null, Short(problem), utcNow + Longer(wait));

    /// <summary>It may have been taken: before another attempt it is looked for.</summary>
    internal void Doubt(string problem, DateTime utcNow) =>
        (State, Problem, NextTryAt) = (DeliveryState.Waiting, Short(problem), utcNow + NextPause());

    /// <summary>It will not be taken as it is.</summary>
    internal void Refuse(string problem) => (State, HandedAt, Problem) = (DeliveryState.Refused, null, Short(problem));

    /// <summary>A person decides.</summary>
    internal void NameUnclear(string problem) => (State, Problem) = (DeliveryState.Unclear, Short(problem));

    /// <summary>A person has decided that it is sent (again).</summary>
    internal void SendAgain(DateTime utcNow) => (State, HandedAt, Attempts, NextTryAt, Problem) = (DeliveryState.Waiting, null, 0, utcNow, null);

    /// <summary>A person has decided that it is not sent there.</summary>
    internal void GiveUp(string why) => (State, HandedAt, Problem) = (DeliveryState.GivenUp, null, Short(why));

    private TimeSpan NextPause() => Attempts <= 1 ? FirstPause : Pause;

    // A destination may ask for more time than usual, but not for ever.
    private TimeSpan Longer(TimeSpan? wait) => wait is { } asked && asked > NextPause() ? (asked < TimeSpan.FromDays(1) ? asked : TimeSpan.FromDays(1)) : NextPause();

    private static string? Short(string? text) => text?.Length > 2000 ? text[..2000] : text;
}
