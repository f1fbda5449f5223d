namespace Engagement.Core.Surveys;

/// <summary>Which text of an instrument, or of one of its questions.</summary>
public enum TextPart
{
    /// <summary>Title of the instrument.</summary>
    Title,

    /// <summary>The words before the first question.</summary>
    Intro,

    /// <summary>The words after the last one.</summary>
    Thanks,

    /// <summary>The question, or the heading of a section.</summary>
    Text,

    /// <summary>A hint, or the body of a section.</summary>
    Help,

    /// <summary>What the picture shows.</summary>
    PictureText,

    /// <summary>An option, or a point of a scale.</summary>
    Option,

    /// <summary>A statement of a matrix.</summary>
    Statement,
}

/// <summary>One text that can be translated: where it stands, how it is read and replaced.</summary>
/// <param name="Part">Which text.</param>
/// <param name="Question">Key of the question; null for texts of the whole instrument.</param>
/// <param name="Option">Key of the option or statement; null for other texts.</param>
public sealed record TextPlace(TextPart Part, string? Question = null, string? Option = null)
{
    /// <summary>Places of all texts, in the order in which respondents meet them, empty ones included.</summary>
    public static IEnumerable<TextPlace> Of(SurveyContent content) =>
    [
        new(TextPart.Title), new(TextPart.Intro),
        .. content.Questions.SelectMany(q => (TextPlace[])[
            new(TextPart.Text, q.Key), new(TextPart.Help, q.Key), new(TextPart.PictureText, q.Key),
            .. q.Statements.Select(s => new TextPlace(TextPart.Statement, q.Key, s.Key)),
            .. q.Options.Select(o => new TextPlace(TextPart.Option, q.Key, o.Key))]),
        new(TextPart.Thanks),
    ];

    /// <summary>Places of texts that respondents of a language would read in the main one.</summary>
    public static IEnumerable<TextPlace> Missing(SurveyContent content, string language) =>
        Of(content).Where(p => p.Read(content) is var words && words.Has(content.Main) && !words.Has(language));

    /// <summary>
    /// Places whose text was changed since <paramref name="before"/> in the main language, but not in this one: the translation may be out of date.
    /// </summary>
    public static IEnumerable<TextPlace> Outdated(SurveyContent content, SurveyContent before, string language) =>
        Of(content).Where(p => p.Read(content) is var now && p.Read(before) is var then && now.Has(language) && then.Has(content.Main)
            && now.In(content.Main) != then.In(content.Main) && then.Has(language) && now.In(language) == then.In(language));

    /// <summary>True for texts of several lines.</summary>
    public bool Long => Part is TextPart.Intro or TextPart.Thanks or TextPart.Help;

    /// <summary>Most characters.</summary>
    public int Most => Long ? SurveyLimits.Body : Part is TextPart.Option or TextPart.Statement ? SurveyLimits.Option : SurveyLimits.Text;

    /// <summary>The text; none when the place does not exist.</summary>
    public Words Read(SurveyContent content)
    {
        var q = Question is null ? null : content.Find(Question);
        return Part switch
        {
            TextPart.Title => content.Title,
            TextPart.Intro => content.Intro,
            TextPart.Thanks => content.Thanks,
            TextPart.Text => q?.Text,
            TextPart.Help => q?.Help,
            TextPart.PictureText => q?.PictureText,
            TextPart.Option => q?.Options.FirstOrDefault(o => o.Key == Option)?.Text,
            _ => q?.Statements.FirstOrDefault(s => s.Key == Option)?.Text,
        } ?? Words.None;
    }

    /// <summary>The content with the text of one language set, or taken out when it is empty.</summary>
    public SurveyContent Write(SurveyContent content, string language, string? text) =>
        Change(content, (place, words) => place == this ? words.With(language, text) : words);

    /// <summary>
    /// As <see cref="Write"/>; and the same words elsewhere that are not translated yet get the same translation, so that "Yes" is translated once.
    /// </summary>
    public SurveyContent Translate(SurveyContent content, string language, string? text)
    {
        var original = Read(content).In(content.Main, content.Main);
        return Change(content, (place, words) => place == this || !words.Has(language) && words.Texts.GetValueOrDefault(content.Main) == original ? words.With(language, text) : words);
    }

    /// <summary>The content with every text changed by <paramref name="change"/>.</summary>
    public static SurveyContent Change(SurveyContent content, Func<TextPlace, Words, Words> change) => content with
    {
        Title = change(new(TextPart.Title), content.Title),
        Intro = change(new(TextPart.Intro), content.Intro),
        Thanks = change(new(TextPart.Thanks), content.Thanks),
        Questions = [.. content.Questions.Select(q => q with
        {
            Text = change(new(TextPart.Text, q.Key), q.Text),
            Help = change(new(TextPart.Help, q.Key), q.Help),
            PictureText = change(new(TextPart.PictureText, q.Key), q.PictureText),
            Options = [.. q.Options.Select(o => o with { Text = change(new(TextPart.Option, q.Key, o.Key), o.Text) })],
            Statements = [.. q.Statements.Select(s => s with { Text = change(new(TextPart.Statement, q.Key, s.Key), s.Text) })],
        })],
    };
}
