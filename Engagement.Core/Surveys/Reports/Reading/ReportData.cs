using Engagement.Core.Data;

namespace Engagement.Core.Surveys.Reports;

/// <summary>What reports of a program are made of: final cohorts, items, respondents, and how many took part.</summary>
internal sealed class ReportData
{
    private ReportData(IReadOnlyList<ReportCohort> cohorts, IReadOnlyList<(SurveyVersion Version, string Survey)> versions) =>
        (Cohorts, Versions, Book) = (cohorts, versions, new(versions.Select(v => v.Version)));

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
    public static async Task<ReportData> ReadAsync(EngagementDb db, IReadOnlyList<ReportCohort> cohorts, DateTime utcNow)
    {
        var reader = new ReportReader(db, utcNow);
        var ids = cohorts.Select(c => c.Id).ToList();
        var windows = cohorts.Index().SelectMany(c => c.Item.Windows.Select(w => (Cohort: c.Index, Window: w))).ToDictionary(w => w.Window.Id);
        var seats = await reader.SeatsAsync(ids);
        var flow = new FlowCounter(cohorts, seats, await reader.AbsencesAsync([.. windows.Values.Select(w => w.Window.SessionId).OfType<Guid>().Distinct()]));
        var data = new ReportData(cohorts, await reader.VersionsAsync(cohorts)) { Flows = flow.Cohorts };
        var (answers, codes) = (new ItemReader(data.Book), await reader.CodesAsync(ids));
        var paired = new Dictionary<Guid, Respondent>();
        await foreach (var row in reader.ResponsesAsync([.. windows.Keys]))
        {
            var (cohort, window) = windows[row.Window];
            if (!flow.Takes(cohort, window, row)) continue;
            var wave = window.Kind == WindowKind.Pre ? Wave.Before : Wave.After;
            // Feedback is given at several sessions: each time counts.
            var code = window.Kind is WindowKind.Pre or WindowKind.Post ? row.Code : null;
            if (code is null || !paired.TryGetValue(code.Value, out var respondent))
            {
                data.People.Add(respondent = new Respondent(cohort, code is not null));
                if (code is { } known)
                {
                    paired[known] = respondent;
                    respondent.Band = flow.BandOf(cohort, known, codes.GetValueOrDefault(known));
                }
            }
            data.Answered.Add((cohort, row.Version, wave));
            respondent.Add(wave, answers.Read(row.Version, row.Answers, (item, text) =>
            {
                if (!string.IsNullOrWhiteSpace(text)) data.Texts.Add((row.Id, item, cohort, wave, text));
            }));
        }
        flow.Close(data.People);
        return data;
    }
}
