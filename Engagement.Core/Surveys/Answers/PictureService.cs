using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Engagement.Core.Files;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Surveys;

/// <summary>Pictures inside surveys.</summary>
public sealed class PictureService(IDbContextFactory<EngagementDb> dbs, SurveyFacts facts)
{
    /// <summary>The picture of a section of a published version; null when the version does not show it.</summary>
    [AnyoneMay("Whoever answers a survey sees its pictures; no file can be asked for that a published survey does not show.")]
    public async Task<StoredFile?> FindAsync(Guid versionId, Guid fileId)
    {
        if (await facts.VersionAsync(versionId) is not { } version || version.Content.Questions.All(q => q.Picture != fileId)) return null;
        await using var db = await dbs.OpenAsync(Actor.Anyone);
        return await db.SurveyVersions.AnyAsync(v => v.Id == versionId && v.PublishedAt != null) ? await db.Files.AsNoTracking().FirstOrDefaultAsync(f => f.Id == fileId) : null;
    }
}
