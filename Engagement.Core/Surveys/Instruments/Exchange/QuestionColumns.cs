using Engagement.Core.Common;

namespace Engagement.Core.Surveys;

/// <summary>Columns of a CSV file of questions: one row for each question, option and statement, in order.</summary>
internal static class QuestionColumns
{
    public const string Row = "row";
    public const string Key = "key";
    public const string Kind = "kind";
    public const string Required = "required";
    public const string MayDecline = "may decline";
    public const string Shuffled = "shuffled";
    public const string Right = "right";
    public const string ShowIf = "show if";
    public const string Sensitive = "sensitive";
    public const string Least = "least";
    public const string Most = "most";
    public const string Video = "video";

    public const string Question = "question";
    public const string Option = "option";
    public const string Statement = "statement";

    /// <summary>Columns without a language, in the order in which they are written.</summary>
    public static readonly string[] Plain = [Row, Key, Kind, Required, MayDecline, Shuffled, Right, ShowIf, Sensitive, Least, Most, Video];

    /// <summary>Heading of a text in a language: "text en".</summary>
    public static string TextIn(string language) => $"text {language}";

    /// <summary>Heading of a hint in a language: "hint en".</summary>
    public static string HintIn(string language) => $"hint {language}";

    /// <summary>A kind by its name in the program or in words, such as "OneChoice", "one choice", "yes/no".</summary>
    public static QuestionKind? ReadKind(string? cell)
    {
        var folded = Text.Folded(cell).Replace(" ", "", StringComparison.Ordinal);
        foreach (var kind in Enum.GetValues<QuestionKind>())
            if (folded.Equals(kind.ToString(), StringComparison.OrdinalIgnoreCase)) return kind;
        return folded switch { "yesnodontknow" or "yesnoidontknow" => QuestionKind.YesNo, "choice" => QuestionKind.OneChoice, "several" => QuestionKind.SeveralChoices, "text" => QuestionKind.ShortText, _ => null };
    }

    /// <summary>"yes", "x", "1" … → true; "no", "0", nothing → false; anything else: null.</summary>
    public static bool? ReadFlag(string? cell) => Text.Folded(cell) switch { "" or "no" or "false" or "0" or "n" => false, "yes" or "true" or "1" or "x" or "y" or "si" => true, _ => null };
}
