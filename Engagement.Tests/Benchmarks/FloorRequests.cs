using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using System.Xml;
using Engagement.Core.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Engagement.Tests.Benchmarks;

/// <summary>The newest 1,000 requests from bare Kestrel: one SELECT, and the framework's own writers of JSON and XML.</summary>
internal static class FloorRequests
{
    private const string Select = """
        SELECT r."Number", r."Status", r."StatusNotes", s."Name", s."Code", r."Description", d."Name", r."RequestedAt", r."UpdatedAt", r."ExpectedAt", r."Address", r."Zip", r."Latitude", r."Longitude"
        FROM "ServiceRequests" r JOIN "ServiceTypes" s ON r."ServiceId" = s."Id" JOIN "Departments" d ON s."DepartmentId" = d."Id" ORDER BY r."RequestedAt" DESC LIMIT 1000
        """;

    private static readonly string[] Names =
        ["service_request_id", "status", "status_notes", "service_name", "service_code", "description", "agency_responsible", "requested_datetime", "updated_datetime", "expected_datetime", "address", "zipcode", "lat", "long"];

    public static void Map(WebApplication app, DatabaseProvider provider, string connection)
    {
        var source = provider == DatabaseProvider.Postgres ? new NpgsqlDataSourceBuilder(connection + ";Max Auto Prepare=10;Auto Prepare Min Usages=1").Build() : null;
        app.MapGet("/requests.json", async (HttpResponse response) =>
        {
            response.ContentType = "application/json; charset=utf-8";
            await using var json = new Utf8JsonWriter(response.BodyWriter);
            json.WriteStartArray();
            await RowsAsync(source, connection, row =>
            {
                json.WriteStartObject();
                for (var i = 0; i < Names.Length; i++)
                    if (row.IsDBNull(i)) json.WriteNull(Names[i]);
                    else if (i >= 12) json.WriteNumber(Names[i], row.GetDouble(i));
                    else json.WriteString(Names[i], i is >= 7 and <= 9 ? Time(row, i) : row.GetString(i));
                json.WriteEndObject();
            });
            json.WriteEndArray();
        });
        app.MapGet("/requests.xml", async (HttpResponse response) =>
        {
            response.ContentType = "text/xml; charset=utf-8";
            using var buffer = new MemoryStream();
            using (var xml = XmlWriter.Create(buffer))
            {
                xml.WriteStartElement("service_requests");
                await RowsAsync(source, connection, row =>
                {
                    xml.WriteStartElement("request");
                    for (var i = 0; i < Names.Length; i++)
                        xml.WriteElementString(Names[i], row.IsDBNull(i) ? "" : i >= 12 ? row.GetDouble(i).ToString(CultureInfo.InvariantCulture) : i is >= 7 and <= 9 ? Time(row, i) : row.GetString(i));
                    xml.WriteEndElement();
                });
            }
            buffer.Position = 0;
            await buffer.CopyToAsync(response.Body);
        });
    }

    private static string Time(DbDataReader row, int i) => row.GetDateTime(i).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static async Task RowsAsync(NpgsqlDataSource? source, string connectionString, Action<DbDataReader> each)
    {
        await using DbConnection connection = source is null ? new SqliteConnection(connectionString) : source.CreateConnection();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = Select;
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) each(reader);
    }
}
