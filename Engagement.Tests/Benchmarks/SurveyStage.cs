using System.Net;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Participation;
using Engagement.Core.People;
using Engagement.Core.Surveys;
using Engagement.Tests.Surveys;
using Engagement.Web.Setup;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Engagement.Tests.Benchmarks;

/// <summary>Classes with codes for the benchmark of surveys, and what a device sends.</summary>
internal static class SurveyStage
{
    /// <summary>A student at the door.</summary>
    public sealed record Student(string ClassCode, string Code);

    /// <summary>Classes of 30 in front of an open post window with fifteen questions, enrolled and on the list of codes, so that handing in does all it ever does.</summary>
    public static async Task<List<Student>> ClassesAsync(Stage stage, int students)
    {
        var now = DateTime.UtcNow;
        var all = new List<Student>();
        SurveyClass? first = null;
        while (all.Count < students)
        {
            await using var db = stage.Db.Open();
            db.AuditAdded = false;
            // One instrument for the whole city, as in life.
            var made = await SurveyClass.AddAsync(db, now, SampleSurveys.Fifteen, Math.Min(30, students - all.Count), AgeBand.Adult, kind: WindowKind.Post, of: first);
            first ??= made;
            all.AddRange(made.Codes.Select(c => new Student(made.Window.ClassCode, c.Code)));
        }
        return all;
    }

    /// <summary>Passes of students who have just joined, as the application gives them.</summary>
    public static async Task<List<string>> PassesAsync(Stage stage, int count)
    {
        var now = DateTime.UtcNow;
        await using var db = stage.Db.Open();
        db.AuditAdded = false;
        var made = await SurveyClass.AddAsync(db, now, SampleSurveys.Fifteen, 0, AgeBand.Adult, kind: WindowKind.Post);
        var passes = new List<SurveyPass>();
        foreach (var chunk in Enumerable.Range(0, count).Chunk(2000))
        {
            await using var part = stage.Db.Open();
            part.AuditAdded = false;
            foreach (var i in chunk)
            {
                var person = new Person("Student", $"{i}");
                var enrollment = SurveyClass.Unlike(() => new Enrollment(made.Cohort.Id, person.Id, now));
                var code = SurveyClass.Unlike(() => SurveyCode.ForPair(made.Cohort.Id), c => c.Code);
                var response = new SurveyResponse(made.Window.Id, made.Version.Id, code.Id, "en", AnswerSource.Screen, now);
                part.AddRange(person, enrollment, code, new CodeHolder(code.Id, enrollment.Id), response);
                passes.Add(new(response.Id, made.Window.Id, made.Version.Id));
            }
            await part.SaveChangesAsync();
        }
        var cookies = new SurveyCookies(Protection(stage), Options.Create(new AntiforgeryOptions()));
        return [.. passes.Select(p => "survey=" + cookies.Seal(p))];
    }

    /// <summary>Fifteen answers.</summary>
    public static List<KeyValuePair<string, string>> Answers(int i) =>
    [
        new("turn", "next"), new("page", "0"),
        .. SampleSurveys.Fifteen.Questions.Select(q => KeyValuePair.Create(Choices.Field(q.Key), q.Written ? $"Answer number {i} in a few words" : q.Options[i % q.Options.Count].Key)),
    ];

    /// <summary>Sends a request with cookies, reads the answer to its end, and takes the cookies that it gives.</summary>
    public static async Task<HttpStatusCode> SendAsync(HttpClient http, HttpMethod method, string path, Dictionary<string, string> cookies, IEnumerable<KeyValuePair<string, string>>? form = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = form is null ? null : new FormUrlEncodedContent(form) };
        request.Headers.Add("Accept-Encoding", "gzip");
        if (cookies.Count > 0) request.Headers.Add("Cookie", string.Join("; ", cookies.Select(c => $"{c.Key}={c.Value}")));
        using var answer = await http.SendAsync(request);
        await answer.Content.ReadAsByteArrayAsync();
        if (answer.Headers.TryGetValues("Set-Cookie", out var given))
            foreach (var pair in given.Select(g => g.Split(';')[0].Split('=', 2))) cookies[pair[0]] = pair[1];
        return answer.StatusCode;
    }

    // The keys are in the database, as for several nodes of the application.
    private static IDataProtectionProvider Protection(Stage stage)
    {
        var services = new ServiceCollection();
        services.AddLogging().AddDataProtection().SetApplicationName("Engagement");
        services.Configure<KeyManagementOptions>(o => o.XmlRepository = new KeyRepository(stage.Db.Factory));
        return services.BuildServiceProvider().GetRequiredService<IDataProtectionProvider>();
    }
}
