using Engagement.Core.Accounts;
using Engagement.Core.Common;

namespace Engagement.Core.Office;

/// <summary>Where the application is reached, as far as configuration knows it.</summary>
public sealed class LinkSettings
{
    /// <summary>Configuration's <c>PublicAddress</c>; the office's setting comes first.</summary>
    public string? PublicAddress { get; set; }

    /// <summary>The address the server listens on; asked in Development only, where nothing is set.</summary>
    public Func<string?> Listening { get; set; } = () => null;
}

/// <summary>No link can be built.</summary>
public sealed record NoPublicAddress() : Error("The public address of the application is not set, so no link can be made. An administrator can set it in Settings.");

/// <summary>Builds links for mails, QR codes and people to hand over; never from a request, whose Host header anybody may write.</summary>
public sealed class LinkService(OfficeService office, LinkSettings settings)
{
    /// <summary>The full link to a path that starts with a slash.</summary>
    [AnyoneMay("The address of the application is public.")]
    public async Task<Result<string>> ToAsync(string path)
    {
        var address = new[] { (await office.GetAsync()).PublicAddress, settings.PublicAddress, settings.Listening() }
            .FirstOrDefault(a => !string.IsNullOrWhiteSpace(a));
        return address is null ? new NoPublicAddress() : address.TrimEnd('/') + path;
    }
}
