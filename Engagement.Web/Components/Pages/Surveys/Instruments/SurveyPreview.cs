using System.Globalization;
using System.Text.RegularExpressions;
using Engagement.Core.Office;
using Engagement.Core.Surveys;
using Engagement.Web.Components.Pages.Public.Surveys;
using Engagement.Web.Setup;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Engagement.Web.Components.Pages.Surveys.Instruments;

/// <summary>A page of a survey as a whole document.</summary>
/// <param name="Html">The document.</param>
/// <param name="Pages">How many pages there are.</param>
/// <param name="Notes">What depends on answers on this page.</param>
public sealed record PreviewShown(string Html, int Pages, IReadOnlyList<string> Notes);

/// <summary>Renders a survey with the students' own component, for a frame in staff pages. Questions that depend on answers are shown, with a note.</summary>
public sealed partial class SurveyPreview(IServiceScopeFactory scopes, ILoggerFactory logs, OfficeService office)
{
    /// <summary>One page; null when the survey has none.</summary>
    public async Task<PreviewShown?> ShowAsync(SurveyContent content, string language, Paging paging, int page)
    {
        var pages = new SurveyLayout(content, paging).Pages;
        if (pages.Count == 0) return null;
        var at = Math.Clamp(page, 0, pages.Count - 1);
        var shown = new TakingPage(Guid.Empty, content, Promise.Confidential, at, at + 1, pages.Count, at == pages.Count - 1, pages[at], language, Order: 0,
            new Dictionary<string, Answer>(), new Dictionary<string, AnswerProblem>());
        var html = await RenderAsync(shown, new SurveySite(await office.GetAsync(), file => $"/{file}", Kiosk: null));
        // In its frame no script runs. Pictures of a draft are not public yet: staff see them under their own address.
        return new PreviewShown(Script().Replace(html, "").Replace($"/s/picture/{Guid.Empty}/", "/files/", StringComparison.Ordinal), pages.Count,
            [.. pages[at].Where(q => q.ShowIf is not null).Select(q => $"{ContentNames.Sentence(content.NameOf(q))} is shown only after {Answers(content, q.ShowIf!)}.")]);
    }

    private async Task<string> RenderAsync(TakingPage page, SurveySite site)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, logs);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            // Our own words are in the survey's language where we have it. The culture flows only within this call.
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = (Languages.Find(page.Language) ?? Languages.Installed[0]).Culture;
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(SurveyForm.Page)] = page, [nameof(SurveyForm.Site)] = site });
            return (await renderer.RenderComponentAsync<SurveyForm>(parameters)).ToHtmlString();
        });
    }

    private static string Answers(SurveyContent content, ShowIf rule) => content.Find(rule.Question) is { } source
        ? string.Join(" or ", source.Options.Where(o => rule.AnyOf.Contains(o.Key)).Select(o => $"“{o.Text.In(content.Main)}”").DefaultIfEmpty("no answer at all")) + $" to {content.NameOf(source)}"
        : "a question that is gone";

    [GeneratedRegex("<script[^>]*></script>", RegexOptions.None, matchTimeoutMilliseconds: 500)]
    private static partial Regex Script();
}
