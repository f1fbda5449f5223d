using System.Globalization;
using System.Text.Json;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Office;

namespace Engagement.Core.Mail;

/// <summary>Writes the trial of the mail settings.</summary>
public sealed class TrialMail(OfficeService office, TimeProvider clock) : IMailComposer
{
    internal sealed record Facts(string? From);

    /// <inheritdoc />
    public IReadOnlyCollection<MailKind> Kinds { get; } = [MailKind.Trial];

    /// <inheritdoc />
    public async Task<Composed> ComposeAsync(EngagementDb db, OutgoingMail mail, CancellationToken cancel)
    {
        var now = LocalTime.FromUtc(clock.GetUtcNow().UtcDateTime, (await office.GetAsync()).TimeZone);
        return new Letter(new Dictionary<string, string>
        {
            ["from"] = JsonSerializer.Deserialize<Facts>(mail.Facts ?? "{}")?.From ?? "",
            ["when"] = now.ToString("f", CultureInfo.GetCultureInfo(mail.Language == "es" ? "es-US" : "en-US")),
        });
    }
}
