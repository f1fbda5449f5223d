namespace Engagement.Core.Surveys;

/// <summary>What the points of a ready scale say.</summary>
public enum ReadyScale
{
    /// <summary>From "strongly disagree" to "strongly agree".</summary>
    Agreement,

    /// <summary>From "never" to "always".</summary>
    Frequency,
}

/// <summary>Scales with 3 to 7 points ready for use, in English and Spanish.</summary>
public static class ReadyScales
{
    private static readonly (string En, string Es)[] Agreement =
    [
        ("Strongly disagree", "Muy en desacuerdo"), ("Disagree", "En desacuerdo"), ("Somewhat disagree", "Algo en desacuerdo"),
        ("Neither agree nor disagree", "Ni de acuerdo ni en desacuerdo"),
        ("Somewhat agree", "Algo de acuerdo"), ("Agree", "De acuerdo"), ("Strongly agree", "Muy de acuerdo"),
    ];

    private static readonly (string En, string Es)[] Frequency =
    [
        ("Never", "Nunca"), ("Almost never", "Casi nunca"), ("Rarely", "Rara vez"), ("Sometimes", "A veces"),
        ("Often", "A menudo"), ("Almost always", "Casi siempre"), ("Always", "Siempre"),
    ];

    // Which of the seven words a scale with fewer points uses: the ends stay, and an odd number has the middle.
    private static readonly int[][] AgreementOf = [[1, 3, 5], [0, 1, 5, 6], [0, 1, 3, 5, 6], [0, 1, 2, 4, 5, 6], [0, 1, 2, 3, 4, 5, 6]];
    private static readonly int[][] FrequencyOf = [[0, 3, 6], [0, 2, 4, 6], [0, 2, 3, 4, 6], [0, 1, 2, 4, 5, 6], [0, 1, 2, 3, 4, 5, 6]];

    /// <summary>The points of a ready scale, with the keys "1", "2" ….</summary>
    /// <param name="scale">What they say.</param>
    /// <param name="points">How many, 3 to 7.</param>
    public static IReadOnlyList<Option> Of(ReadyScale scale, int points)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(points, SurveyLimits.LeastPoints);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(points, SurveyLimits.MostPoints);
        var (words, choice) = scale == ReadyScale.Agreement ? (Agreement, AgreementOf) : (Frequency, FrequencyOf);
        return Numbered(choice[points - SurveyLimits.LeastPoints].Select(i => Words.Both(words[i].En, words[i].Es)));
    }

    /// <summary>Points with the keys "1", "2" … in order.</summary>
    public static IReadOnlyList<Option> Numbered(IEnumerable<Words> texts) => [.. texts.Select((t, i) => new Option($"{i + 1}", t))];
}
