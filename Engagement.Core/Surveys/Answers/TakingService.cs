using Engagement.Core.Accounts;
using Engagement.Core.Common;

namespace Engagement.Core.Surveys;

/// <summary>Answering: pages of a response are read, and what is sent is kept page by page until it is handed in.</summary>
public sealed class TakingService(SurveyFacts facts, SendWriter writer, TimeProvider clock)
{
    private const string Why = "It needs a pass that was given for a participant's code; it shows and changes that one response while its window is open.";

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>A page of the response: the wanted one if one may go as far, else where one was.</summary>
    [AnyoneMay(Why)]
    public async Task<Result<TakingPage>> OpenAsync(SurveyPass pass, int? wanted)
    {
        var row = await facts.ResponseAsync(pass.ResponseId);
        if (row?.Progress == Progress.Done) return new AlreadyHandedIn(row.Language);
        var place = await PlaceAsync(pass);
        if (!place.Ok) return place.Error;
        if (row is null) return new ResponseGone();
        var (answers, layout) = (AnswerSheet.Read(row.Answers), place.Value.Layout);
        return (layout.Reach(wanted ?? row.Page, answers) ?? layout.Before(layout.Pages.Count, answers)) is { } page
            ? place.Value.Show(pass, page, row.Language, answers) : new ResponseGone();
    }

    /// <summary>
    /// Keeps what was sent, durably, and turns the page; at the end the answers are handed in. Each question is as it was sent last, from whichever device.
    /// The same form sent twice counts once.
    /// </summary>
    [AnyoneMay(Why)]
    public async Task<Result<Turned>> SendAsync(SurveyPass pass, SentAnswers sent)
    {
        var found = await PlaceAsync(pass);
        if (!found.Ok) return found.Error;
        var place = found.Value;
        var items = place.Version.Content.Questions.Where(q => sent.Had.Contains(q.Key) || AnswerReader.Sent(q, sent.Field)).SelectMany(q => AnswerReader.Read(q, sent.Field)).ToList();
        return await writer.AddAsync(new(pass.ResponseId, place.Facts, row => Keep(place, pass, sent, items, row)));
    }

    private Result<Turned> Keep(Place place, SurveyPass pass, SentAnswers sent, List<ReadItem> items, SurveyResponse row)
    {
        var answers = AnswerSheet.Read(row.Answers);
        if (row.Progress == Progress.Done) return SameAs(answers, items) ? new Turned(null, row.Language) : new AlreadyHandedIn(row.Language);
        foreach (var item in items)
        {
            if (item.Answer is not null) answers[item.Item] = item.Answer;
            else if (item.Problem is null) answers.Remove(item.Item);
        }
        if (sent.Language is not null && place.Version.Content.Languages.Contains(sent.Language)) row.Language = sent.Language;
        var turned = Turn(place, pass, sent, answers, items, row);
        row.Answers = AnswerSheet.Write(turned.Page is null ? place.Layout.Shown(answers) : place.Layout.InOrder(answers));
        row.TouchedAt = Now;
        if (answers.Count > 0 && row.Progress == Progress.Joined) row.Progress = Progress.Answering;
        row.Page = turned.Page ?? row.Page;
        return turned;
    }

    private static Turned Turn(Place place, SurveyPass pass, SentAnswers sent, Dictionary<string, Answer> answers, List<ReadItem> items, SurveyResponse row)
    {
        var (layout, page) = (place.Layout, Math.Clamp(sent.Page, 0, Math.Max(0, place.Layout.Pages.Count - 1)));
        if (sent.Turn == Surveys.Turn.Keep) return new(page, row.Language, LeftOut: items.Exists(i => i.Problem is not null));
        var shown = layout.Pages.Count == 0 ? [] : layout.On(page, answers);
        var problems = items.Where(i => i.Problem is not null && shown.Any(q => q.Items.Contains(i.Item))).ToDictionary(i => i.Item, i => i.Problem!);
        if (sent.Turn == Surveys.Turn.Next)
            foreach (var q in shown.Where(q => q.Required))
                foreach (var item in q.Items.Where(i => !answers.ContainsKey(i)))
                    problems.TryAdd(item, q.MayDecline ? new("Please answer this, or choose “Prefer not to say”.") : new("Please answer this."));
        if (problems.Count > 0)
        {
            var typed = new Dictionary<string, Answer>(answers);
            foreach (var item in items.Where(i => i.Typed is not null)) typed[item.Item] = item.Typed!;
            return new(page, row.Language, place.Show(pass, page, row.Language, typed) with { Problems = problems });
        }
        return new(sent.Turn switch
        {
            Surveys.Turn.Here => page,
            Surveys.Turn.Back => layout.Before(page, answers) ?? page,
            _ => layout.Reach(layout.After(page, answers) ?? layout.Pages.Count, answers),
        }, row.Language);
    }

    private static bool SameAs(Dictionary<string, Answer> answers, List<ReadItem> items) =>
        items.All(i => i.Answer is null || answers.TryGetValue(i.Item, out var kept) && Same(kept, i.Answer));

    private static bool Same(Answer a, Answer b) => a.IsDeclined == b.IsDeclined && a.Value == b.Value && (a.Values ?? []).SequenceEqual(b.Values ?? []);

    private async Task<Result<Place>> PlaceAsync(SurveyPass pass)
    {
        if (await facts.WindowAsync(pass.WindowId) is not { } window || await facts.VersionAsync(pass.VersionId) is not { } version) return new ResponseGone();
        return window.Shut(Now) is { } shut ? shut : new Place(window, version);
    }

    private sealed record Place(WindowFacts Facts, VersionFacts Version)
    {
        public SurveyLayout Layout { get; } = Version.Layout(Facts.Window.Paging);

        public TakingPage Show(SurveyPass pass, int page, string language, Dictionary<string, Answer> answers)
        {
            var shown = Layout.On(page, answers);
            var (number, of) = Layout.Progress(page, answers);
            var here = shown.SelectMany(q => q.Items).Where(answers.ContainsKey).ToDictionary(i => i, i => answers[i], StringComparer.Ordinal);
            return new(pass.VersionId, Version.Content, Facts.Promise, page, number, of, Layout.IsLast(page, answers), shown, language, OptionOrder.Of(pass.ResponseId), here,
                new Dictionary<string, AnswerProblem>());
        }
    }
}
