namespace Engagement.Core.Surveys.Analysis;

/// <summary>
/// Normalized gain on class means: of what the class could still gain, the part that it gained. Hake (1998), American Journal of Physics 66, 64–74.
/// </summary>
public static class NormalizedGain
{
    /// <summary>
    /// (post − pre) / (100 − pre) for means in percent of the most possible; null when pre is 100 or more, where nothing could be gained.
    /// A class that lost gets Hake's own formula too, and so a negative value without a lower limit: it is not replaced by the loss over pre of Marx and Cummings
    /// (2007, American Journal of Physics 75, 87–91), because one formula must compare all classes. It is a figure of the class; the mean of single students' gains is another one.
    /// </summary>
    public static double? Of(double preMean, double postMean) => preMean >= 100 ? null : (postMean - preMean) / (100 - preMean);
}
