namespace Engagement.Core.ServiceRequests;

/// <summary>What a destination's answer to a new request means.</summary>
public enum HandOverKind
{
    /// <summary>Taken, with an id.</summary>
    Taken,

    /// <summary>Taken, with a token; the id comes later.</summary>
    Token,

    /// <summary>Taken by a black box, which gives neither.</summary>
    Swallowed,

    /// <summary>Not taken, and it will not be as it is.</summary>
    Refused,

    /// <summary>Not taken; try again.</summary>
    Later,

    /// <summary>Nobody can tell whether it was taken.</summary>
    Unknown,
}

/// <summary>What an answer means.</summary>
/// <param name="Kind">What.</param>
/// <param name="Value">Id or token.</param>
/// <param name="Says">In words for staff.</param>
/// <param name="Wait">How long the destination asks to wait.</param>
public sealed record HandOver(HandOverKind Kind, string? Value, string Says, TimeSpan? Wait = null)
{
    /// <summary>
    /// Reads an answer. In doubt it is <see cref="HandOverKind.Unknown"/>: what was not clearly refused may have been taken, and is looked for before it is sent again.
    /// </summary>
    /// <param name="reply">The answer.</param>
    /// <param name="type">The service's type at the destination: realtime, batch or blackbox; null when not known.</param>
    public static HandOver Of(GeoReply reply, string? type)
    {
        HandOver As(HandOverKind kind, string? value = null) => new(kind, value, reply.Says, reply.Wait);
        return reply switch
        {
            { Kind: GeoReplyKind.NotReached } => As(HandOverKind.Later),
            { Kind: GeoReplyKind.Lost } => As(HandOverKind.Unknown),
            // A server that is overloaded or being repaired, or a key that must be renewed: it did not take the request, and will some day.
            { Status: 401 or 403 or 408 or 429 or 503 } => As(HandOverKind.Later),
            // An address that leads nowhere is mended by staff; the specification's own 404 names a service that is not there.
            { Status: (>= 300 and < 400) or 404 or 405 or 410, Errors: false } => As(HandOverKind.Later),
            { Status: >= 400 and < 500 } => As(HandOverKind.Refused),
            { Status: >= 500 } or { Kind: GeoReplyKind.Unreadable } => As(HandOverKind.Unknown),
            // 200 with an error in it: the error counts.
            { Errors: true } => Code(reply) switch { 401 or 403 or 429 or 503 => As(HandOverKind.Later), >= 400 and < 500 => As(HandOverKind.Refused), _ => As(HandOverKind.Unknown) },
            _ when First(reply, "service_request_id") is { } id => As(HandOverKind.Taken, id),
            _ when First(reply, "token") is { } token => As(HandOverKind.Token, token),
            _ when type == "blackbox" => As(HandOverKind.Swallowed),
            _ => new(HandOverKind.Unknown, null, "It answered without an id and without a token."),
        };
    }

    private static int Code(GeoReply reply) => (int)(reply.Items.Select(i => i.Number("code")).OfType<double>().FirstOrDefault());

    // More than 100 characters is no id that a person could name.
    private static string? First(GeoReply reply, string name) => reply.Items.Select(i => i[name]).OfType<string>().FirstOrDefault(v => v.Length <= 100);
}
