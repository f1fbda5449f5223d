namespace Engagement.Core.Surveys;

/// <summary>How much fits into an instrument. Lengths are in characters.</summary>
public static class SurveyLimits
{
    /// <summary>Questions and sections together.</summary>
    public const int Questions = 100;

    /// <summary>Options of a question.</summary>
    public const int Options = 30;

    /// <summary>Statements of a matrix.</summary>
    public const int Statements = 20;

    /// <summary>Fewest points of a scale.</summary>
    public const int LeastPoints = 3;

    /// <summary>Most points of a scale.</summary>
    public const int MostPoints = 7;

    /// <summary>A question, a heading, the title, what a picture shows.</summary>
    public const int Text = 500;

    /// <summary>An option, a point of a scale, a statement.</summary>
    public const int Option = 200;

    /// <summary>A hint, the body of a section, the words before and after.</summary>
    public const int Body = 4000;

    /// <summary>A key.</summary>
    public const int Key = 40;

    /// <summary>Languages.</summary>
    public const int Languages = 12;

    /// <summary>Greatest number that can be a bound of an answer, and with a minus the least.</summary>
    public const int Number = 1_000_000;

    /// <summary>An instrument as JSON, in bytes (1 MB); the same for files that are imported.</summary>
    public const int Bytes = 1024 * 1024;
}
