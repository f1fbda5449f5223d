using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Surveys.Reports;

/// <summary>What reports of a program are made of: final cohorts, items, respondents, and how many took part.</summary>
internal sealed class ReportData
{
    private ReportData(IReadOnlyList<ReportCohort> cohorts, IReadOnlyList<(SurveyVersion Version, string Survey)> versions, ItemBook book) =>
        (Cohorts, Versions, Book) = (cohorts, versions, book);

    /// <summary>The cohorts, in the order in which they ended.</summary>
    public IReadOnlyList<ReportCohort> Cohorts { get; }

    /// <summary>Versions of the instruments.</summary>
    public IReadOnlyList<(SurveyVersion Version, string Survey)> Versions { get; }

    /// <summary>Items of all versions.</summary>
    public ItemBook Book { get; }

    /// <summary>Those who handed in, and may be counted.</summary>
    public List<Respondent> People { get; private set; } = [];

    /// <summary>Free texts with response, item, cohort and wave.</summary>
    public List<(Guid Response, Item Item, int Cohort, Wave Wave, string Text)> Texts { get; } = [];

    /// <summary>Versions that were answered, by cohort and time.</summary>
    public HashSet<(int Cohort, Guid Version, Wave Wave)> Answered { get; } = [];

    /// <summary>How many took part in each cohort.</summary>
    public required IReadOnlyList<CohortFlow> Flows { get; init; }

    /// <summary>Reads everything about these cohorts of a program.</summary>
    public static async Task<ReportData> ReadAsync(IDbContextFactory<EngagementDb> dbs, Actor actor, IReadOnlyList<ReportCohort> cohorts, DateTime utcNow)
    {
        var windows = cohorts.Index().SelectMany(c => c.Item.Windows.Select(w => (Cohort: c.Index, Window: w))).ToDictionary(w => w.Window.Id);
        // Who had a seat is read beside the answers, and answers are decoded while more are read.
        var people = Task.Run(() => PeopleAsync(dbs, actor, cohorts, utcNow));
        await using var db = await dbs.OpenAsync(actor);
        var reader = new ReportReader(db, utcNow);
        var versions = await reader.VersionsAsync(cohorts);
        var book = new ItemBook(versions.Select(v => v.Version));
        var decoding = new List<Task<List<CodedResponse>>>();
        await foreach (var some in reader.ResponsesAsync([.. windows.Keys]).Chunk(512)) decoding.Add(Task.Run(() => new ItemReader(book).Read(some)));
        var (flow, codes) = await people;
        var data = new ReportData(cohorts, versions, book) { Flows = flow.Cohorts };
        var paired = new Dictionary<Guid, Respondent>();
        foreach (var response in (await Task.WhenAll(decoding)).SelectMany(r => r))
        {
            var (cohort, window) = windows[response.Row.Window];
            if (!flow.Takes(cohort, window, response.Row)) continue;
            var wave = window.Kind == WindowKind.Pre ? Wave.Before : Wave.After;
            // Feedback is given at several sessions: each time counts.
            var code = window.Kind is WindowKind.Pre or WindowKind.Post ? response.Row.Code : null;
            if (code is null || !paired.TryGetValue(code.Value, out var respondent))
            {
                data.People.Add(respondent = new Respondent(cohort, code is not null));
                if (code is { } known)
                {
                    paired[known] = respondent;
                    respondent.Band = flow.BandOf(cohort, known, codes.GetValueOrDefault(known));
                }
            }
            data.Answered.Add((cohort, response.Row.Version, wave));
            respondent.Add(wave, response.Answers);
            data.Texts.AddRange(response.Texts.Select(t => (response.Row.Id, t.Item, cohort, wave, t.Text)));
        }
        flow.Close(data.People);
        return data;
    }

    private static async Task<(FlowCounter Flow, Dictionary<Guid, int?> Codes)> PeopleAsync(IDbContextFactory<EngagementDb> dbs, Actor actor, IReadOnlyList<ReportCohort> cohorts, DateTime utcNow)
    {
        await using var db = await dbs.OpenAsync(actor);
        var (reader, ids) = (new ReportReader(db, utcNow), cohorts.Select(c => c.Id).ToList());
        var absences = await reader.AbsencesAsync([.. cohorts.SelectMany(c => c.Windows).Select(w => w.SessionId).OfType<Guid>().Distinct()]);
        return (new FlowCounter(cohorts, await reader.SeatsAsync(ids), absences), await reader.CodesAsync(ids));
    }
}
