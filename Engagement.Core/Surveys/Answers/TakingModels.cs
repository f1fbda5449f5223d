namespace Engagement.Core.Surveys;

/// <summary>Where a form that was sent wants to go.</summary>
public enum Turn
{
    /// <summary>On; at the end: hand in. What is required is asked for.</summary>
    Next,

    /// <summary>Back; only what can't be kept is told.</summary>
    Back,

    /// <summary>To the same page, in another language; only what can't be kept is told.</summary>
    Here,

    /// <summary>Nowhere: kept in the background, or before leaving for now. What can't be kept is left out.</summary>
    Keep,
}

/// <summary>A page of a survey for one respondent.</summary>
/// <param name="VersionId">The version that is asked.</param>
/// <param name="Content">All that it asks.</param>
/// <param name="Promise">What is promised.</param>
/// <param name="Page">Which page, from 0.</param>
/// <param name="Number">Its number for people, from 1, of those that are to be seen.</param>
/// <param name="Of">How many are to be seen.</param>
/// <param name="Last">True when handing in comes next, whatever is answered.</param>
/// <param name="Questions">What is on it.</param>
/// <param name="Language">Language of the respondent.</param>
/// <param name="Order">Which order of shuffled options: see <see cref="OptionOrder"/>.</param>
/// <param name="Answers">Answers to what is on it, by item; also what was typed and can't be kept.</param>
/// <param name="Problems">What is wrong, by item.</param>
public sealed record TakingPage(
    Guid VersionId, SurveyContent Content, Promise Promise, int Page, int Number, int Of, bool Last, IReadOnlyList<Question> Questions,
    string Language, int Order, IReadOnlyDictionary<string, Answer> Answers, IReadOnlyDictionary<string, AnswerProblem> Problems)
{
    /// <summary>True when nothing on it has been answered: it then looks the same for all who have the same order of options.</summary>
    public bool Fresh => Answers.Count == 0 && Problems.Count == 0;
}

/// <summary>A form with answers.</summary>
/// <param name="Page">The page that it was, from 0.</param>
/// <param name="Turn">Where it wants to go.</param>
/// <param name="Field">Values of a field by its name; empty when it was not sent.</param>
/// <param name="Had">Keys of questions that had an answer when the page was made: for these, and only these, nothing sent means that the answer was taken back.</param>
/// <param name="Language">Language to go on in; null: the same.</param>
public sealed record SentAnswers(int Page, Turn Turn, Func<string, IReadOnlyList<string?>> Field, IReadOnlyCollection<string> Had, string? Language = null);

/// <summary>What became of a form.</summary>
/// <param name="Page">The page to show next; null: it is handed in.</param>
/// <param name="Language">Language of the respondent.</param>
/// <param name="Again">The same page again with what is wrong; null when all is well.</param>
/// <param name="LeftOut">True when something can't be kept and was left out (<see cref="Turn.Keep"/>).</param>
public sealed record Turned(int? Page, string Language, TakingPage? Again = null, bool LeftOut = false);
