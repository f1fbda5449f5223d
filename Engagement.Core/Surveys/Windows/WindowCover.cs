using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Surveys;

/// <summary>What happens to the answers of a confidential or anonymous window after it has closed, so that the tables tell no more than the screens.</summary>
internal static class WindowCover
{
    /// <summary>Time after closing in which the last answers still arrive.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(10);

    /// <summary>Respondents who must share a language or a way of answering: the one who answered in Vietnamese, or on paper, would be known. Reports don't show fewer either.</summary>
    public const int Least = 5;

    /// <summary>Drops last signs of life, rare languages and rare ways of answering, takes unfinished answers off their tickets, and writes the rows in random order. One transaction.</summary>
    public static async Task CoverAsync(EngagementDb db, SurveyWindow window, DateTime utcNow)
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        var all = db.SurveyResponses.Where(r => r.WindowId == window.Id);
        await all.ExecuteUpdateAsync(s => s.SetProperty(r => r.TouchedAt, (DateTime?)null));
        if (window.Anonymous)
        {
            await db.SurveyCodes.Where(c => all.Any(r => r.CodeId == c.Id)).ExecuteUpdateAsync(s => s.SetProperty(c => c.Used, true));
            await all.ExecuteUpdateAsync(s => s.SetProperty(r => r.CodeId, (Guid?)null));
        }
        var content = await db.SurveyVersions.Where(v => v.Id == window.VersionId).Select(v => v.Content).SingleAsync();
        var rare = await all.GroupBy(r => r.Language).Where(g => g.Count() < Least).Select(g => g.Key).ToListAsync();
        await all.Where(r => rare.Contains(r.Language)).ExecuteUpdateAsync(s => s.SetProperty(r => r.Language, content.Languages[0]));
        var sources = await all.GroupBy(r => r.Source).Select(g => new { g.Key, Count = g.Count() }).OrderByDescending(g => g.Count).ToListAsync();
        if (sources is [var most, { Count: < Least }]) await all.ExecuteUpdateAsync(s => s.SetProperty(r => r.Source, most.Key));
        await RowOrder.ShuffleAsync(db, "SurveyResponses", await all.Select(r => r.Id).ToListAsync());
        await db.SurveyWindows.Where(w => w.Id == window.Id).ExecuteUpdateAsync(s => s.SetProperty(w => w.ShuffledAt, utcNow));
        await transaction.CommitAsync();
    }
}
