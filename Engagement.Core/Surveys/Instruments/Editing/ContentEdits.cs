namespace Engagement.Core.Surveys;

/// <summary>Changes of an instrument's content: each gives a new content and leaves the old one as it was.</summary>
public static class ContentEdits
{
    /// <summary>A new, empty question of a kind, with what the kind needs to start with.</summary>
    public static Question New(this SurveyContent content, QuestionKind kind) => Fitted(new Question { Key = QuestionKeys.Temporary(content), Kind = kind });

    /// <summary>With a question at a place (from 0); beyond the end: last.</summary>
    public static SurveyContent Insert(this SurveyContent content, int at, Question question)
    {
        var questions = content.Questions.ToList();
        questions.Insert(Math.Clamp(at, 0, questions.Count), question);
        return content with { Questions = questions };
    }

    /// <summary>Without a question. Rules that depended on it stay and become impossible, so that they can be named.</summary>
    public static SurveyContent Remove(this SurveyContent content, string key) => content with { Questions = [.. content.Questions.Where(q => q.Key != key)] };

    /// <summary>With a question moved to a place (from 0).</summary>
    public static SurveyContent Move(this SurveyContent content, string key, int to) =>
        content.Find(key) is { } question ? content.Remove(key).Insert(to, question) : content;

    /// <summary>With a question replaced by its new state; the key stays.</summary>
    public static SurveyContent Replace(this SurveyContent content, Question question) =>
        content with { Questions = [.. content.Questions.Select(q => q.Key == question.Key ? question : q)] };

    /// <summary>With another key for a question; rules that depend on it follow.</summary>
    public static SurveyContent Rekey(this SurveyContent content, string from, string to) => content with
    {
        Questions = [.. content.Questions.Select(q => (q.Key == from ? q with { Key = to } : q) is var n && n.ShowIf?.Question == from ? n with { ShowIf = n.ShowIf with { Question = to } } : n)],
    };

    /// <summary>With a copy of a question after it, under a key of its own.</summary>
    public static SurveyContent Duplicate(this SurveyContent content, string key)
    {
        if (content.Find(key) is not { } question) return content;
        return content.Insert(content.IndexOf(key) + 1, question with { Key = QuestionKeys.Temporary(content) });
    }

    /// <summary>Place of a question, from 0; -1 when there is none.</summary>
    public static int IndexOf(this SurveyContent content, string key)
    {
        for (var i = 0; i < content.Questions.Count; i++)
            if (content.Questions[i].Key == key) return i;
        return -1;
    }

    /// <summary>As another kind, with what both kinds have in common.</summary>
    public static Question As(this Question question, QuestionKind kind) => Fitted(question with { Kind = kind });

    /// <summary>
    /// Only what the kind can have, and the fixed parts that it must have: the options of yes/no, points of a scale with the keys "1", "2" ….
    /// </summary>
    public static Question Fitted(Question q) => q with
    {
        Options = q.Kind switch
        {
            QuestionKind.YesNo => [.. Choices.YesNo.Select(o => o with { Text = q.Options.FirstOrDefault(x => x.Key == o.Key)?.Text ?? o.Text })],
            QuestionKind.Scale or QuestionKind.Matrix => q.Options.Count == 0 ? ReadyScales.Of(ReadyScale.Agreement, 5) : ReadyScales.Numbered(q.Options.Select(o => o.Text)),
            QuestionKind.Knowledge or QuestionKind.OneChoice or QuestionKind.SeveralChoices when q.Options.Count == 0 => [new("a", Words.None), new("b", Words.None)],
            QuestionKind.Knowledge => q.Options,
            QuestionKind.OneChoice or QuestionKind.SeveralChoices => q.Options.Any(o => o.Right) ? [.. q.Options.Select(o => o with { Right = false })] : q.Options,
            _ => [],
        },
        Statements = q.Kind != QuestionKind.Matrix ? [] : q.Statements.Count == 0 ? [new("s1", Words.None)] : q.Statements,
        Required = q.Required && q.Asks,
        MayDecline = q.MayDecline && q.Asks,
        Shuffled = q.Shuffled && q.Kind is QuestionKind.OneChoice or QuestionKind.SeveralChoices or QuestionKind.Knowledge,
        Sensitive = q.Asks ? q.Sensitive : null,
        Picture = q.Asks ? null : q.Picture,
        PictureText = q.Asks ? Words.None : q.PictureText,
        Video = q.Asks ? null : q.Video,
        Least = q.Kind == QuestionKind.Number ? q.Least : 0,
        Most = q.Kind == QuestionKind.Number ? q.Most : 1000,
    };
}
