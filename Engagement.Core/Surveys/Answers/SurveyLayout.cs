namespace Engagement.Core.Surveys;

/// <summary>
/// The pages of a version, and the way through them. A question that depends on an earlier one never stands on the same page,
/// so that skip rules work without a script. Immutable; answers are given by item key (<see cref="Question.Items"/>).
/// </summary>
public sealed class SurveyLayout
{
    private readonly SurveyContent content;
    private readonly Dictionary<string, (int Place, int Page)> at = new(StringComparer.Ordinal);

    /// <summary>Lays a version out.</summary>
    public SurveyLayout(SurveyContent content, Paging paging)
    {
        this.content = content;
        Pages = [.. Cut(content.Questions, paging)];
        var place = 0;
        for (var page = 0; page < Pages.Count; page++)
            foreach (var q in Pages[page]) at.TryAdd(q.Key, (place++, page));
    }

    /// <summary>All pages; none for a version that asks nothing.</summary>
    public IReadOnlyList<IReadOnlyList<Question>> Pages { get; }

    /// <summary>True when the answers so far show the question: it has no condition, or the question of its condition is shown and was answered so.</summary>
    public bool Shows(Question question, IReadOnlyDictionary<string, Answer> answers) =>
        question.ShowIf is not { } condition
        || Earlier(question, condition) is { } asked && Shows(asked, answers)
            && answers.TryGetValue(asked.Key, out var answer) && condition.AnyOf.Any(answer.Has);

    /// <summary>What is on a page for these answers.</summary>
    public IReadOnlyList<Question> On(int page, IReadOnlyDictionary<string, Answer> answers) => [.. Pages[page].Where(q => Shows(q, answers))];

    /// <summary>The next page that has something; null at the end. From -1: the first page.</summary>
    public int? After(int page, IReadOnlyDictionary<string, Answer> answers) => Find(page + 1, Pages.Count, i => HasSomething(i, q => Shows(q, answers)));

    /// <summary>The page before; null on the first one.</summary>
    public int? Before(int page, IReadOnlyDictionary<string, Answer> answers)
    {
        for (var i = Math.Min(page, Pages.Count) - 1; i >= 0; i--)
            if (HasSomething(i, q => Shows(q, answers))) return i;
        return null;
    }

    /// <summary>How far one may go: <paramref name="wanted"/>, or an earlier page where a required answer is missing; null when there is nothing to show from there on.</summary>
    public int? Reach(int wanted, IReadOnlyDictionary<string, Answer> answers) =>
        Find(0, Math.Min(wanted, Pages.Count), i => On(i, answers).Any(q => q.Required && q.Items.Any(item => !answers.ContainsKey(item)))) ?? After(Math.Max(wanted, 0) - 1, answers);

    /// <summary>"2 of 5": pages that the answers have ruled out are not counted; those that depend on what is still to be answered are.</summary>
    public (int Number, int Of) Progress(int page, IReadOnlyDictionary<string, Answer> answers)
    {
        var pages = Enumerable.Range(0, Pages.Count).Where(i => HasSomething(i, q => MayShow(q, page, answers))).ToList();
        return (pages.Count(i => i <= page), pages.Count);
    }

    /// <summary>True when no page can come after this one, whatever is answered on it.</summary>
    public bool IsLast(int page, IReadOnlyDictionary<string, Answer> answers) => Find(page + 1, Pages.Count, i => HasSomething(i, q => MayShow(q, page, answers))) is null;

    /// <summary>The answers to questions that are shown, in the order of the questions: what is handed in.</summary>
    public IEnumerable<KeyValuePair<string, Answer>> Shown(IReadOnlyDictionary<string, Answer> answers) => InOrder(answers, q => Shows(q, answers));

    /// <summary>The answers to questions of this version in their order.</summary>
    public IEnumerable<KeyValuePair<string, Answer>> InOrder(IReadOnlyDictionary<string, Answer> answers, Func<Question, bool>? which = null) =>
        content.Questions.Where(q => which is null || which(q)).SelectMany(q => q.Items).Where(answers.ContainsKey).Select(i => KeyValuePair.Create(i, answers[i]));

    private bool MayShow(Question q, int now, IReadOnlyDictionary<string, Answer> answers) =>
        q.ShowIf is not { } condition || Earlier(q, condition) is { } asked && (at[asked.Key].Page >= now ? MayShow(asked, now, answers) : Shows(q, answers));

    // A condition on itself or on a later question is never met; so conditions can't run in circles.
    private Question? Earlier(Question question, ShowIf condition) =>
        at.TryGetValue(condition.Question, out var asked) && asked.Place < at[question.Key].Place ? content.Find(condition.Question) : null;

    // A section is shown for the questions below it; a page of sections alone for itself.
    private bool HasSomething(int page, Func<Question, bool> shown) =>
        Pages[page].Any(q => q.Asks) ? Pages[page].Any(q => q.Asks && shown(q)) : Pages[page].Any(shown);

    private static int? Find(int from, int to, Func<int, bool> fits)
    {
        for (var i = Math.Max(from, 0); i < to; i++)
            if (fits(i)) return i;
        return null;
    }

    private static IEnumerable<IReadOnlyList<Question>> Cut(IReadOnlyList<Question> questions, Paging paging)
    {
        var page = new List<Question>();
        foreach (var q in questions)
        {
            var full = paging == Paging.OneByOne ? page.Any(p => p.Asks) : q.ShowIf is { } condition && page.Any(p => p.Key == condition.Question);
            if (full)
            {
                yield return page;
                page = [];
            }
            page.Add(q);
        }
        if (page.Count > 0) yield return page;
    }
}
