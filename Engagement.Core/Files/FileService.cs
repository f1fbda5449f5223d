using System.Globalization;
using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Files;

/// <summary>Takes and gives uploaded files.</summary>
public sealed class FileService(IDbContextFactory<EngagementDb> dbs)
{
    /// <summary>The largest file, in bytes: 10 MB.</summary>
    public const int Most = 10 * 1024 * 1024;

    /// <summary>
    /// Keeps a file whose content is of an allowed kind, and gives its id. The name is cut to its last part,
    /// cleaned, and ends as the content asks. Problems belong to the field <c>File</c>.
    /// </summary>
    public async Task<Result<Guid>> SaveAsync(Actor actor, string name, byte[] content, FileKind allowed)
    {
        if (!actor.May(Permission.ManageSettings) && actor.Lacks(Permission.ManageCohorts) is { } no) return no;
        if (content.Length == 0) return new Invalid("File", "The file is empty.");
        if (content.Length > Most) return new Invalid("File", "The file is larger than 10 MB.");
        var type = FileContent.Recognise(content);
        if (type.Kind == FileKind.None || !allowed.HasFlag(type.Kind))
            return new Invalid("File", $"The file's content is not of a kind that can be used here. It can be {Words(allowed)}.");
        var file = new StoredFile(SafeName(name, type), type.ContentType, content);
        await using var db = await dbs.OpenAsync(actor);
        db.Files.Add(file);
        await db.SaveChangesAsync();
        return file.Id;
    }

    /// <summary>A file for a download.</summary>
    public async Task<Result<StoredFile>> GetAsync(Actor actor, Guid id)
    {
        if (actor.Lacks(Permission.ReadCohorts) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        return await db.Files.AsNoTracking().FirstOrDefaultAsync(f => f.Id == id) is { } file ? file : new NotFound("The file");
    }

    private static string SafeName(string name, FileContent.Type type)
    {
        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        // Format characters go too: a right-to-left override would hide the true ending.
        var clean = Text.Clean(string.Concat(last.Where(c => !"<>:\"|?*".Contains(c, StringComparison.Ordinal) && char.GetUnicodeCategory(c) != UnicodeCategory.Format)))?.Trim('.', ' ');
        if (string.IsNullOrEmpty(clean)) clean = "file";
        if (type.Kind == FileKind.Jpeg && clean.EndsWith(".jpeg", StringComparison.OrdinalIgnoreCase)) clean = clean[..^5];
        if (clean.EndsWith(type.Ending, StringComparison.OrdinalIgnoreCase)) clean = clean[..^type.Ending.Length];
        if (type.Kind == FileKind.Text && clean.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)) return Cut(clean[..^4], ".csv");
        return Cut(clean, type.Ending);
    }

    // Names come from anywhere, so the cut must not split a surrogate pair.
    private static string Cut(string stem, string ending)
    {
        if (stem.Length > 150) stem = stem[..(char.IsHighSurrogate(stem[149]) ? 149 : 150)];
        return (stem.Length == 0 ? "file" : stem) + ending;
    }

    private static string Words(FileKind allowed)
    {
        List<string> words = [];
        if (allowed.HasFlag(FileKind.Png)) words.Add("PNG");
        if (allowed.HasFlag(FileKind.Jpeg)) words.Add("JPEG");
        if (allowed.HasFlag(FileKind.Pdf)) words.Add("PDF");
        if (allowed.HasFlag(FileKind.Text)) words.Add("plain text");
        if (allowed.HasFlag(FileKind.Office)) words.Add("Word, Excel or PowerPoint without macros");
        return words.Count == 1 ? words[0] : $"{string.Join(", ", words[..^1])} or {words[^1]}";
    }
}
