using Ical.Net.DataTypes;
using MimeKit;

namespace Engagement.Tests.Mail.Story;

/// <summary>
/// A calendar that does what mails tell it, by the rules of RFC 5546: a request with a higher sequence takes the place of what it had, a cancellation takes out the entry or one time
/// of it. What breaks the rules fails the test. Everything is read by Ical.Net and MimeKit, not by our own code.
/// </summary>
internal sealed class CalendarClient(string owner, string organizer)
{
    private readonly Dictionary<string, (int Sequence, List<DateTime> Times)> entries = [];

    /// <summary>What the calendar shows, in UTC and in order.</summary>
    public IReadOnlyList<DateTime> Times => [.. entries.Values.SelectMany(e => e.Times).Order()];

    /// <summary>METHOD and SEQUENCE of each calendar object that came, in order.</summary>
    public List<(string Method, int Sequence)> Came { get; } = [];

    /// <summary>Takes the calendar part of a mail, if it has one.</summary>
    public void Take(MimeMessage mail)
    {
        var parts = mail.BodyParts.OfType<TextPart>().Where(p => p.ContentType.MediaSubtype == "calendar").ToList();
        var files = mail.Attachments.OfType<MimePart>().Where(a => a.FileName!.EndsWith(".ics", StringComparison.Ordinal)).ToList();
        if (files.Count == 0)
        {
            parts.ShouldBeEmpty();
            return;
        }
        // Programs read the part or the file, and only one of them: both are the same, and there is no second.
        var (part, file) = (parts.ShouldHaveSingleItem(), files.ShouldHaveSingleItem());
        using var bytes = new MemoryStream();
        file.Content!.DecodeTo(bytes);
        var text = System.Text.Encoding.UTF8.GetString(bytes.ToArray());
        part.Text!.ReplaceLineEndings().ShouldBe(text.ReplaceLineEndings());
        var calendar = Ical.Net.Calendar.Load(text).ShouldNotBeNull();
        part.ContentType.Parameters["method"].ShouldBe(calendar.Method);
        Take(calendar);
    }

    private void Take(Ical.Net.Calendar calendar)
    {
        var uid = calendar.Events.Select(e => e.Uid).Distinct().ShouldHaveSingleItem("one UID in a request or a cancellation")!;
        var sequence = calendar.Events.Select(e => e.Sequence).Distinct().ShouldHaveSingleItem();
        var zone = calendar.TimeZones.ShouldHaveSingleItem().TzId;
        calendar.Events.ShouldAllBe(e => e.DtStart!.TzId == zone && e.DtEnd!.TzId == zone && e.DtStamp!.IsUtc && e.Organizer!.Value!.ToString() == $"mailto:{organizer}"
            && e.Attendees.Single().Value!.ToString() == $"mailto:{owner}");
        Came.Add((calendar.Method!, sequence));
        var known = entries.TryGetValue(uid, out var entry);
        if (known) sequence.ShouldBeGreaterThan(entry.Sequence, $"{owner} would not believe it");
        if (calendar.Method == "REQUEST")
        {
            calendar.Events.ShouldAllBe(e => e.Status == "CONFIRMED");
            entries[uid] = (sequence, [.. calendar.GetOccurrences().Select(o => o.Period.StartTime.AsUtc).Order()]);
            return;
        }
        calendar.Method.ShouldBe("CANCEL");
        known.ShouldBeTrue($"{owner} never had what is taken out");
        foreach (var e in calendar.Events)
        {
            if (e.RecurrenceIdentifier is not { } instance) entry.Times.Clear();
            else entry.Times.Remove(new CalDateTime(instance.StartTime.Value, zone).AsUtc).ShouldBeTrue($"{owner} has nothing at {instance.StartTime}");
        }
        entries[uid] = (sequence, entry.Times);
    }
}
