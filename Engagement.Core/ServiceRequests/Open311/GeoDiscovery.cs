namespace Engagement.Core.ServiceRequests;

/// <summary>Open311's service discovery: where the interface lies and how to get a key.</summary>
/// <param name="Address">The application's address, without a slash at the end.</param>
/// <param name="Contact">Whom to ask.</param>
/// <param name="KeyService">How to get a key.</param>
public sealed record GeoDiscovery(string Address, string Contact, string KeyService)
{
    // When this interface changed last, as the specification asks for it.
    private static readonly DateTime Changed = new(2026, 11, 23, 12, 0, 0, DateTimeKind.Utc);
    private static readonly string[] Formats = ["text/xml", "application/json"];

    /// <summary>Path of the real endpoint, and of the one that checks requests without keeping them.</summary>
    public const string Production = "/open311/v2", Test = "/open311/test/v2";

    /// <summary>Writes it.</summary>
    public void Write(GeoWriter to)
    {
        to.BeginItem("discovery");
        to.Time("changeset", Changed);
        to.Text("contact", Contact);
        to.Text("key_service", KeyService);
        to.BeginList("endpoints");
        foreach (var (path, type) in ((string, string)[])[(Production, "production"), (Test, "test")])
        {
            to.BeginItem("endpoint");
            to.Text("specification", "http://wiki.open311.org/GeoReport_v2");
            to.Text("url", Address + path);
            to.Time("changeset", Changed);
            to.Text("type", type);
            to.BeginList("formats");
            foreach (var format in Formats) to.TextItem("format", format);
            to.EndList("formats");
            to.EndItem("endpoint");
        }
        to.EndList("endpoints");
        to.EndItem("discovery");
    }
}
