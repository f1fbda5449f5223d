using System.Security.Cryptography;
using System.Text;
using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Engagement.Core.Mail;

/// <summary>What became of a raw mail that was taken for a delivery report.</summary>
public enum BounceOutcome
{
    /// <summary>It is no report, or about no mail of ours, or was counted before; nothing was changed.</summary>
    Ignored,

    /// <summary>Noted on the mail; its address may still be written to.</summary>
    Noted,

    /// <summary>Nothing more is sent to the address.</summary>
    Blocked,
}

/// <summary>Reads delivery reports and blocks addresses that don't exist.</summary>
public sealed class BounceService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock, MailSettings settings, ILogger<BounceService> log)
{
    private const int MostFiles = 200;

    /// <summary>
    /// Reads up to 200 files of <c>Mail:BounceFolder</c> (a folder of .eml files, or the folder "new" of a Maildir) and moves each into its folder "done",
    /// or "ignored" when it said nothing about a mail of ours. Returns how many were reports. For a job.
    /// </summary>
    public async Task<Result<int>> ReadFolderAsync(Actor actor, CancellationToken cancel = default)
    {
        if (actor.Lacks(Permission.ManageMail) is { } no) return no;
        if (string.IsNullOrEmpty(settings.BounceFolder) || !Directory.Exists(settings.BounceFolder)) return 0;
        var reports = 0;
        foreach (var file in new DirectoryInfo(settings.BounceFolder).EnumerateFiles().Where(f => f.LinkTarget is null && !f.Name.StartsWith('.')).Take(MostFiles).ToList())
        {
            cancel.ThrowIfCancellationRequested();
            try
            {
                var outcome = file.Length > DeliveryReport.MostBytes ? BounceOutcome.Ignored : await RecordAsync(await File.ReadAllBytesAsync(file.FullName, cancel));
                if (outcome != BounceOutcome.Ignored) reports++;
                var target = Directory.CreateDirectory(Path.Combine(settings.BounceFolder, outcome == BounceOutcome.Ignored ? "ignored" : "done"));
                file.MoveTo(Path.Combine(target.FullName, file.Name), overwrite: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Another node was faster, or the file is still being written: the next run sees it.
                log.LogWarning("A delivery report could not be read or moved: {Reason}", e.GetType().Name);
            }
        }
        return reports;
    }

    /// <summary>Takes one raw mail from a mail server that knows the key; of more than a megabyte nothing is kept.</summary>
    [AnyoneMay("Only with the key of the configuration, compared in constant time; a report changes nothing unless it names a mail that we sent.")]
    public async Task<Result<BounceOutcome>> TakeAsync(string? key, Stream raw, CancellationToken cancel = default)
    {
        if (string.IsNullOrEmpty(settings.BounceKey) || !CryptographicOperations.FixedTimeEquals(Hash(key ?? ""), Hash(settings.BounceKey))) return new Forbidden();
        var (kept, buffer) = (new MemoryStream(), new byte[16 * 1024]);
        while (kept.Length <= DeliveryReport.MostBytes && await raw.ReadAsync(buffer, cancel) is > 0 and var read) kept.Write(buffer, 0, read);
        return await RecordAsync(kept.ToArray());
    }

    private async Task<BounceOutcome> RecordAsync(byte[] raw)
    {
        // In sandbox mode a report is about the sandbox, not about the recipient.
        if (!string.IsNullOrEmpty(settings.SandboxTo) || DeliveryReport.Read(raw) is not { } report) return BounceOutcome.Ignored;
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await dbs.OpenAsync(Actor.System);
            var outcome = await NoteAsync(db, report);
            if (outcome == BounceOutcome.Ignored) return outcome;
            // Two reports about one address at once: look again.
            if (await db.TrySaveAsync("The report", taken: new Stale("The report")) is null || attempt == 3) return outcome;
        }
    }

    private async Task<BounceOutcome> NoteAsync(EngagementDb db, DeliveryReport report)
    {
        var worst = report.Recipients.Where(r => r.Action is "failed" or "delayed").OrderByDescending(r => r.Action == "failed").ThenByDescending(r => r.Status, StringComparer.Ordinal).FirstOrDefault();
        if (worst is null || await db.Outbox.SingleOrDefaultAsync(m => m.Id == report.MailId) is not { } mail) return BounceOutcome.Ignored;
        var words = $"{worst.Status} {worst.Diagnostic}".Trim() + (worst.Recipient.Equals(mail.Recipient, StringComparison.OrdinalIgnoreCase) ? "" : $" (for {worst.Recipient})");
        var failed = worst.Action == "failed";
        if (!mail.Reported(failed, words)) return BounceOutcome.Ignored;
        if (!failed) return BounceOutcome.Noted;
        var block = await AddressBlock.OfAsync(db, mail.Recipient);
        // 5.x.x is final; everything else that failed was tried for days, and is counted.
        if (worst.Status.StartsWith('5')) block.Block(words, clock.GetUtcNow().UtcDateTime);
        else block.Count(words, clock.GetUtcNow().UtcDateTime);
        return block.Since is null ? BounceOutcome.Noted : BounceOutcome.Blocked;
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
