namespace Engagement.Core.Surveys.Reports;

/// <summary>Told figures in words: «27», «fewer than 5», «at least 24», «between 5 and 9».</summary>
public static class ToldWords
{
    /// <summary>A count of so many.</summary>
    public static string Count(this ReportWords words, Told count, int n) =>
        count.Exact ? words.Number(count.Low)
        : count.Low == 0 && count.High >= n ? words.Say("a number that is hidden", "un número que no se muestra")
        : count.Low == 0 ? words.Say($"fewer than {words.Number(count.High + 1)}", $"menos de {words.Number(count.High + 1)}")
        : count.High >= n ? words.Say($"at least {words.Number(count.Low)}", $"al menos {words.Number(count.Low)}")
        : words.Say($"between {words.Number(count.Low)} and {words.Number(count.High)}", $"entre {words.Number(count.Low)} y {words.Number(count.High)}");

    /// <summary>A count with its share, as in a table.</summary>
    public static string Cell(this ReportWords words, Told count, int n) =>
        n == 0 ? "–"
        : count.Exact ? $"{words.Number(count.Low)} ({words.Percent(count.Low / (double)n)})"
        : count.Low == 0 && count.High >= n ? words.Say("hidden", "no se muestra")
        : count.Low == 0 ? words.Say($"fewer than {words.Number(count.High + 1)}", $"menos de {words.Number(count.High + 1)}")
        : count.High >= n ? words.Say($"{words.Number(count.Low)} or more", $"{words.Number(count.Low)} o más")
        : $"{words.Number(count.Low)}–{words.Number(count.High)}";

    /// <summary>A mean.</summary>
    public static string Mean(this ReportWords words, ToldNumber mean) => mean.Exact || words.Decimal(mean.Low) == words.Decimal(mean.High)
        ? words.Decimal(mean.Low) : words.Say($"between {words.Decimal(mean.Low)} and {words.Decimal(mean.High)}", $"entre {words.Decimal(mean.Low)} y {words.Decimal(mean.High)}");

    /// <summary>A share.</summary>
    public static string Share(this ReportWords words, ToldNumber share) => words.Percent(share.Low) == words.Percent(share.High)
        ? words.Percent(share.Low) : $"{words.Percent(share.Low)}–{words.Percent(share.High)}";

    /// <summary>A p value: «p = 0.03», «p &lt; 0.001», «p at most 0.003».</summary>
    public static string P(this ReportWords words, ToldNumber p)
    {
        string Of(double value) => value.ToString(value < 0.1 ? "0.000" : "0.00", words.Culture);
        if (p.Exact) return p.Low < 0.001 ? $"p < {Of(0.001)}" : $"p = {Of(p.Low)}";
        if (p.High < 0.001) return $"p < {Of(0.001)}";
        if (p.High < 0.05 || p.Low < 0.001) return words.Say($"p at most {Of(p.High)}", $"p a lo sumo {Of(p.High)}");
        return p.Low >= 0.05 ? words.Say($"p at least {Of(p.Low)}", $"p al menos {Of(p.Low)}") : words.Say($"p between {Of(p.Low)} and {Of(p.High)}", $"p entre {Of(p.Low)} y {Of(p.High)}");
    }

    /// <summary>A difference of shares in points, or of means.</summary>
    public static string Difference(this ReportWords words, ToldNumber difference, bool share)
    {
        string Of(double d) => share ? Signed(Math.Round(100 * d, MidpointRounding.AwayFromZero), "0") : Signed(d, "0.0");
        string Signed(double d, string format) => (d > 0 ? "+" : d < 0 ? "−" : "") + Math.Abs(d).ToString(format, words.Culture);
        var (low, high) = (Of(difference.Low), Of(difference.High));
        return (low == high ? low : words.Say($"{low} to {high}", $"{low} a {high}")) + (share ? words.Say(" points", " puntos") : "");
    }
}
