using System.Net;
using Engagement.Core.Data;
using Engagement.Core.Surveys;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Engagement.Tests.Surveys;

public class SurveyKilledTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Kill_BetweenPages_EveryAcknowledgedAnswerIsThereAndThePassStillCounts(DatabaseProvider provider)
    {
        // The first application only arranges: its database is handed to the process.
        await using var app = await WebApp.StartAsync(provider);
        await using var db = app.Services.GetRequiredService<IDbContextFactory<EngagementDb>>().CreateDbContext();
        var all = await SurveyClass.AddAsync(db, DateTime.UtcNow, SampleSurveys.Fifteen, students: 10);
        var folder = Directory.CreateTempSubdirectory("engagement-survey").FullName;
        var server = await KillableServer.StartAsync(provider, db.Database.GetConnectionString()!, folder);
        var students = all.Codes.Select(_ => new SurveyVisitor(server.Address)).ToList();
        try
        {
            foreach (var (i, student) in students.Index()) (await student.JoinAsync(null, all.Codes[i].Code)).ShouldBe("/s/go");
            var acknowledged = await Task.WhenAll(students.Select((s, i) => AnswerUntilGoneAsync(s, i == 0 ? server.KillAsync : null)));
            acknowledged.Sum().ShouldBeGreaterThan(20);
            await server.DisposeAsync();
            server = await KillableServer.StartAsync(provider, db.Database.GetConnectionString()!, folder, server.Address);
            foreach (var (i, student) in students.Index())
            {
                (await student.PageAsync("/s/go")).ShouldContain("value=\"answer ");
                (await student.GoAsync(("turn", "next"), ("page", "0"), ("q.hope", $"student {i}"))).ShouldBe("/s/done");
                var kept = AnswerSheet.Read((await all.ResponseAsync(db, i))!.Answers);
                kept["hope"].Value.ShouldBe($"student {i}");
                // The one under way when it died may have been kept without an answer.
                kept["why"].Value.ShouldBeOneOf($"answer {acknowledged[i]}", $"answer {acknowledged[i] + 1}");
            }
        }
        finally
        {
            foreach (var student in students) student.Dispose();
            await server.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    // Sends one answer after another; the number of the last one that was acknowledged. After ten the server is killed.
    private static async Task<int> AnswerUntilGoneAsync(SurveyVisitor student, Func<Task>? kill)
    {
        var acknowledged = 0;
        try
        {
            for (var i = 1; i < 100_000; i++)
            {
                if (i == 11 && kill is not null) _ = Task.Run(kill);
                using var answer = await student.SendAsync(("turn", "keep"), ("q.why", $"answer {i}"));
                answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
                acknowledged = i;
            }
        }
        catch (HttpRequestException)
        {
            // It was killed.
        }
        return acknowledged;
    }
}
