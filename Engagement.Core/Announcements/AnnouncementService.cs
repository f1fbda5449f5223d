using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Mail;
using Engagement.Core.Office;
using Engagement.Core.Programs;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Announcements;

/// <summary>Announcements: written as drafts, looked at, rehearsed, sent once; then followed, paused, let go on.</summary>
public sealed class AnnouncementService(IDbContextFactory<EngagementDb> dbs, OfficeService office, TimeProvider clock)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>All of them, the newest first.</summary>
    public async Task<Result<Page<AnnouncementRow>>> ListAsync(Actor actor, PageRequest page)
    {
        if (Lacks(actor) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var rows = await db.Announcements.OrderByDescending(a => a.CreatedAt).ThenBy(a => a.Id).Skip(page.Skip).Take(page.Take)
            .Select(a => new AnnouncementRow(a.Id, a.Subject, a.Audience, db.Cohorts.Where(c => c.Id == a.CohortId).Select(c => c.Name).FirstOrDefault(), a.WrittenBy, a.CreatedAt, a.SentAt, a.Paused)).ToListAsync();
        return new Page<AnnouncementRow>(rows, await db.Announcements.CountAsync());
    }

    /// <summary>The form, and when it was sent.</summary>
    public async Task<Result<(AnnouncementInput Input, DateTime? SentAt)>> GetAsync(Actor actor, Guid id)
    {
        if (Lacks(actor) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        return await db.Announcements.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id) is { } a
            ? (new AnnouncementInput { Version = a.Version, Audience = a.Audience, CohortId = a.CohortId, SessionId = a.SessionId, Zip = a.Zip, Subject = a.Subject, Markdown = a.Markdown, SubjectEs = a.SubjectEs, MarkdownEs = a.MarkdownEs }, a.SentAt)
            : new NotFound("This announcement");
    }

    /// <summary>Announced cohorts, and the sessions to come of one.</summary>
    public async Task<Result<(IReadOnlyList<Choice> Cohorts, IReadOnlyList<Choice> Sessions)>> ChoicesAsync(Actor actor, Guid? cohortId)
    {
        if (Lacks(actor) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var cohorts = await db.Cohorts.Where(c => c.Status == CohortStatus.Published).OrderByText(c => c.Name).Select(c => new Choice(c.Id, c.Name)).ToListAsync();
        var sessions = cohortId is null ? [] : (await SessionFacts.LoadAsync(db, s => s.CohortId == cohortId && s.CancelledAt == null && s.EndsUtc > Now)).ConvertAll(s => new Choice(s.Session.Id, $"{s.Session.Slot}: {s.Title}"));
        return (cohorts, sessions);
    }

    /// <summary>Saves a draft, a new one without an id; gives its id.</summary>
    public async Task<Result<Guid>> SaveAsync(Actor actor, Guid? id, AnnouncementInput input)
    {
        if (Lacks(actor) is { } no) return no;
        if (input.Problems() is { } invalid) return invalid;
        await using var db = await dbs.OpenAsync(actor);
        var draft = id is null ? new Announcement(actor.Name, Now) : await db.Announcements.SingleOrDefaultAsync(a => a.Id == id);
        if (draft is null) return new NotFound("This announcement");
        if (id is null) db.Add(draft);
        else if (draft.Version != input.Version) return new Stale("The announcement");
        if (draft.SentAt is not null) return new WrongMailState("This announcement has been sent; write another one.");
        (draft.Audience, draft.Subject, draft.Markdown) = (input.Audience, Text.Clean(input.Subject)!, Text.CleanLines(input.Markdown)!);
        (draft.SubjectEs, draft.MarkdownEs) = (Text.Clean(input.SubjectEs), Text.CleanLines(input.MarkdownEs));
        draft.CohortId = input.Audience is Audience.Cohort or Audience.Session or Audience.Presenters ? input.CohortId : null;
        (draft.SessionId, draft.Zip) = (input.Audience == Audience.Session ? input.SessionId : null, input.Audience == Audience.Liaisons ? Text.Clean(input.Zip) : null);
        return await db.TrySaveAsync("The announcement") is { } stale ? stale : draft.Id;
    }

    /// <summary>Whom it reaches, and who is left out and why.</summary>
    public async Task<Result<Recipients>> RecipientsAsync(Actor actor, Guid id, PageRequest page)
    {
        if (Lacks(actor) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        if (await db.Announcements.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id) is not { } a) return new NotFound("This announcement");
        var all = await RecipientList.LoadAsync(db, a);
        return new Recipients(new Page<Recipient>([.. all.Skip(page.Skip).Take(page.Take)], all.Count), all.Where(r => r.LeftOut is null).Select(r => r.Address).Distinct().Count(), all.Count(r => r.LeftOut is not null));
    }

    /// <summary>How it looks, in English and, where it was written, in Spanish.</summary>
    public async Task<Result<IReadOnlyList<MailText>>> PreviewAsync(Actor actor, AnnouncementInput input)
    {
        if (Lacks(actor) is { } no) return no;
        var settings = await office.GetAsync();
        var fields = new Dictionary<string, string> { ["office"] = settings.OfficeName, ["city"] = settings.CityName };
        MailText Look(string? subject, string? markdown, string language) => MailWriter.Make(subject ?? "", markdown ?? "", language, fields, MailKind.Announcement, settings,
            new MailFrame(settings.LogoFileId is not null, "https://programs.example.org/mail/unsubscribe/…"));
        List<MailText> looks = [Look(input.Subject, input.Markdown, "en")];
        if (!string.IsNullOrWhiteSpace(input.MarkdownEs)) looks.Add(Look(input.SubjectEs, input.MarkdownEs, "es"));
        return looks;
    }

    /// <summary>Sends it to one address, in each of its languages, exactly as it would go out; nobody else gets anything.</summary>
    public async Task<Result> RehearseAsync(Actor actor, Guid id, string? to)
    {
        if (Lacks(actor) is { } no) return no;
        if (MailPacker.Address(to?.Trim()) is not { } address) return new Invalid("To", "This is not an e-mail address.");
        await using var db = await dbs.OpenAsync(actor);
        if (await db.Announcements.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id) is not { } a) return new NotFound("This announcement");
        // Rehearsals count downwards, so that they never are the mail itself.
        var edition = -1 - await db.Outbox.CountAsync(m => m.About == id && m.Edition < 0);
        MailOrder Order(string language, int at) => new(MailKind.Announcement, id, address.Address) { Edition = at, Language = language, Facts = AnnouncementMail.Rehearsal };
        await db.QueueMailsAsync(a.MarkdownEs is null ? [Order("en", edition)] : [Order("en", edition), Order("es", edition - 1)]);
        await db.SaveChangesAsync();
        return Result.Success;
    }

    /// <summary>Queues it for everyone who is not left out; gives the number of mails. A second click finds it sent.</summary>
    public async Task<Result<int>> SendAsync(Actor actor, Guid id, int version)
    {
        if (Lacks(actor) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await db.Announcements.SingleOrDefaultAsync(a => a.Id == id) is not { } a) return new NotFound("This announcement");
        if (a.Version != version) return new Stale("The announcement");
        if (a.Send(Now) is { Ok: false, Error: { } wrong }) return wrong;
        var reached = (await RecipientList.LoadAsync(db, a)).Where(r => r.LeftOut is null).ToList();
        if (reached.Count == 0) return new Invalid("", "Nobody would get it.");
        await db.QueueMailsAsync([.. reached.GroupBy(r => r.Address!).Select(g => new MailOrder(MailKind.Announcement, id, g.Key)
        {
            Language = g.First().Language,
            People = [.. g.Select(r => r.PersonId).OfType<Guid>()],
            CohortId = a.CohortId,
            SessionId = a.SessionId,
        })]);
        if (await db.TrySaveAsync("The announcement") is { } stale) return stale;
        await transaction.CommitAsync();
        return reached.Select(r => r.Address).Distinct().Count();
    }

    /// <summary>Holds what has not gone yet, or lets it go on.</summary>
    public async Task<Result> PauseAsync(Actor actor, Guid id, bool paused)
    {
        if (Lacks(actor) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        if (await db.Announcements.SingleOrDefaultAsync(a => a.Id == id) is not { } a) return new NotFound("This announcement");
        if (a.Pause(paused) is { Ok: false } wrong) return wrong;
        if (await db.TrySaveAsync("The announcement") is { } stale) return stale;
        await (paused ? db.HoldMailsAsync(MailKind.Announcement, id) : db.LetGoMailsAsync(MailKind.Announcement, id));
        return Result.Success;
    }

    /// <summary>How far it has gone.</summary>
    public async Task<Result<AnnouncementProgress>> ProgressAsync(Actor actor, Guid id)
    {
        if (Lacks(actor) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var paused = await db.Announcements.Where(a => a.Id == id).Select(a => a.Paused).SingleOrDefaultAsync();
        return new AnnouncementProgress(await db.Outbox.Where(m => m.Kind == MailKind.Announcement && m.About == id && m.Edition == 0).GroupBy(m => m.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count), paused);
    }

    private static Forbidden? Lacks(Actor actor) => actor.Lacks(Permission.ManageMail) ?? actor.Lacks(Permission.ReadPeople);
}
