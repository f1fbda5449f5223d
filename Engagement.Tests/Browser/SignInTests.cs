using Engagement.Core.Accounts;
using Engagement.Tests.Infrastructure;

namespace Engagement.Tests.Browser;

public class SignInTests
{
    [BrowserFact]
    public async Task SignIn_Coordinator_SeesTodayWithACircuit()
    {
        await using var app = await WebApp.StartAsync();
        await app.AddUserAsync(Permissions.Coordinator);
        var page = await Chrome.OpenAsync(app);
        await page.SignInAsync("coordinator@example.org");
        await page.GoToStaffAsync("/staff");
        (await page.TitleAsync()).ShouldBe("Today");
        await page.ShouldBeAccessibleAsync();
        await page.ShouldNotScrollSidewaysAsync();
    }
}
