using System.Buffers;
using System.Globalization;
using System.Text;

namespace Engagement.Core.ServiceRequests;

/// <summary>
/// GeoReport v2 as XML, without namespaces and attributes. Written by hand, because the framework's writer refuses characters that XML does not know,
/// and texts that people entered may have them: here they are left out.
/// </summary>
internal sealed class XmlGeoWriter : GeoWriter
{
    private static readonly SearchValues<char> Special = SearchValues.Create([.. Enumerable.Range(0, 32).Where(c => c is not ('\t' or '\n')).Select(c => (char)c), '<', '>', '&', '\uFFFE', '\uFFFF']);
    private readonly IBufferWriter<byte> output;

    public XmlGeoWriter(IBufferWriter<byte> output)
    {
        this.output = output;
        output.Write("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"u8);
    }

    public override void BeginList(string name) => Open(name);

    public override void EndList(string name) => Close(name);

    public override void BeginItem(string name) => Open(name);

    public override void EndItem(string name) => Close(name);

    public override void Text(string name, string? value) => Element(name, value);

    public override void TextItem(string name, string value) => Element(name, value);

    public override void Flag(string name, bool value) => Element(name, value ? "true" : "false");

    public override void Number(string name, double? value)
    {
        if (value is not { } number) return;
        Span<char> text = stackalloc char[32];
        number.TryFormat(text, out var length, "0.##############", CultureInfo.InvariantCulture);
        Element(name, text[..length]);
    }

    protected override void Written(string name, DateTime utc) => Element(name, Form(utc, stackalloc char[20]));

    private void Element(string name, ReadOnlySpan<char> value)
    {
        Open(name);
        for (var at = value.IndexOfAny(Special); at >= 0; at = value.IndexOfAny(Special))
        {
            Raw(value[..at]);
            output.Write(value[at] switch { '<' => "&lt;"u8, '>' => "&gt;"u8, '&' => "&amp;"u8, '\r' => "&#13;"u8, _ => ""u8 });
            value = value[(at + 1)..];
        }
        Raw(value);
        Close(name);
    }

    private void Open(string name)
    {
        output.Write("<"u8);
        Raw(name);
        output.Write(">"u8);
    }

    private void Close(string name)
    {
        output.Write("</"u8);
        Raw(name);
        output.Write(">"u8);
    }

    // Half a surrogate pair becomes the replacement character.
    private void Raw(ReadOnlySpan<char> text)
    {
        if (text.Length > 0) Encoding.UTF8.GetBytes(text, output);
    }
}
