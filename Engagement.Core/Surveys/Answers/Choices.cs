namespace Engagement.Core.Surveys;

/// <summary>What can be chosen, and how answers are named in a form.</summary>
public static class Choices
{
    /// <summary>Value of "prefer not to say" among radio buttons; never the key of an option.</summary>
    public const string Declined = "~";

    /// <summary>The fixed options of a yes/no question, for authors who left them out.</summary>
    public static IReadOnlyList<Option> YesNo { get; } =
        [new("yes", Words.Both("Yes", "Sí")), new("no", Words.Both("No", "No")), new("dk", Words.Both("I don’t know", "No sé"))];

    /// <summary>The options of a question in the order in which they were written.</summary>
    public static IReadOnlyList<Option> Of(Question question) =>
        question.Kind == QuestionKind.YesNo && question.Options.Count == 0 ? YesNo : question.Options;

    /// <summary>Name of the form field with the answer to an item.</summary>
    public static string Field(string item) => "q." + item;

    /// <summary>Name of the box "prefer not to say" where it is no radio button.</summary>
    public static string DeclineField(string item) => "no." + item;

    /// <summary>True when one option, or one for each statement, is asked for: radio buttons.</summary>
    public static bool One(Question question) => question.Chosen && question.Kind != QuestionKind.SeveralChoices;

    /// <summary>Key of the answer to a statement of a matrix; one of <see cref="Question.Items"/>.</summary>
    public static string ItemOf(this Question question, Option statement) => $"{question.Key}.{statement.Key}";
}
