using Engagement.Core.Data;
using Engagement.Tests.Infrastructure;
using Engagement.Tests.Surveys;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Engagement.Tests.Browser.Surveys;

public class SurveyPhoneTests
{
    [BrowserFact]
    public async Task Phone_NetworkGoneAndServerKilled_NothingIsLost()
    {
        // The first application only arranges: its database is handed to the process.
        await using var app = await WebApp.StartAsync();
        await using var db = app.OpenDb();
        var all = await SurveyClass.AddAsync(db, DateTime.UtcNow, SampleSurveys.EveryKind);
        var folder = Directory.CreateTempSubdirectory("engagement-survey").FullName;
        var server = await KillableServer.StartAsync(DatabaseProvider.Sqlite, db.Database.GetConnectionString()!, folder);
        try
        {
            var page = await Chrome.OpenAsync(app, 360, locale: "es-US");
            await page.JoinSurveyAsync(new Uri(server.Address, $"/s/{all.Codes[0].Code}").ToString(), start: "Empezar");
            await page.ChooseAsync("¿Has oído hablar de Philly311?", "Sí");
            await page.PressAsync("Siguiente");
            await page.WaitForURLAsync("**/s/go?p=2");
            await page.ChooseAsync("Mi voz cuenta", "De acuerdo");
            await page.GetByText("Guardado ✓").WaitForAsync();
            (await all.AnswersAsync(db, 0)).ShouldBe("Answering: knows=yes feel.voice=4", "saved before the page is sent");
            await page.GetByLabel("Tu calle en una palabra").FillAsync("Broad");
            await page.UntilAsync(async () => await all.AnswersAsync(db, 0) == "Answering: knows=yes feel.voice=4 word=Broad");

            // The network goes away; what is typed waits in the browser and is said to wait.
            await page.Context.SetOfflineAsync(true);
            await page.GetByLabel("Tu calle en una palabra").FillAsync("Girard");
            await page.GetByText("Todavía no está guardado.").WaitForAsync();
            await page.ShouldBeFitAsync();
            // It comes back, but lets nothing through yet; the page is opened again: what was typed is there, and is sent as soon as it can be.
            await page.RouteAsync("**/s/go", r => r.Request.Method == "POST" ? r.AbortAsync() : r.ContinueAsync());
            await page.Context.SetOfflineAsync(false);
            await page.ReloadAsync();
            await page.GetByText("Todavía no está guardado.").WaitForAsync();
            (await page.GetByLabel("Tu calle en una palabra").InputValueAsync()).ShouldBe("Girard");
            await page.UnrouteAllAsync();
            await page.GetByText("Guardado ✓").WaitForAsync();
            (await all.AnswersAsync(db, 0)).ShouldBe("Answering: knows=yes feel.voice=4 word=Girard");
            (await page.EvaluateAsync<int>("localStorage.length")).ShouldBe(0, "what was acknowledged is kept nowhere else");

            // No network, and the server dies; the student types on and sends.
            await page.Context.SetOfflineAsync(true);
            await page.GetByLabel("¿Qué esperas?").FillAsync("Un parque");
            await server.KillAsync();
            await page.PressAsync("Enviar mis respuestas");
            await page.GetByText("Todavía no está guardado.").WaitForAsync();
            await page.Context.SetOfflineAsync(false);
            (await page.GetByLabel("¿Qué esperas?").InputValueAsync()).ShouldBe("Un parque");
            await server.DisposeAsync();
            server = await KillableServer.StartAsync(DatabaseProvider.Sqlite, db.Database.GetConnectionString()!, folder, server.Address);
            // Nobody has to press anything again.
            await page.GetByText("¡Gracias!").WaitForAsync(new() { Timeout = 30_000 });
            (await all.AnswersAsync(db, 0)).ShouldBe("Done: knows=yes feel.voice=4 word=Girard hope=Un parque");
            (await page.EvaluateAsync<int>("localStorage.length")).ShouldBe(0);
        }
        finally
        {
            await server.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    [BrowserFact]
    public async Task TwoDevices_OneCode_GoOnWhereItWasAndAreToldWhenItIsIn()
    {
        await using var app = await WebApp.StartAsync();
        await using var db = app.OpenDb();
        var all = await SurveyClass.AddAsync(db, DateTime.UtcNow, SampleSurveys.EveryKind);
        var phone = await Chrome.OpenAsync(app, 360);
        await phone.JoinSurveyAsync($"/s/{all.Codes[0].Code}");
        await phone.ChooseAsync("Have you heard of Philly311?", "No");
        await phone.PressAsync("Next");
        await phone.WaitForURLAsync("**/s/go?p=2");
        await phone.GetByLabel("Your street in one word").FillAsync("Girard");
        await phone.GetByText("Saved ✓").WaitForAsync();
        var computer = await Chrome.OpenAsync(app);
        await computer.JoinSurveyAsync($"/s/{all.Window.ClassCode}", all.Codes[0].Code);
        (await computer.GetByLabel("Your street in one word").InputValueAsync()).ShouldBe("Girard");
        await computer.PressAsync("العربية");
        await computer.Locator("html[dir=rtl]").WaitForAsync();
        await computer.ShouldBeFitAsync();
        (await computer.GetByText("Your street in one word").GetAttributeAsync("lang")).ShouldBe("en", "what is not translated says so");
        await computer.ChooseAsync("The city listens.", "Agree");
        await computer.PressAsync("Back");
        await computer.WaitForURLAsync("**/s/go?p=1");
        (await computer.Group("Have you heard of Philly311?").GetByLabel("No", new() { Exact = true }).IsCheckedAsync()).ShouldBeTrue();
        await computer.GoBackAsync();
        (await computer.Group("The city listens.").GetByLabel("Agree", new() { Exact = true }).IsCheckedAsync()).ShouldBeTrue("the browser's own button keeps answers, too");
        await computer.PressAsync("Send my answers");
        await computer.GetByText("We read every answer.").WaitForAsync();
        await computer.ShouldBeFitAsync();
        await phone.GetByLabel("Your street in one word").FillAsync("Frankford");
        await phone.GetByText("Your answers are already in.").WaitForAsync();
        await phone.ShouldBeFitAsync();
        (await all.AnswersAsync(db, 0)).ShouldBe("Done: knows=no trust=4 word=Girard");
    }
}
