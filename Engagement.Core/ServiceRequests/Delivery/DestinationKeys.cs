using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Engagement.Core.ServiceRequests;

/// <summary>Seals the keys of destinations, so that a copy of the database alone gives none away.</summary>
public sealed class DestinationKeys(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("Engagement.Destination.Key");

    /// <summary>The sealed form.</summary>
    public string Seal(string key) => protector.Protect(key);

    /// <summary>How a destination is asked. Null when its key can't be opened any more, because the application's keys were lost.</summary>
    public GeoPeer? Peer(Destination destination)
    {
        try
        {
            return new(destination.BaseAddress, destination.Jurisdiction, destination.SealedKey is null ? null : protector.Unprotect(destination.SealedKey), destination.Xml);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
