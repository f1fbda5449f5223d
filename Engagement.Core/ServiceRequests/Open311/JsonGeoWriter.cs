using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Engagement.Core.ServiceRequests;

/// <summary>GeoReport v2 as JSON.</summary>
internal sealed class JsonGeoWriter(IBufferWriter<byte> output) : GeoWriter
{
    // The answer is JSON and never a part of a page, so accents may stand as they are.
    private readonly Utf8JsonWriter json = new(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public override void BeginList(string name)
    {
        if (json.CurrentDepth > 0) json.WriteStartArray(name);
        else json.WriteStartArray();
    }

    public override void EndList(string name) => json.WriteEndArray();

    public override void BeginItem(string name) => json.WriteStartObject();

    public override void EndItem(string name) => json.WriteEndObject();

    public override void Text(string name, string? value) => json.WriteString(name, value);

    public override void TextItem(string name, string value) => json.WriteStringValue(value);

    public override void Flag(string name, bool value) => json.WriteBoolean(name, value);

    public override void Number(string name, double? value)
    {
        if (value is { } number) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }

    public override void Flush() => json.Flush();

    protected override void Written(string name, DateTime utc) => json.WriteString(name, Form(utc, stackalloc char[20]));

    protected override void Dispose(bool disposing) => json.Dispose();
}
