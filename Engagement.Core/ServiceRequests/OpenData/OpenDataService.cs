using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.ServiceRequests;

/// <summary>Where the files of the open data lie, and after which time they are written anew.</summary>
public sealed class OpenDataSettings
{
    /// <summary>Folder; empty: no files are written.</summary>
    public string Folder { get; set; } = "";

    /// <summary>Age from which files are renewed.</summary>
    public TimeSpan Every { get; set; } = TimeSpan.FromHours(1);
}

/// <summary>A column of the open data.</summary>
/// <param name="Name">Its name in both files.</param>
/// <param name="Of">Its value.</param>
public sealed record OpenDataColumn(string Name, Func<PublicRequest, string?> Of);

/// <summary>All public requests as files, for those who want to count and draw them: CSV and GeoJSON. Both hold what the interface shows and nothing more.</summary>
public sealed class OpenDataService(IDbContextFactory<EngagementDb> dbs, OpenDataSettings settings, TimeProvider clock)
{
    /// <summary>The files.</summary>
    public const string Csv = "service-requests.csv", GeoJson = "service-requests.geojson";

    private const int FlushedEach = 500;

    /// <summary>The columns, in order; the page for developers describes them.</summary>
    public static IReadOnlyList<OpenDataColumn> Columns { get; } =
    [
        new("service_request_id", r => r.Number),
        new("status", r => r.Open ? "open" : "closed"),
        new("status_notes", r => r.StatusNotes),
        new("service_code", r => r.ServiceCode),
        new("service_name", r => r.ServiceName),
        new("description", r => r.Description),
        new("agency_responsible", r => r.Agency),
        new("requested_datetime", r => Time(r.RequestedAt)),
        new("updated_datetime", r => Time(r.UpdatedAt)),
        new("expected_datetime", r => Time(r.ExpectedAt)),
        new("closed_datetime", r => Time(r.ClosedAt)),
        new("address", r => r.Address),
        new("zipcode", r => r.Zip),
        new("neighborhood", r => r.Neighborhood),
        new("lat", r => r.Latitude?.ToString(CultureInfo.InvariantCulture)),
        new("long", r => r.Longitude?.ToString(CultureInfo.InvariantCulture)),
    ];

    /// <summary>Writes the files anew when they are old or missing; answers how many requests they hold, 0 when there was nothing to do.</summary>
    public async Task<Result<int>> RenewAsync(Actor actor, CancellationToken cancel = default)
    {
        if (actor.Lacks(Permission.ManageWorkSystems) is { } no) return no;
        if (settings.Folder.Length == 0) return 0;
        Directory.CreateDirectory(settings.Folder);
        var old = clock.GetUtcNow().UtcDateTime - settings.Every;
        if (WrittenAt(Csv) > old && WrittenAt(GeoJson) > old) return 0;
        await using var db = await dbs.OpenAsync(actor, cancel);
        // Names of their own, so that a reader never gets half a file and two nodes do not write into one.
        var unique = $".{Guid.NewGuid():n}.part";
        var count = 0;
        await using (var csv = new StreamWriter(Path.Combine(settings.Folder, Csv + unique), append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)))
        await using (var file = File.Create(Path.Combine(settings.Folder, GeoJson + unique)))
        await using (var json = new Utf8JsonWriter(file, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            await csv.WriteAsync(string.Join(',', Columns.Select(c => c.Name)) + "\r\n");
            json.WriteStartObject();
            json.WriteString("type", "FeatureCollection");
            json.WriteStartArray("features");
            await foreach (var request in PublicRequest.Of(db, db.ServiceRequests.OrderBy(r => r.RequestedAt).ThenBy(r => r.Id)).AsAsyncEnumerable().WithCancellation(cancel))
            {
                // Numbers stay numbers: a minus before a longitude is no formula.
                await csv.WriteAsync(string.Join(',', Columns.Select(c => c.Name is "lat" or "long" ? c.Of(request) : Common.Csv.Cell(c.Of(request)))) + "\r\n");
                Feature(json, request);
                if (++count % FlushedEach == 0) await json.FlushAsync(cancel);
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        foreach (var name in (string[])[Csv, GeoJson])
        {
            File.Move(Path.Combine(settings.Folder, name + unique), Path.Combine(settings.Folder, name), overwrite: true);
            File.SetLastWriteTimeUtc(Path.Combine(settings.Folder, name), clock.GetUtcNow().UtcDateTime);
        }
        return count;
    }

    /// <summary>Path of a file that has been written; null before.</summary>
    [AnyoneMay("The files are made for everyone, and only the two of them can be asked for.")]
    public string? PathOf(string name) =>
        name is Csv or GeoJson && settings.Folder.Length > 0 && Path.Combine(settings.Folder, name) is var path && File.Exists(path) ? path : null;

    private DateTime WrittenAt(string name) => File.GetLastWriteTimeUtc(Path.Combine(settings.Folder, name));

    private static string? Time(DateTime? utc) => utc?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    // RFC 7946: the place is the geometry, null where only an address is known.
    private static void Feature(Utf8JsonWriter json, PublicRequest request)
    {
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        if (request is { Latitude: { } latitude, Longitude: { } longitude })
        {
            json.WriteStartObject("geometry");
            json.WriteString("type", "Point");
            json.WriteStartArray("coordinates");
            json.WriteNumberValue(longitude);
            json.WriteNumberValue(latitude);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        else json.WriteNull("geometry");
        json.WriteStartObject("properties");
        foreach (var column in Columns.Where(c => c.Name is not ("lat" or "long"))) json.WriteString(column.Name, column.Of(request));
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
