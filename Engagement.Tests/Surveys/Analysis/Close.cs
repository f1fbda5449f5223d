namespace Engagement.Tests.Surveys.Analysis;

/// <summary>Comparisons of figures.</summary>
internal static class Close
{
    /// <summary>Equal but for a relative error; 1e-10 unless a published value has fewer digits.</summary>
    public static void ShouldBeNear(this double value, double expected, double relative = 1e-10) =>
        value.ShouldBe(expected, (Math.Abs(expected) * relative) + double.Epsilon);

    public static void ShouldBeNear(this double? value, double expected, double relative = 1e-10) => value.ShouldNotBeNull().ShouldBeNear(expected, relative);

    /// <summary>Equal to so many decimals, as a table or a paper prints it.</summary>
    public static void ShouldPrint(this double? value, double expected, int decimals) =>
        Math.Round(value.ShouldNotBeNull(), decimals).ShouldBe(expected, Math.Pow(10, -decimals) / 1000);
}
