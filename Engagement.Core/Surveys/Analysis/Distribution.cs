namespace Engagement.Core.Surveys.Analysis;

/// <summary>How many chose each option of a question.</summary>
public static class Distribution
{
    /// <summary>Counts of the options 0 … options − 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An answer is no option.</exception>
    public static int[] Of(IEnumerable<int> answers, int options)
    {
        var counts = new int[options];
        foreach (var answer in answers)
        {
            if (answer < 0 || answer >= options) throw new ArgumentOutOfRangeException(nameof(answers), answer, "No such option.");
            counts[answer]++;
        }
        return counts;
    }
}
