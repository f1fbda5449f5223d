using Engagement.Core.Data;
using Engagement.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Mail;

/// <summary>Some mails with everything that is asked for each of them, read in a handful of queries.</summary>
internal sealed class MailBatch
{
    private MailBatch() { }

    public required IReadOnlyList<OutgoingMail> Mails { get; init; }

    public required OfficeSettings Office { get; init; }

    public required LetterFile? Logo { get; init; }

    public required IReadOnlyDictionary<(MailKind, string, string), MailTemplate> Templates { get; init; }

    public required IReadOnlyDictionary<string, AddressBlock> Blocks { get; init; }

    public required IReadOnlyDictionary<(string, MailKind), MailPreference> Preferences { get; init; }

    /// <summary>People who want no optional mail.</summary>
    public required IReadOnlySet<Guid> Refusing { get; init; }

    /// <summary>Address of the application without a slash at the end; null when it is not set.</summary>
    public required string? Address { get; init; }

    public static async Task<MailBatch> LoadAsync(EngagementDb db, List<OutgoingMail> mails, OfficeService office, LinkService links, CancellationToken cancel)
    {
        var ids = mails.ConvertAll(m => m.Id);
        var people = (await db.MailPeople.AsNoTracking().Where(p => ids.Contains(p.MailId)).OrderBy(p => p.PersonId).ToListAsync(cancel)).ToLookup(p => p.MailId, p => p.PersonId);
        foreach (var mail in mails) mail.People = [.. people[mail.Id]];
        var kinds = mails.Select(m => m.Kind).Distinct().ToList();
        var addresses = mails.Select(m => m.Recipient).Distinct().ToList();
        return new MailBatch
        {
            Mails = mails,
            Office = await office.GetAsync(),
            Logo = MailLogo.Of(await office.LogoAsync()),
            Address = (await links.ToAsync("")).Value,
            Templates = (await db.MailTemplates.AsNoTracking().Where(t => kinds.Contains(t.Kind)).ToListAsync(cancel)).ToDictionary(t => (t.Kind, t.Variant, t.Language)),
            Blocks = await db.AddressBlocks.AsNoTracking().Where(b => b.Since != null && addresses.Contains(b.Address)).ToDictionaryAsync(b => b.Address, cancel),
            Refusing = await AddressBook.RefusingAsync(db, [.. mails.Where(m => m.Kind.IsOptional()).SelectMany(m => m.People).Distinct()], cancel),
            Preferences = await PreferencesAsync(db, mails, addresses, cancel),
        };
    }

    /// <summary>The link to a recipient's choices; null for kinds that can't be unsubscribed from.</summary>
    public string? Choices(OutgoingMail mail) =>
        Address is not null && Preferences.TryGetValue((mail.Recipient, mail.Kind), out var preference) ? $"{Address}/mail/unsubscribe/{preference.Id}" : null;

    // The rows are made here, because their ids go into the links.
    private static async Task<Dictionary<(string, MailKind), MailPreference>> PreferencesAsync(EngagementDb db, List<OutgoingMail> mails, List<string> addresses, CancellationToken cancel)
    {
        var wanted = mails.Where(m => m.Kind.IsOptional()).Select(m => (m.Recipient, m.Kind)).ToHashSet();
        if (wanted.Count == 0) return [];
        for (var attempt = 1; ; attempt++)
        {
            var known = (await db.MailPreferences.Where(p => addresses.Contains(p.Address)).ToListAsync(cancel)).ToDictionary(p => (p.Address, p.Kind));
            var fresh = wanted.Where(w => !known.ContainsKey(w)).Select(w => new MailPreference(w.Recipient, w.Kind)).ToList();
            if (fresh.Count == 0) return known;
            db.AddRange(fresh);
            try
            {
                await db.SaveChangesAsync(cancel);
            }
            catch (DbUpdateException) when (attempt < 3)
            {
                // Another node made one of them a moment ago.
                foreach (var preference in fresh) db.Entry(preference).State = EntityState.Detached;
            }
        }
    }
}
