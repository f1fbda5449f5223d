using System.Text.Json.Serialization;

namespace Engagement.Core.Surveys;

/// <summary>What sort of answer a question asks for.</summary>
public enum QuestionKind
{
    /// <summary>One of the options.</summary>
    OneChoice,

    /// <summary>Any number of the options.</summary>
    SeveralChoices,

    /// <summary>Yes, no, don't know: the fixed options "yes", "no", "dk".</summary>
    YesNo,

    /// <summary>One point of a scale: 3 to 7 options with the keys "1", "2" …, in order.</summary>
    Scale,

    /// <summary>A whole number between <see cref="Question.Least"/> and <see cref="Question.Most"/>.</summary>
    Number,

    /// <summary>One line of text.</summary>
    ShortText,

    /// <summary>Several lines of text.</summary>
    LongText,

    /// <summary>One of the options, of which one or more are right.</summary>
    Knowledge,

    /// <summary>Statements, each answered on the same scale.</summary>
    Matrix,

    /// <summary>No question: a heading with text, a picture or a link to a video.</summary>
    Section,
}

/// <summary>Areas that the Protection of Pupil Rights Amendment names (20 U.S.C. § 1232h): minors are not asked without prior written consent.</summary>
public enum SensitiveArea
{
    /// <summary>Political affiliations or beliefs.</summary>
    Politics,

    /// <summary>Mental or psychological problems.</summary>
    MentalHealth,

    /// <summary>Sex behavior or attitudes.</summary>
    Sex,

    /// <summary>Illegal, anti-social, self-incriminating or demeaning behavior.</summary>
    IllegalActs,

    /// <summary>Critical appraisals of family members.</summary>
    FamilyAppraisal,

    /// <summary>Legally privileged relations: lawyers, physicians, ministers.</summary>
    PrivilegedRelations,

    /// <summary>Religious practices, affiliations or beliefs.</summary>
    Religion,

    /// <summary>Income.</summary>
    Income,
}

/// <summary>An option, a point of a scale, or a statement of a matrix.</summary>
/// <param name="Key">Short and stable ("a", "yes", "3"); what is stored as the answer.</param>
/// <param name="Text">What people read.</param>
/// <param name="Right">True for a right answer of a knowledge question.</param>
public sealed record Option(string Key, Words Text, bool Right = false);

/// <summary>Shows a question only after one of some answers to an earlier one.</summary>
/// <param name="Question">Key of the earlier question.</param>
/// <param name="AnyOf">Keys of its options; one of them must have been chosen.</param>
public sealed record ShowIf(string Question, IReadOnlyList<string> AnyOf);

/// <summary>One question of an instrument. Its key is the same in all versions that ask the same, so that answers can be compared.</summary>
public sealed record Question
{
    /// <summary>Short and stable, letters, digits and dashes ("knows-311"); unique within the instrument.</summary>
    public required string Key { get; init; }

    /// <summary>What sort of answer.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)] // the first kind is a kind too
    public required QuestionKind Kind { get; init; }

    /// <summary>The question; the heading of a section.</summary>
    public Words Text { get; init; } = Words.None;

    /// <summary>A hint below it; the body of a section.</summary>
    public Words Help { get; init; } = Words.None;

    /// <summary>Options in order; for a scale and a matrix the points of the scale.</summary>
    public IReadOnlyList<Option> Options { get; init; } = [];

    /// <summary>Statements of a matrix in order.</summary>
    public IReadOnlyList<Option> Statements { get; init; } = [];

    /// <summary>True when an answer (or "prefer not to say") is asked for before going on.</summary>
    public bool Required { get; init; }

    /// <summary>True when "prefer not to say" is offered.</summary>
    public bool MayDecline { get; init; }

    /// <summary>True when options come in another order for each respondent; the same one at every visit.</summary>
    public bool Shuffled { get; init; }

    /// <summary>Condition, or null: always shown.</summary>
    public ShowIf? ShowIf { get; init; }

    /// <summary>The sensitive area that it touches, as its author flagged it.</summary>
    public SensitiveArea? Sensitive { get; init; }

    /// <summary>Least number.</summary>
    public int Least { get; init; }

    /// <summary>Greatest number.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)] // a greatest number of 0 is not "none given"
    public int Most { get; init; } = 1000;

    /// <summary>Picture of a section: id of an uploaded file.</summary>
    public Guid? Picture { get; init; }

    /// <summary>What the picture shows, for those who can't see it.</summary>
    public Words PictureText { get; init; } = Words.None;

    /// <summary>Link to a video of a section.</summary>
    public string? Video { get; init; }

    /// <summary>True when it takes answers.</summary>
    [JsonIgnore]
    public bool Asks => Kind != QuestionKind.Section;

    /// <summary>True when answers are keys of <see cref="Options"/>.</summary>
    [JsonIgnore]
    public bool Chosen => Kind is QuestionKind.OneChoice or QuestionKind.SeveralChoices or QuestionKind.YesNo or QuestionKind.Scale or QuestionKind.Knowledge or QuestionKind.Matrix;

    /// <summary>True when answers are free text.</summary>
    [JsonIgnore]
    public bool Written => Kind is QuestionKind.ShortText or QuestionKind.LongText;

    /// <summary>Keys under which its answers are stored: its own, or one for each statement of a matrix ("feel.s1").</summary>
    [JsonIgnore]
    public IEnumerable<string> Items => Kind switch
    {
        QuestionKind.Section => [],
        QuestionKind.Matrix => Statements.Select(s => $"{Key}.{s.Key}"),
        _ => [Key],
    };
}
