using System.Buffers;
using System.Globalization;

namespace Engagement.Core.ServiceRequests;

/// <summary>
/// Writes an answer of GeoReport v2 as XML or JSON with the same calls: a list is <c>&lt;requests&gt;&lt;request/&gt;&lt;/requests&gt;</c> in one and an array in the other
/// (the specification's Spark convention: roots of lists have no name in JSON). Nothing is awaited here; whoever calls flushes the buffer from time to time.
/// </summary>
public abstract class GeoWriter : IDisposable
{
    /// <summary>A writer of one answer.</summary>
    public static GeoWriter To(IBufferWriter<byte> output, bool xml) => xml ? new XmlGeoWriter(output) : new JsonGeoWriter(output);

    /// <summary>Begins a list; without a parent it is the root.</summary>
    public abstract void BeginList(string name);

    /// <summary>Ends it.</summary>
    public abstract void EndList(string name);

    /// <summary>Begins an object: an item of a list, or the root.</summary>
    public abstract void BeginItem(string name);

    /// <summary>Ends it.</summary>
    public abstract void EndItem(string name);

    /// <summary>A text; nothing is null in JSON and an empty element in XML.</summary>
    public abstract void Text(string name, string? value);

    /// <summary>A text as an item of a list.</summary>
    public abstract void TextItem(string name, string value);

    /// <summary>True or false.</summary>
    public abstract void Flag(string name, bool value);

    /// <summary>A number with a point; nothing is null in JSON and no element in XML, where an empty one would be no number.</summary>
    public abstract void Number(string name, double? value);

    /// <summary>A time in UTC with "Z" and without fractions (UTC); nothing as with <see cref="Number"/>.</summary>
    public void Time(string name, DateTime? value)
    {
        if (value is { } utc) Written(name, utc);
        else Number(name, null);
    }

    /// <summary>Writes what is still held back.</summary>
    public virtual void Flush() { }

    /// <inheritdoc />
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees buffers.</summary>
    protected virtual void Dispose(bool disposing) { }

    /// <summary>A time that is there.</summary>
    protected abstract void Written(string name, DateTime utc);

    /// <summary>The form of times, in 20 characters.</summary>
    protected static ReadOnlySpan<char> Form(DateTime utc, Span<char> into)
    {
        utc.TryFormat(into, out var length, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return into[..length];
    }
}
