using System.Net;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Engagement.Tests.Surveys;

public class SurveyLimitsTests
{
    [Fact]
    public async Task Codes_OfOneSchool_RightOnesPassWrongOnesEnd()
    {
        await using var app = await WebApp.StartAsync();
        await using var db = app.Services.GetRequiredService<IDbContextFactory<EngagementDb>>().CreateDbContext();
        var all = await SurveyClass.AddAsync(db, DateTime.UtcNow, SampleSurveys.Fifteen, students: 201);
        // Two hundred students of one school, behind one address, within the same minute; some mistype.
        await Parallel.ForEachAsync(Enumerable.Range(0, 200), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) =>
        {
            using var student = new SurveyVisitor(app);
            if (i % 10 == 0) (await student.JoinAsync(all.Window.ClassCode, CheckedCode.New(7))).ShouldStartWith("200: ");
            (await student.JoinAsync(all.Window.ClassCode, all.Codes[i].Code)).ShouldBe("/s/go");
            (await student.GoAsync(("turn", "next"), ("page", "0"))).ShouldBe("/s/done");
        });
        using var guesser = new SurveyVisitor(app);
        var first = await guesser.JoinAsync(all.Window.ClassCode, CheckedCode.New(7));
        for (var i = 0; i < 60; i++) await guesser.JoinAsync(all.Window.ClassCode, CheckedCode.New(7));
        using var wrong = await guesser.PostJoinAsync(all.Window.ClassCode, CheckedCode.New(7));
        using var right = await guesser.PostJoinAsync(all.Window.ClassCode, all.Codes[200].Code);
        (wrong.StatusCode, right.StatusCode).ShouldBe((HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests), "a right code must not stand out");
        first.ShouldContain("We do not know this code here.");
        (await db.SurveyResponses.CountAsync()).ShouldBe(200);
    }
}
