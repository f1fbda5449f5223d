using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Mail;
using Engagement.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.ServiceRequests;

/// <summary>
/// Tells liaisons by mail what the city did with the requests that they entered or follow: a question at once, everything else in one mail a day or, for those who
/// chose that, at once too.
/// What has happened is read when the mail is sent, so that it says what is true then.
/// </summary>
public sealed class RequestNews(LinkService links) : IMailComposer
{
    /// <summary>Hour of the office's wall at which the day's news go out.</summary>
    private static readonly TimeOnly Evening = new(18, 0);

    // Editions of mails about one event begin here and count the events before it; those below are of questions.
    private const int Single = 1_000_000;

    private static readonly RequestEventKind[] Told = [RequestEventKind.Status, RequestEventKind.Comment, RequestEventKind.Question, RequestEventKind.Merged];

    /// <inheritdoc />
    public IReadOnlyCollection<MailKind> Kinds { get; } = [MailKind.RequestDigest];

    /// <summary>Queues the last event of a request in the caller's unit of work; nothing without a public address, because there is no link to give.</summary>
    internal static async Task QueueAsync(EngagementDb db, LinkService links, ServiceRequest request, DateTime utcNow)
    {
        var happened = request.Events[^1];
        if (!Told.Contains(happened.Kind) || !(await links.ToAsync("/")).Ok) return;
        var zone = await ZoneAsync(db);
        var question = happened.Kind == RequestEventKind.Question;
        var readers = await (from l in db.Liaisons
                             join p in db.People on l.PersonId equals p.Id
                             join u in db.Users on l.UserId equals u.Id
                             where u.Email != null && (l.Id == request.LiaisonId || happened.Public && db.RequestFollowers.Any(f => f.RequestId == request.Id && f.LiaisonId == l.Id))
                             select new { l.Id, l.PersonId, u.Email, p.Language, AtOnce = question || l.NewsAtOnce }).ToListAsync();
        var local = LocalTime.FromUtc(utcNow, zone);
        var day = DateOnly.FromDateTime(local).AddDays(TimeOnly.FromDateTime(local) >= Evening ? 1 : 0);
        var earlier = readers.Exists(r => r.AtOnce) ? await db.RequestEvents.CountAsync(e => e.RequestId == request.Id && (!question || e.Kind == happened.Kind)) : 0;
        await db.QueueMailsAsync([.. readers.Select(r => new MailOrder(MailKind.RequestDigest, r.AtOnce ? request.Id : r.Id, r.Email!)
        {
            Edition = question ? earlier : r.AtOnce ? Single + earlier : day.DayNumber,
            Language = r.Language,
            People = [r.PersonId],
            NotBefore = r.AtOnce ? null : LocalTime.ToUtc(day, Evening, zone),
            // Where mail did not work for long, old news are not worth sending any more.
            NotAfter = utcNow.AddDays(question ? 14 : 4),
        })]);
    }

    /// <inheritdoc />
    public async Task<Composed> ComposeAsync(EngagementDb db, OutgoingMail mail, CancellationToken cancel)
    {
        var liaison = await db.Liaisons.AsNoTracking().SingleOrDefaultAsync(l => l.Id == mail.About, cancel);
        if (liaison is not null) return await DigestAsync(db, mail, liaison.Id, cancel);
        return mail.Edition >= Single ? await SingleAsync(db, mail, cancel) : await QuestionAsync(db, mail, cancel);
    }

    private async Task<Composed> QuestionAsync(EngagementDb db, OutgoingMail mail, CancellationToken cancel)
    {
        if (await db.ServiceRequests.AsNoTracking().Include(r => r.Events).SingleOrDefaultAsync(r => r.Id == mail.About, cancel) is not { IsOpen: true } request) return Composed.Void("The request is closed.");
        var asked = request.Events.Where(e => e.Kind == RequestEventKind.Question).OrderBy(e => e.At).LastOrDefault();
        if (asked is null || request.Events.Any(e => e.Kind == RequestEventKind.Reply && e.At >= asked.At)) return Composed.Void("The question was answered.");
        return await LetterAsync("question", $"{request.Number}: {asked.Text}", $"/liaison/requests/{request.Number}");
    }

    private async Task<Composed> SingleAsync(EngagementDb db, OutgoingMail mail, CancellationToken cancel)
    {
        var happened = await News(db, db.RequestEvents.Where(e => e.RequestId == mail.About)).OrderBy(n => n.Event.At).ThenBy(n => n.Event.Id).Skip(mail.Edition - Single).FirstOrDefaultAsync(cancel);
        return happened is null ? Composed.Void("The request is gone.") : await LetterAsync("", Line(happened, mail), $"/liaison/requests/{happened.Number}");
    }

    private async Task<Composed> DigestAsync(EngagementDb db, OutgoingMail mail, Guid liaison, CancellationToken cancel)
    {
        var until = LocalTime.ToUtc(DateOnly.FromDayNumber(mail.Edition), Evening, await ZoneAsync(db));
        var since = until.AddDays(-1);
        var news = await News(db, db.RequestEvents.Where(e => e.At >= since && e.At < until && Told.Contains(e.Kind) && e.Kind != RequestEventKind.Question
                && db.ServiceRequests.Any(r => r.Id == e.RequestId && (r.LiaisonId == liaison || e.Public && db.RequestFollowers.Any(f => f.RequestId == r.Id && f.LiaisonId == liaison)))))
            .OrderBy(n => n.Number).ThenBy(n => n.Event.At).ToListAsync(cancel);
        return news.Count == 0 ? Composed.Void("Nothing is new.") : await LetterAsync("", string.Join('\n', news.Select(n => Line(n, mail))), "/liaison/requests?show=all");
    }

    private sealed class Happened
    {
        public required RequestEvent Event { get; init; }

        public required string Number { get; init; }

        public required string Service { get; init; }

        public string? Address { get; init; }
    }

    private static IQueryable<Happened> News(EngagementDb db, IQueryable<RequestEvent> events) =>
        from e in events.AsNoTracking()
        join r in db.ServiceRequests on e.RequestId equals r.Id
        join s in db.ServiceTypes on r.ServiceId equals s.Id
        select new Happened { Event = e, Number = r.Number, Service = s.Name, Address = r.Address };

    private static string Line(Happened n, OutgoingMail mail) =>
        $"{n.Number}, {n.Service}{(n.Address is null ? "" : $", {n.Address}")}: {Words(new HistoryLine(n.Event.Kind, n.Event.Text, "", true, default, null), mail.Language == "es")}";

    private async Task<Composed> LetterAsync(string variant, string changes, string path) =>
        new Letter(new Dictionary<string, string> { ["changes"] = changes, ["link"] = (await links.ToAsync(path)).OrThrow() }) { Variant = variant };

    private static string Words(HistoryLine line, bool spanish)
    {
        var head = (line.Kind, line.Status) switch
        {
            (RequestEventKind.Merged, _) => $"{(spanish ? "unida con" : "merged with")} {line.Text}",
            (RequestEventKind.Status, RequestStatus.InProgress) => spanish ? "en proceso" : "in progress",
            (RequestEventKind.Status, RequestStatus.Done) => spanish ? "hecha" : "done",
            (RequestEventKind.Status, RequestStatus.NotForCity) => spanish ? "no corresponde a la ciudad" : "not for the city",
            (RequestEventKind.Status, _) => spanish ? "recibida" : "received",
            _ => spanish ? "la ciudad dice" : "the city says",
        };
        return line.Words is { } words ? $"{head}. {words.ReplaceLineEndings(" ")}" : head;
    }

    private static async Task<string> ZoneAsync(EngagementDb db) => await db.OfficeSettings.Select(s => s.TimeZone).SingleOrDefaultAsync() ?? new OfficeSettings().TimeZone;
}
