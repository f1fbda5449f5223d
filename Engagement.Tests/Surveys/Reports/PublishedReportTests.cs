using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Surveys;
using Engagement.Core.Surveys.Reports;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.Surveys.Reports;

public class PublishedReportTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Publish_LaterDataAndDeletions_ChangeNothing(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var scene = new SurveyScene(YouthReportTests.Content);
        YouthReportTests.Fill(scene.Cohort("First"));
        await scene.SaveAsync(test);
        var service = test.Get<PublishedReportService>();
        var inside = (await service.PublishAsync(TestDb.Coordinator, scene.Choice, new() { Title = " To leadership " })).OrThrow();
        var open = (await service.PublishAsync(TestDb.Coordinator, scene.Choice, new() { Title = "To everybody", Audience = Audience.Public })).OrThrow();
        inside.Title.ShouldBe("To leadership");
        open.Path.ShouldMatch("^/reports/[0-9a-f]{32}$");
        var frozen = (await service.GetAsync(TestDb.Leader, inside.Id)).OrThrow().Report;
        var live = await SurveyScene.ReportAsync(test, scene.Choice);
        System.Text.Json.JsonSerializer.Serialize(frozen).ShouldBe(System.Text.Json.JsonSerializer.Serialize(live));

        await using (var db = test.Open()) await db.SurveyResponses.Take(9).ExecuteDeleteAsync();
        System.Text.Json.JsonSerializer.Serialize(await SurveyScene.ReportAsync(test, scene.Choice)).ShouldNotBe(System.Text.Json.JsonSerializer.Serialize(live));
        System.Text.Json.JsonSerializer.Serialize((await service.GetAsync(TestDb.Leader, inside.Id)).OrThrow().Report).ShouldBe(System.Text.Json.JsonSerializer.Serialize(frozen));

        var read = (await service.OpenAsync(open.Path[9..])).OrThrow().Report;
        read.Threshold.ShouldBe(10);
        read.Items.SelectMany(i => new[] { i.Before!, i.After! }).SelectMany(s => s.Cells).ShouldAllBe(c => !c.Exact || c.Low >= 10);
        read.Items.ShouldAllBe(i => i.Splits.Count == 0);
        read.Flow.Cohorts.ShouldBeEmpty();
        (await service.OpenAsync(inside.Path[^32..])).Error.ShouldBeOfType<NotFound>();
        (await service.ListAsync(TestDb.Leader, new PageRequest())).OrThrow().Items.Select(r => r.Title).ShouldBe(["To leadership", "To everybody"], ignoreOrder: true);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Withdraw_PublicReport_LinkSaysSo(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var scene = new SurveyScene(YouthReportTests.Content);
        YouthReportTests.Fill(scene.Cohort("First"));
        await scene.SaveAsync(test);
        var service = test.Get<PublishedReportService>();
        var open = (await service.PublishAsync(TestDb.Coordinator, scene.Choice, new() { Title = "To everybody", Audience = Audience.Public })).OrThrow();
        (await service.WithdrawAsync(TestDb.Leader, open.Id)).Error.ShouldBeOfType<Forbidden>();
        (await service.WithdrawAsync(TestDb.Coordinator, open.Id)).Ok.ShouldBeTrue();
        (await service.OpenAsync(open.Path[9..])).Error.ShouldBeOfType<ReportWithdrawn>();
        (await service.GetAsync(TestDb.Leader, open.Id)).OrThrow().Row.Withdrawn.ShouldBeTrue();
        await using var db = test.Open();
        var trail = await db.Audit.Where(a => a.Subject == open.Id).OrderBy(a => a.Id).ToListAsync();
        trail.Select(a => a.Action).ShouldBe(["added", "changed"]);
        var token = open.Path[9..];
        trail.Exists(a => a.Changes!.Contains(token)).ShouldBeFalse();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Publish_WrongOrTooFew_IsRefused(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var scene = new SurveyScene(YouthReportTests.Content);
        var small = scene.Cohort("Small");
        for (var i = 0; i < 8; i++) small.Answer("knows-311=yes", "knows-311=no");
        await scene.SaveAsync(test);
        var service = test.Get<PublishedReportService>();
        (await service.PublishAsync(TestDb.Leader, scene.Choice, new() { Title = "x" })).Error.ShouldBeOfType<Forbidden>();
        (await service.PublishAsync(TestDb.Coordinator, scene.Choice, new())).Error.ShouldBeOfType<Invalid>();
        (await service.PublishAsync(TestDb.Coordinator, scene.Choice, new() { Title = "x", Audience = Audience.Public })).Error.ShouldBeOfType<TooFewForThePublic>();
        (await service.PublishAsync(TestDb.Coordinator, scene.Choice, new() { Title = "x" })).Ok.ShouldBeTrue();
        foreach (var token in new[] { null, "", "x", new string('a', 32), new string('%', 32) }) (await service.OpenAsync(token)).Error.ShouldBeOfType<NotFound>();
    }
}
