namespace Engagement.Core.Mail;

/// <summary>Makes the text of a mail from its letter: template or own words, fields filled, Markdown turned into plain text and HTML, the office's frame around both.</summary>
internal static class MailWriter
{
    private const int MostSubject = 200;

    /// <summary>The text, or what is wrong with template and fields.</summary>
    public static (MailText? Text, string? Problem) Write(MailBatch batch, OutgoingMail mail, Letter letter)
    {
        var words = letter.Own is { } own ? (own.Subject, own.Markdown, mail.Language) : Template(batch, mail, letter.Variant);
        if (words is not var (subject, markdown, language)) return (null, $"There is no template for {mail.Kind} {letter.Variant}.");
        var fields = new Dictionary<string, string>(letter.Fields) { ["office"] = batch.Office.OfficeName, ["city"] = batch.Office.CityName };
        if (MailFields.In(subject + "\n" + markdown).Where(f => !fields.ContainsKey(f)).ToList() is { Count: > 0 } unknown)
            return (null, $"The template names fields that this mail does not have: {string.Join(", ", unknown.Select(f => $"{{{f}}}"))}.");
        return (Make(subject, markdown, language, fields, mail.Kind, batch.Office, new MailFrame(batch.Logo is not null, batch.Choices(mail))), null);
    }

    /// <summary>Text of given words, for mails and for previews.</summary>
    public static MailText Make(string subject, string markdown, string language, IReadOnlyDictionary<string, string> fields, MailKind kind, Office.OfficeSettings office, MailFrame frame)
    {
        var links = MailFields.Of(kind).Where(f => f.Link).Select(f => f.Name).ToHashSet();
        var title = Common.Text.Clean(MailMarkdown.FillText(subject, fields)) ?? office.OfficeName;
        if (title.Length > MostSubject) title = title[..(char.IsHighSurrogate(title[MostSubject - 1]) ? MostSubject - 1 : MostSubject)];
        var (html, plain) = MailMarkdown.Render(markdown, fields, links);
        return new MailText(title, MailLayout.Plain(plain, language, office, frame), MailLayout.Html(title, html, language, office, frame));
    }

    private static (string, string, string)? Template(MailBatch batch, OutgoingMail mail, string variant)
    {
        // The office's own words in the language, the default in it, then the same in English.
        foreach (var language in (string[])[mail.Language, mail.Language.Split('-')[0], "en"])
        {
            if (batch.Templates.TryGetValue((mail.Kind, variant, language), out var own)) return (own.Subject, own.Markdown, language);
            if (MailDefaults.Find(mail.Kind, variant, language) is { } words && words.Language == language) return (words.Subject, words.Markdown, language);
        }
        return null;
    }
}
