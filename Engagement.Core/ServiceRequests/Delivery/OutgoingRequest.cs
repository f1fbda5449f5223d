using System.Globalization;
using Engagement.Core.Common;

namespace Engagement.Core.ServiceRequests;

/// <summary>A request as a destination gets it. Contact data stay here: the destination knows our number, and who wants to ask back asks us.</summary>
internal static class OutgoingRequest
{
    /// <summary>The fields of GeoReport v2, POST; <paramref name="their"/> is the service there, as far as it is known, and <paramref name="mediaUrl"/> the public address of a photo.</summary>
    public static IEnumerable<(string Name, string? Value)> Fields(ServiceRequest request, string theirCode, TheirOffer? their, string? mediaUrl)
    {
        yield return ("service_code", theirCode);
        yield return ("lat", request.Latitude?.ToString("0.#######", CultureInfo.InvariantCulture));
        yield return ("long", request.Longitude?.ToString("0.#######", CultureInfo.InvariantCulture));
        yield return ("address_string", request.Address);
        yield return ("description", Description(request));
        // Ours, so that a server which compares what a device sends sees a repetition as one.
        yield return ("device_id", request.Number);
        yield return ("media_url", mediaUrl);
        foreach (var attribute in Attributes(request, their)) yield return attribute;
    }

    /// <summary>The description with our number at its end, by which it is found there again.</summary>
    public static string Description(ServiceRequest request)
    {
        var mark = $"[{request.Number}]";
        var text = request.Description ?? "";
        var room = RequestEntry.MostDescription - mark.Length - 1;
        if (text.Length > room) text = text[..(char.IsHighSurrogate(text[room - 1]) ? room - 1 : room)];
        return text.Length == 0 ? mark : $"{text}\n{mark}";
    }

    // Answers to what the destination asks under the same code; in its lists a value counts by its key or by its name.
    private static IEnumerable<(string Name, string? Value)> Attributes(ServiceRequest request, TheirOffer? their)
    {
        var answers = AttributeAnswers.Parse(request.Attributes);
        foreach (var asked in their?.Attributes ?? [])
        {
            if (!asked.Variable || !answers.TryGetValue(asked.Code, out var values)) continue;
            var many = asked.Type == "multivaluelist";
            foreach (var value in values.Take(many ? values.Count : 1))
                yield return (many ? $"attribute[{asked.Code}][]" : $"attribute[{asked.Code}]", Theirs(asked, value));
        }
    }

    private static string Theirs(TheirAttribute asked, string value) =>
        asked.Values.Count == 0 ? value : (asked.Values.FirstOrDefault(v => v.Key == value) ?? asked.Values.FirstOrDefault(v => Text.Folded(v.Name) == Text.Folded(value)))?.Key ?? value;
}
