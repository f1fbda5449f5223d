using Engagement.Core.Common;

namespace Engagement.Core.ServiceRequests;

/// <summary>A failure that Open311 tells: 404 for an unknown jurisdiction, code, id or token; 403 for a bad or missing key; 429 when too much is asked; 400 for everything else.</summary>
/// <param name="Code">The code, which is also the status of HTTP.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Wait">Seconds after which another attempt makes sense, for 429.</param>
public sealed record GeoError(int Code, string Message, int Wait = 60) : Error(Message)
{
    /// <summary>Everything that is not understood.</summary>
    public static GeoError Bad(string message) => new(400, message);

    /// <summary>An unknown code, id or token.</summary>
    public static GeoError Unknown(string what, string value) => new(404, $"{what} \"{(value.Length > 60 ? value[..60] + "…" : value)}\" was not found.");
}
