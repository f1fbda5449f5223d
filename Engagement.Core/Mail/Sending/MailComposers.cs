namespace Engagement.Core.Mail;

/// <summary>The composers of all rooms, by kind.</summary>
public sealed class MailComposers
{
    private readonly Dictionary<MailKind, IMailComposer> byKind = [];

    /// <summary>A kind that two composers write is a defect, and stops the start.</summary>
    public MailComposers(IEnumerable<IMailComposer> all)
    {
        foreach (var composer in all)
            foreach (var kind in composer.Kinds) byKind.Add(kind, composer);
    }

    /// <summary>Kinds that somebody writes.</summary>
    public IReadOnlyCollection<MailKind> Kinds => byKind.Keys;

    /// <summary>Who writes a kind; null when no room does.</summary>
    public IMailComposer? Of(MailKind kind) => byKind.GetValueOrDefault(kind);
}
