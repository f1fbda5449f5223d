using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Mail;
using Engagement.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.ServiceRequests;

/// <summary>
/// Tells liaisons by mail what the city did with the requests that they entered or follow: a question at once, everything else in one mail a day.
/// What has happened is read when the mail is sent, so that it says what is true then.
/// </summary>
public sealed class RequestNews(LinkService links) : IMailComposer
{
    /// <summary>Hour of the office's wall at which the day's news go out.</summary>
    private static readonly TimeOnly Evening = new(18, 0);

    private static readonly RequestEventKind[] Told = [RequestEventKind.Status, RequestEventKind.Comment, RequestEventKind.Question, RequestEventKind.Merged];

    /// <inheritdoc />
    public IReadOnlyCollection<MailKind> Kinds { get; } = [MailKind.RequestDigest];

    /// <summary>Queues the news of a request in the caller's unit of work; nothing without a public address, because there is no link to give.</summary>
    internal static async Task QueueAsync(EngagementDb db, LinkService links, ServiceRequest request, RequestEventKind kind, DateTime utcNow)
    {
        if (!Told.Contains(kind) || !(await links.ToAsync("/")).Ok) return;
        var zone = await ZoneAsync(db);
        var question = kind == RequestEventKind.Question;
        var readers = await (from l in db.Liaisons
                             join p in db.People on l.PersonId equals p.Id
                             join u in db.Users on l.UserId equals u.Id
                             where u.Email != null && (l.Id == request.LiaisonId || !question && db.RequestFollowers.Any(f => f.RequestId == request.Id && f.LiaisonId == l.Id))
                             select new { l.Id, l.PersonId, u.Email, p.Language }).ToListAsync();
        var local = LocalTime.FromUtc(utcNow, zone);
        var day = DateOnly.FromDateTime(local).AddDays(TimeOnly.FromDateTime(local) >= Evening ? 1 : 0);
        var asked = question ? await db.RequestEvents.CountAsync(e => e.RequestId == request.Id && e.Kind == kind) : 0;
        await db.QueueMailsAsync([.. readers.Select(r => new MailOrder(MailKind.RequestDigest, question ? request.Id : r.Id, r.Email!)
        {
            Edition = question ? asked : day.DayNumber,
            Language = r.Language,
            People = [r.PersonId],
            NotBefore = question ? null : LocalTime.ToUtc(day, Evening, zone),
            // Where mail did not work for long, old news are not worth sending any more.
            NotAfter = utcNow.AddDays(question ? 14 : 4),
        })]);
    }

    /// <inheritdoc />
    public async Task<Composed> ComposeAsync(EngagementDb db, OutgoingMail mail, CancellationToken cancel)
    {
        var liaison = await db.Liaisons.AsNoTracking().SingleOrDefaultAsync(l => l.Id == mail.About, cancel);
        return liaison is null ? await QuestionAsync(db, mail, cancel) : await DigestAsync(db, mail, liaison.Id, cancel);
    }

    private async Task<Composed> QuestionAsync(EngagementDb db, OutgoingMail mail, CancellationToken cancel)
    {
        if (await db.ServiceRequests.AsNoTracking().Include(r => r.Events).SingleOrDefaultAsync(r => r.Id == mail.About, cancel) is not { IsOpen: true } request) return Composed.Void("The request is closed.");
        var asked = request.Events.Where(e => e.Kind == RequestEventKind.Question).OrderBy(e => e.At).LastOrDefault();
        if (asked is null || request.Events.Any(e => e.Kind == RequestEventKind.Reply && e.At >= asked.At)) return Composed.Void("The question was answered.");
        return await LetterAsync("question", $"{request.Number}: {asked.Text}", $"/liaison/requests/{request.Number}");
    }

    private async Task<Composed> DigestAsync(EngagementDb db, OutgoingMail mail, Guid liaison, CancellationToken cancel)
    {
        var until = LocalTime.ToUtc(DateOnly.FromDayNumber(mail.Edition), Evening, await ZoneAsync(db));
        var since = until.AddDays(-1);
        var news = await (from e in db.RequestEvents
                          join r in db.ServiceRequests on e.RequestId equals r.Id
                          join s in db.ServiceTypes on r.ServiceId equals s.Id
                          where e.At >= since && e.At < until && Told.Contains(e.Kind) && e.Kind != RequestEventKind.Question
                              && (r.LiaisonId == liaison || e.Public && db.RequestFollowers.Any(f => f.RequestId == r.Id && f.LiaisonId == liaison))
                          orderby r.Number, e.At
                          select new { r.Number, s.Name, r.Address, e.Kind, e.Text }).ToListAsync(cancel);
        if (news.Count == 0) return Composed.Void("Nothing is new.");
        var spanish = mail.Language == "es";
        return await LetterAsync("", string.Join('\n', news.Select(n => $"{n.Number}, {n.Name}{(n.Address is null ? "" : $", {n.Address}")}: {Words(new HistoryLine(n.Kind, n.Text, "", true, default, null), spanish)}")), "/liaison/requests?show=all");
    }

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
