using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Surveys;

/// <summary>An instrument read from a file, before it is imported.</summary>
/// <param name="Name">Proposed name.</param>
/// <param name="Notes">What it is for.</param>
/// <param name="ForMinors">Minors are asked.</param>
/// <param name="Content">What is asked: the good rows.</param>
/// <param name="Bad">Rows of a CSV file that can't be used.</param>
public sealed record ReadInstrument(string Name, string? Notes, bool ForMinors, SurveyContent Content, IReadOnlyList<BadRow> Bad);

/// <summary>Gives instruments as files, and reads files as instruments.</summary>
public sealed class InstrumentFileService(IDbContextFactory<EngagementDb> dbs)
{
    /// <summary>A version as a JSON file: the whole instrument but for pictures.</summary>
    public async Task<Result<byte[]>> JsonAsync(Actor actor, Guid surveyId, int number)
    {
        if (actor.Lacks(Permission.ManageSurveys) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        if (await db.Surveys.AsNoTracking().Include(s => s.Versions.Where(v => v.Number == number)).FirstOrDefaultAsync(s => s.Id == surveyId) is not { Versions: [var version] } survey)
            return new NotFound("This version of the survey");
        return new InstrumentFile { Format = InstrumentFile.ThisFormat, Name = survey.Name, Notes = survey.Notes, ForMinors = survey.ForMinors, Content = version.Content }.Write();
    }

    /// <summary>The questions of a version as a CSV file.</summary>
    public async Task<Result<byte[]>> CsvAsync(Actor actor, Guid surveyId, int number)
    {
        if (actor.Lacks(Permission.ManageSurveys) is { } no) return no;
        await using var db = await dbs.OpenAsync(actor);
        return await db.SurveyVersions.AsNoTracking().FirstOrDefaultAsync(v => v.SurveyId == surveyId && v.Number == number) is { } version
            ? QuestionCsv.Write(version.Content) : new NotFound("This version of the survey");
    }

    /// <summary>Reads a JSON or CSV file without storing anything, so that it can be looked at first.</summary>
    public Result<ReadInstrument> Read(Actor actor, string fileName, byte[] bytes)
    {
        if (actor.Lacks(Permission.ManageSurveys) is { } no) return no;
        if (bytes.AsSpan().TrimStart("\uFEFF \r\n\t"u8).StartsWith("{"u8))
        {
            var json = InstrumentFile.Read(bytes);
            return json.Ok ? new ReadInstrument(json.Value.Name, json.Value.Notes, json.Value.ForMinors, json.Value.Content, []) : json.Error;
        }
        var csv = QuestionCsvReader.Read(bytes);
        if (!csv.Ok) return csv.Error;
        if (csv.Value.Content.Questions.Count == 0 && csv.Value.Bad.Count == 0) return new SurveyFileProblem("There is a heading, but no row below it.");
        return new ReadInstrument(Text.Clean(Path.GetFileNameWithoutExtension(fileName)) ?? "Imported survey", null, ForMinors: false, csv.Value.Content, csv.Value.Bad);
    }
}
