using System.Globalization;
using Engagement.Core.Files;
using Engagement.Core.ServiceRequests;

namespace Engagement.Web.Components.Pages.Liaison.Entry;

/// <summary>Reads the form of a request, as the page and its script send it.</summary>
internal static class DraftForm
{
    /// <summary>Largest form, in bytes: enough that a photo which is far too large is refused with words and not by a broken connection.</summary>
    public const int MostBytes = 72 * 1024 * 1024;

    /// <summary>What stands before the code of an attribute in the name of its field.</summary>
    public const string Attribute = "a.";

    private static readonly CultureInfo Numbers = CultureInfo.InvariantCulture;

    /// <summary>The id that the form chose.</summary>
    public static Guid? IdOf(IFormCollection form) => Guid.TryParse(form["id"], out var id) ? id : null;

    /// <summary>What was typed.</summary>
    public static DraftInput Read(IFormCollection form, string? service) => new()
    {
        ServiceCode = service ?? form["service"],
        Description = form["description"],
        Address = form["address"],
        Latitude = Degrees(form["latitude"]),
        Longitude = Degrees(form["longitude"]),
        ContactName = form["contactname"],
        ContactEmail = form["contactemail"],
        ContactPhone = form["contactphone"],
        Attributes = form.Where(f => f.Key.StartsWith(Attribute, StringComparison.Ordinal)).Select(f => (Code: f.Key[Attribute.Length..], Values: f.Value.OfType<string>().Where(v => v.Length > 0).ToList()))
            .Where(a => a.Values.Count > 0).ToDictionary(a => a.Code, a => (IReadOnlyList<string>)a.Values, StringComparer.Ordinal),
    };

    /// <summary>The photos that came with it. One that is too large is not read into memory; its place is taken by one byte too many.</summary>
    public static async Task<IReadOnlyList<byte[]>> PhotosAsync(IFormCollection form)
    {
        var photos = new List<byte[]>();
        foreach (var file in form.Files.Where(f => f.Length > 0).Take(RequestEntry.MostPhotos + 1))
        {
            if (file.Length > PhotoReader.MostBytes) { photos.Add(new byte[PhotoReader.MostBytes + 1]); continue; }
            using var buffer = new MemoryStream((int)file.Length);
            await file.CopyToAsync(buffer);
            photos.Add(buffer.ToArray());
        }
        return photos;
    }

    /// <summary>Degrees as a form holds them.</summary>
    public static string? Text(double? degrees) => degrees?.ToString("0.######", Numbers);

    private static double? Degrees(string? text) => double.TryParse(text, NumberStyles.Float, Numbers, out var degrees) && double.IsFinite(degrees) ? degrees : null;
}
