using Engagement.Core.Files;

namespace Engagement.Core.Mail;

/// <summary>The office's logo as it travels inside each mail; nothing is loaded from elsewhere.</summary>
internal static class MailLogo
{
    /// <summary>A larger file stays at home, so that a mail keeps below 30 KB.</summary>
    public const int Most = 12 * 1024;

    public static LetterFile? Of(StoredFile? file) =>
        file is { Size: > 0 and <= Most } && file.ContentType.StartsWith("image/", StringComparison.Ordinal) ? new(file.Name, file.ContentType, file.Content) : null;
}
