namespace Engagement.Core.Surveys;

/// <summary>How much can be typed as an answer, in UTF-16 characters.</summary>
public static class TextLimits
{
    /// <summary>One line.</summary>
    public const int Short = 200;

    /// <summary>Several lines.</summary>
    public const int Long = 2000;

    /// <summary>The most for a kind of question.</summary>
    public static int Of(QuestionKind kind) => kind == QuestionKind.LongText ? Long : Short;
}
