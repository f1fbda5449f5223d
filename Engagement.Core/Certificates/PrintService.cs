using System.IO.Compression;
using Engagement.Core.Accounts;
using Engagement.Core.Certificates.Printing;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Files;
using Engagement.Core.Office;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Engagement.Core.Certificates;

/// <summary>A file to download, written as it is made.</summary>
/// <param name="Name">File name.</param>
/// <param name="ContentType">MIME type.</param>
/// <param name="WriteAsync">Writes it; only asynchronous writes, as web servers want them.</param>
public sealed record Download(string Name, string ContentType, Func<Stream, CancellationToken, Task> WriteAsync);

/// <summary>Certificates as PDF files: one, several, a cohort, a preview.</summary>
public sealed class PrintService(IDbContextFactory<EngagementDb> dbs, TimeProvider clock, IOptions<CertificateOptions> options)
{
    private const int Batch = 50;
    private const string Pdf = "application/pdf";

    /// <summary>One certificate; a revoked or replaced one says so across the page.</summary>
    public async Task<Result<Download>> OneAsync(Actor actor, Guid id)
    {
        if (actor.Lacks(Permission.ReadPeople) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var certificate = await db.Certificates.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id);
        if (certificate is null) return new NotFound("This certificate");
        if (certificate.Content.Name.Length == 0) return new NameErased();
        var job = await JobAsync(db);
        using var images = await ImagesAsync(db, [certificate]);
        var bytes = Signed(CertificatePdf.Make(job.Sheet(certificate), images, job.Paper), job);
        return new Download($"{certificate.Number}.pdf", Pdf, (to, cancel) => to.WriteAsync(bytes, cancel).AsTask());
    }

    /// <summary>All valid certificates of a cohort, or of these only, as one PDF, by name.</summary>
    public async Task<Result<Download>> CohortPdfAsync(Actor actor, Guid cohortId, IReadOnlyCollection<Guid>? only = null)
    {
        if (actor.Lacks(Permission.ReadPeople) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var ids = await ValidAsync(db, cohortId, only);
        if (ids.Count == 0) return new NothingToPrint();
        var job = await JobAsync(db);
        var cohort = await db.Cohorts.Where(c => c.Id == cohortId).Select(c => c.Name).SingleAsync();
        var facts = await FactsAsync(db, cohortId, cohort, ids);
        return new Download($"{FileName(cohort)}.pdf", Pdf, async (to, cancel) =>
        {
            using var book = new CertificateBook(job.Paper, facts);
            await foreach (var (batch, images) in BatchesAsync(ids, cancel)) book.Add(batch.Select(job.Sheet), images);
            await to.WriteAsync(Signed(book.Finish(), job), cancel);
        });
    }

    /// <summary>All valid certificates of a cohort, or of these only, each as a PDF in a ZIP; made one by one while it is sent.</summary>
    public async Task<Result<Download>> CohortZipAsync(Actor actor, Guid cohortId, IReadOnlyCollection<Guid>? only = null)
    {
        if (actor.Lacks(Permission.ReadPeople) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var ids = await ValidAsync(db, cohortId, only);
        if (ids.Count == 0) return new NothingToPrint();
        var job = await JobAsync(db);
        var cohort = await db.Cohorts.Where(c => c.Id == cohortId).Select(c => c.Name).SingleAsync();
        return new Download($"{FileName(cohort)}.zip", "application/zip", async (to, cancel) =>
        {
            await using var relay = new SyncRelay(to);
            await using (var zip = await ZipArchive.CreateAsync(relay, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancel))
            {
                await foreach (var (batch, images) in BatchesAsync(ids, cancel))
                    foreach (var certificate in batch) await AddAsync(zip, certificate, Signed(CertificatePdf.Make(job.Sheet(certificate), images, job.Paper), job), cancel);
            }
            await relay.FlushAsync(cancel);
        });
    }

    private static async Task AddAsync(ZipArchive zip, Certificate certificate, byte[] pdf, CancellationToken cancel)
    {
        var entry = zip.CreateEntry($"{certificate.Number} {FileName(certificate.Content.Name)}.pdf", CompressionLevel.NoCompression);
        entry.LastWriteTime = new DateTimeOffset(certificate.IssuedOn, TimeOnly.MinValue, TimeSpan.Zero);
        await using var stream = await entry.OpenAsync(cancel);
        await stream.WriteAsync(pdf, cancel);
    }

    /// <summary>What a program's certificates look like with the texts as they are now.</summary>
    public async Task<Result<Download>> PreviewAsync(Actor actor, Guid programId)
    {
        if (actor.Lacks(Permission.ManagePrograms) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        var program = await db.Programs.AsNoTracking().FirstOrDefaultAsync(p => p.Id == programId);
        if (program is null) return new NotFound("This program");
        var job = await JobAsync(db);
        var content = CertificateDraft.Example(job.Office, program, clock.Today(job.Office.TimeZone));
        using var images = await ImagesAsync(db, content);
        var sheet = new CertificateSheet("PREVIEW", "PREVEWPREVEW", clock.Today(job.Office.TimeZone), CertificateStatus.Valid, content, job.Address is null ? null : job.Address + "PREVIEW");
        var bytes = CertificatePdf.Make(sheet, images, job.Paper);
        return new Download($"{program.Slug}-preview.pdf", Pdf, (to, cancel) => to.WriteAsync(bytes, cancel).AsTask());
    }

    private static Task<List<Guid>> ValidAsync(EngagementDb db, Guid cohortId, IReadOnlyCollection<Guid>? only)
    {
        var valid = db.Certificates.Where(c => c.CohortId == cohortId && c.Status == CertificateStatus.Valid && c.Content.Name != "");
        if (only is not null) valid = valid.Where(c => only.Contains(c.Id));
        return valid.OrderBy(c => c.Number.Length).ThenBy(c => c.Number).Select(c => c.Id).ToListAsync();
    }

    private async IAsyncEnumerable<(List<Certificate> Batch, PrintImages Images)> BatchesAsync(List<Guid> ids, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        PrintImages? images = null;
        foreach (var chunk in ids.Chunk(Batch))
        {
            await using var db = await dbs.CreateDbContextAsync(cancel);
            var batch = await db.Certificates.AsNoTracking().Where(c => chunk.Contains(c.Id)).OrderBy(c => c.Number.Length).ThenBy(c => c.Number).ToListAsync(cancel);
            images ??= await ImagesAsync(db, batch);
            yield return (batch, images);
        }
        images?.Dispose();
    }

    private async Task<PdfFacts> FactsAsync(EngagementDb db, Guid cohortId, string cohort, List<Guid> ids)
    {
        var latest = await db.Certificates.Where(c => c.CohortId == cohortId).MaxAsync(c => c.IssuedOn);
        var job = await JobAsync(db);
        return new PdfFacts($"Certificates – {cohort}", job.Office.OfficeName, "en", latest, string.Join(' ', ids));
    }

    private async Task<PrintJob> JobAsync(EngagementDb db)
    {
        var office = await db.OfficeSettings.AsNoTracking().SingleOrDefaultAsync() ?? new OfficeSettings();
        return new PrintJob(office, await CertificateService.VerifyAddressAsync(db, options.Value), PdfSigner.From(options.Value.Signing, clock));
    }

    private static byte[] Signed(byte[] pdf, PrintJob job) => job.Signer is null ? pdf : job.Signer.Sign(pdf, job.Office.OfficeName);

    private static Task<PrintImages> ImagesAsync(EngagementDb db, List<Certificate> certificates) => ImagesAsync(db, [.. certificates.Select(c => c.Content)]);

    private static async Task<PrintImages> ImagesAsync(EngagementDb db, params CertificateContent[] contents)
    {
        var ids = contents.SelectMany(c => c.Signatures.Select(s => s.ImageFileId).Append(c.LogoFileId)).OfType<Guid>().Distinct().ToList();
        return ids.Count == 0 ? PrintImages.None
            : new PrintImages(await db.Set<StoredFile>().AsNoTracking().Where(f => ids.Contains(f.Id)).ToDictionaryAsync(f => f.Id, f => f.Content));
    }

    private static string FileName(string name) => string.Concat(name.Split([.. Path.GetInvalidFileNameChars(), '"', '\\', ':', '*', '?', '<', '>', '|'])).Trim();

    private sealed record PrintJob(OfficeSettings Office, string? Address, PdfSigner? Signer)
    {
        public PaperSize Paper => Office.Paper;

        public CertificateSheet Sheet(Certificate c) => new(c.Number, c.Code, c.IssuedOn, c.Status, c.Content, Address is null ? null : Address + c.Code);
    }
}
