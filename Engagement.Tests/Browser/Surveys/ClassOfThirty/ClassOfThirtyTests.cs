using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Engagement.Core.Surveys;
using Engagement.Tests.Certificates;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Engagement.Tests.Browser.Surveys.ClassOfThirty;

/// <summary>
/// A whole class from the coordinator's file to the report: 13 students with phones, 12 at four shared computers, five on paper, and one whose guardian has not consented.
/// The network goes away, the server is killed, a card is lost, a code is mistyped, two devices have one code, answers are sent twice.
/// </summary>
public class ClassOfThirtyTests
{
    private const int Phones = 13, Kiosks = 4, NotAsked = 30;
    private static readonly int[] Waiting = [4, 5], Offline = [1, 2, 3];

    // On one database, to stay within the time of all tests; what differs between the two is tested beside the services.
    [BrowserTheory, OnSqlite]
    public async Task Class_PreAndPostWithFaults_NothingIsLostAndTheReportAgreesWithTheCalculationByHand(DatabaseProvider provider)
    {
        await using var app = await WebApp.StartAsync(provider);
        await using var db = app.OpenDb();
        var scene = await ClassScene.AddAsync(db);
        await app.AddUserAsync(Permissions.Coordinator);
        await using var server = await RestartedServer.StartAsync(provider, db.Database.GetConnectionString()!);
        var desk = await Chrome.OpenAsync(server.Address, 1280);
        await desk.SignInAsync("coordinator@example.org");
        var coordinator = new ClassCoordinator(desk, server.Address, scene.CohortId);
        await coordinator.PublishAsync();
        await coordinator.PlanAsync();

        var phones = await Task.WhenAll(Enumerable.Range(0, Phones).Select(i => Chrome.OpenAsync(server.Address, 360, javaScript: i != 6)));
        var kiosks = await Task.WhenAll(Enumerable.Range(0, Kiosks).Select(_ => Chrome.OpenAsync(server.Address, 1280)));
        var door = "/s/" + await coordinator.OpenAsync(WindowKind.Pre);
        await scene.ReadCodesAsync(db);
        foreach (var kiosk in kiosks) await kiosk.GotoAsync(door + "?kiosk");
        await BeforeAsync();
        await coordinator.CloseAsync(29, 30);
        await scene.ShouldBeStoredAsync(db, WindowKind.Pre);

        var lost = scene.Codes[5];
        scene.Codes[5] = (await coordinator.NewCardAsync(ClassScene.Name(5))).Replace("-", "", StringComparison.Ordinal);
        door = "/s/" + await coordinator.OpenAsync(WindowKind.Post);
        foreach (var kiosk in kiosks) await kiosk.GotoAsync(door + "?kiosk");
        await AfterAsync();
        await coordinator.CloseAsync(29, 30);
        await scene.ShouldBeStoredAsync(db, WindowKind.Post);
        await scene.ShouldBeStoredAsync(db, WindowKind.Pre);

        ReportCheck.Figures(await coordinator.ReportAsync("Figures (CSV)"));
        ReportCheck.Sentences(await desk.Locator(".report").InnerTextAsync());
        ReportCheck.Sentences(Samples.Poppler(await coordinator.ReportAsync("PDF"), "pdftotext"));

        async Task BeforeAsync()
        {
            await Task.WhenAll([.. phones.Select((p, i) => BeginAsync(p, i)), .. kiosks.Select((k, at) => SitAsync(k, 13 + at))]);
            // All are on the second page. Three phones lose the network, then the server dies while others send.
            await Task.WhenAll(Offline.Select(async i =>
            {
                await phones[i].Context.SetOfflineAsync(true);
                await phones[i].SecondPageAsync(Before(i));
                await phones[i].PressAsync("Send my answers");
                await phones[i].KeptHereAsync();
            }));
            await Task.WhenAll(Waiting.Select(i => phones[i].SecondPageAsync(Before(i))).Append(kiosks[1].SecondPageAsync(Before(14))));
            await server.KillAsync();
            await Task.WhenAll(Waiting.Select(i => phones[i]).Append(kiosks[1]).Select(async p => { await p.PressAsync("Send my answers"); await p.KeptHereAsync(); }));
            await server.StartAgainAsync();
            foreach (var i in Offline) await phones[i].Context.SetOfflineAsync(false);
            await Task.WhenAll([
                .. Offline.Concat(Waiting).Select(i => phones[i].ThankedAsync()),
                .. Enumerable.Range(6, Phones - 6).Prepend(0).Select(i => i switch { 6 => TwiceAsync(phones[i], i), 7 => OnTwoDevicesAsync(phones[i], i), _ => FinishAsync(phones[i], Before(i)) }),
                coordinator.TypeSheetsAsync([25, 26, 27, 29], i => scene.Codes[i], after: false),
                .. kiosks.Select(async (kiosk, at) =>
                {
                    await (at == 1 ? kiosk.ThankedAsync() : FinishAsync(kiosk, Before(13 + at)));
                    await kiosk.ShouldShowNothingAsync();
                    foreach (var i in (int[])[17 + at, 21 + at]) await OneAfterAnotherAsync(kiosk, i, i == 17 ? ClassSteps.Mistyped(scene.Codes[i], scene.Codes) : scene.Codes[i], Before(i));
                    if (at > 0) return;
                    // The same thanks as for everybody, and nothing is asked.
                    await kiosk.GotoAsync(door);
                    await kiosk.SitDownAsync(scene.Codes[NotAsked]);
                    await kiosk.ThankedAsync();
                }),
            ]);
        }

        async Task AfterAsync()
        {
            await phones[5].JoinSurveyAsync(door, lost);
            await phones[5].GetByRole(AriaRole.Alert).WaitForAsync();
            // One stops in the middle, and goes on at another computer when it is free.
            await kiosks[2].SitDownAsync(scene.Codes[15]);
            await kiosks[2].FirstPageAsync(After(15));
            await kiosks[2].PressAsync("Stop for now; my answers are kept");
            await kiosks[2].WaitForURLAsync("**" + door);
            await kiosks[2].ShouldShowNothingAsync();
            await Task.WhenAll([
                .. phones.Select(async (phone, i) =>
                {
                    await phone.JoinSurveyAsync(i == 5 ? door : $"/s/{scene.Codes[i]}", i == 5 ? scene.Codes[i] : null);
                    await phone.FirstPageAsync(After(i));
                    if (i % 5 == 2) await phone.Context.SetOfflineAsync(true);
                    await phone.SecondPageAsync(After(i));
                    if (i == 8) await DeliveredTwiceAsync(phone);
                    if (i % 5 == 2) { await phone.PressAsync("Send my answers"); await phone.KeptHereAsync(); await phone.Context.SetOfflineAsync(false); await phone.ThankedAsync(); }
                    else await phone.HandInAsync();
                }),
                coordinator.TypeSheetsAsync([25, 26, 27, 28], i => scene.Codes[i], after: true),
                .. kiosks.Select(async (kiosk, at) =>
                {
                    foreach (var i in (int[])[13 + at, 17 + at, 21 + at])
                        if (i != 15) await OneAfterAnotherAsync(kiosk, i, scene.Codes[i], After(i));
                    if (at != 3) return;
                    await kiosk.GotoAsync(door);
                    await kiosk.SitDownAsync(scene.Codes[15]);
                    await FinishAsync(kiosk, After(15));
                }),
            ]);
        }

        async Task BeginAsync(IPage phone, int i)
        {
            await phone.JoinSurveyAsync($"/s/{scene.Codes[i]}");
            await phone.FirstPageAsync(Before(i));
        }

        async Task SitAsync(IPage kiosk, int i)
        {
            await kiosk.SitDownAsync(scene.Codes[i]);
            await kiosk.FirstPageAsync(Before(i));
        }

        async Task OneAfterAnotherAsync(IPage kiosk, int i, string code, IReadOnlyDictionary<string, string> answers)
        {
            await kiosk.GotoAsync(door);
            await kiosk.SitDownAsync(code);
            await kiosk.FirstPageAsync(answers);
            await FinishAsync(kiosk, answers);
            await kiosk.ShouldShowNothingAsync();
        }

        // The same code on a second device, which goes on where the first one is; both send at the same moment.
        async Task OnTwoDevicesAsync(IPage phone, int i)
        {
            var second = await Chrome.OpenAsync(server.Address, 1280);
            await second.JoinSurveyAsync($"/s/{scene.Codes[i]}");
            await second.Locator("[name='q.hope']").WaitForAsync();
            await Task.WhenAll(phone.SecondPageAsync(Before(i)), second.SecondPageAsync(Before(i)));
            await Task.WhenAll(phone.HandInAsync(), second.HandInAsync());
        }
    }

    private static IReadOnlyDictionary<string, string> Before(int i) => ClassAnswers.Of(i, after: false);

    private static IReadOnlyDictionary<string, string> After(int i) => ClassAnswers.Of(i, after: true);

    private static async Task FinishAsync(IPage page, IReadOnlyDictionary<string, string> answers)
    {
        await page.SecondPageAsync(answers);
        await page.HandInAsync();
    }

    // Without a script a second click sends the form a second time.
    private static async Task TwiceAsync(IPage phone, int i)
    {
        await phone.SecondPageAsync(Before(i));
        await phone.GetByRole(AriaRole.Button, new() { Name = "Send my answers" }).DblClickAsync();
        await phone.ThankedAsync();
    }

    // The network delivers what is sent twice, at the same moment.
    private static Task DeliveredTwiceAsync(IPage phone) => phone.RouteAsync("**/s/go", async route =>
    {
        var answers = await Task.WhenAll(route.FetchAsync(new() { MaxRedirects = 0 }), route.FetchAsync(new() { MaxRedirects = 0 }));
        await route.FulfillAsync(new() { Response = answers[0] });
    });
}
