using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Mail;

/// <summary>The words of the office's mails: reading, trying, writing.</summary>
public sealed class MailTemplateService(IDbContextFactory<EngagementDb> dbs, OfficeService office, MailComposers composers)
{
    private static readonly NotFound NoSuch = new("This template");

    /// <summary>Every template, by kind, variant and language: the defaults, and what the office wrote itself.</summary>
    public async Task<Result<IReadOnlyList<TemplateRow>>> ListAsync(Actor actor)
    {
        if (actor.Lacks(Permission.ManageMail) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var own = await db.MailTemplates.AsNoTracking().Select(t => new { Key = new TemplateKey(t.Kind, t.Variant, t.Language), t.Subject }).ToDictionaryAsync(t => t.Key, t => t.Subject);
        var keys = MailDefaults.All.Select(w => new TemplateKey(w.Kind, w.Variant, w.Language)).Union(own.Keys);
        // The text of an announcement is written each time.
        return keys.Where(k => k.Kind != MailKind.Announcement).OrderBy(k => k.Kind).ThenBy(k => k.Variant, StringComparer.Ordinal).ThenBy(k => k.Language != "en").ThenBy(k => k.Language, StringComparer.Ordinal)
            .Select(k => new TemplateRow(k, own.GetValueOrDefault(k) ?? MailDefaults.Find(k.Kind, k.Variant, k.Language)!.Subject, own.ContainsKey(k))).ToList();
    }

    /// <summary>The form: the office's words, or the default ones (in English where the language has none).</summary>
    public async Task<Result<MailTemplateInput>> GetAsync(Actor actor, TemplateKey key)
    {
        if (actor.Lacks(Permission.ManageMail) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        if (await Own(db, key).AsNoTracking().SingleOrDefaultAsync() is { } own) return new MailTemplateInput { Version = own.Version, Subject = own.Subject, Markdown = own.Markdown };
        return MailDefaults.Find(key.Kind, key.Variant, key.Language) is { } words ? new MailTemplateInput { Subject = words.Subject, Markdown = words.Markdown } : NoSuch;
    }

    /// <summary>Saves the office's own words; what is wrong with fields is said here and not when a mail is to be sent.</summary>
    public async Task<Result> SaveAsync(Actor actor, TemplateKey key, MailTemplateInput input)
    {
        if (actor.Lacks(Permission.ManageMail) is { } no) return no;
        if (MailDefaults.Find(key.Kind, key.Variant, "en") is null || !People.SpokenLanguages.Knows(key.Language)) return NoSuch;
        if (input.Problems(key.Kind) is { } invalid) return invalid;
        await using var db = await dbs.OpenAsync(actor);
        var own = await Own(db, key).SingleOrDefaultAsync();
        if ((own?.Version ?? 0) != input.Version) return new Stale("The template");
        var (subject, markdown) = (Text.Clean(input.Subject)!, input.Markdown!.ReplaceLineEndings("\n").Trim());
        if (own is null) db.Add(new MailTemplate(key.Kind, key.Variant, key.Language, subject, markdown));
        else own.Write(subject, markdown);
        return await db.TrySaveAsync("The template", taken: new Stale("The template")) is { } stale ? stale : Result.Success;
    }

    /// <summary>Back to the default words.</summary>
    public async Task<Result> ResetAsync(Actor actor, TemplateKey key, int version)
    {
        if (actor.Lacks(Permission.ManageMail) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        if (await Own(db, key).SingleOrDefaultAsync() is not { } own) return NoSuch;
        if (own.Version != version) return new Stale("The template");
        db.Remove(own);
        return await db.TrySaveAsync("The template") is { } stale ? stale : Result.Success;
    }

    /// <summary>
    /// How a mail with these words would look: with the facts of the latest mail of its kind where <paramref name="real"/> is asked for, the actor may see people, and there is one; else with samples.
    /// Words with wrong fields are shown as far as they go.
    /// </summary>
    public async Task<Result<MailPreview>> PreviewAsync(Actor actor, TemplateKey key, MailTemplateInput input, bool real)
    {
        if (actor.Lacks(Permission.ManageMail) is { } no) return no;
        var settings = await office.GetAsync();
        var (fields, source) = real && actor.May(Permission.ReadPeople) && await LatestAsync(actor, key) is { } latest ? latest : (Samples(key.Kind), "sample values");
        fields["office"] = settings.OfficeName;
        fields["city"] = settings.CityName;
        var frame = new MailFrame(settings.LogoFileId is not null, key.Kind.IsOptional() ? "https://programs.example.org/mail/unsubscribe/…" : null);
        return new MailPreview(MailWriter.Make(input.Subject ?? "", input.Markdown ?? "", key.Language, fields, key.Kind, settings, frame), source);
    }

    private async Task<(Dictionary<string, string>, string)?> LatestAsync(Actor actor, TemplateKey key)
    {
        await using var db = await dbs.OpenAsync(actor);
        foreach (var mail in await db.Outbox.AsNoTracking().Where(m => m.Kind == key.Kind && !m.Secret).OrderByDescending(m => m.Id).Take(10).ToListAsync())
        {
            mail.People = await db.MailPeople.Where(p => p.MailId == mail.Id).Select(p => p.PersonId).ToListAsync();
            if (composers.Of(key.Kind) is { } composer && (await composer.ComposeAsync(db, mail, CancellationToken.None)).Letter is { } letter && letter.Variant == key.Variant)
                return (new Dictionary<string, string>(letter.Fields), $"the mail to {mail.Recipient}");
        }
        return null;
    }

    private static Dictionary<string, string> Samples(MailKind kind) => MailFields.Of(kind).ToDictionary(f => f.Name, f => f.Sample);

    private static IQueryable<MailTemplate> Own(EngagementDb db, TemplateKey key) =>
        db.MailTemplates.Where(t => t.Kind == key.Kind && t.Variant == key.Variant && t.Language == key.Language);
}
