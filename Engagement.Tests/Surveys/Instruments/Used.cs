using Engagement.Core.Surveys;
using Engagement.Tests.Builders;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.Surveys;

/// <summary>Uses an instrument as a class would.</summary>
internal static class Used
{
    /// <summary>A window that holds the newest version.</summary>
    public static async Task<SurveyWindow> WindowAsync(TestDb test, Guid surveyId)
    {
        var city = new CityScene(name: $"City {Guid.NewGuid():n}");
        var cohort = city.Cohort("Cohort", new DateOnly(2026, 3, 2));
        await city.SaveAsync(test);
        await using var db = test.Open();
        var survey = await db.Surveys.Include(s => s.Versions).SingleAsync(s => s.Id == surveyId);
        var window = new SurveyWindow(cohort.Id, survey.Newest!, WindowKind.Pre);
        await test.AddAsync(window);
        return window;
    }

    /// <summary>Somebody has begun to answer.</summary>
    public static Task AnswerAsync(TestDb test, SurveyWindow window)
    {
        var code = SurveyCode.ForPair(window.CohortId);
        return test.AddAsync(code, new SurveyResponse(window.Id, window.VersionId, code.Id, "en", AnswerSource.Screen, test.Clock.GetUtcNow().UtcDateTime));
    }
}
