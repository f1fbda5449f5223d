using System.Globalization;
using System.Text.RegularExpressions;
using Engagement.Core.Common;
using Engagement.Core.People;

namespace Engagement.Tests.Browser.Surveys.ClassOfThirty;

/// <summary>The report's file and words against the calculation by hand.</summary>
internal static partial class ReportCheck
{
    private const int Few = 5;
    private static readonly string[] Knowledge = ["k-light", "k-911", "k-laws"];

    /// <summary>Every figure of the questions that both times asked, and who took part.</summary>
    public static void Figures(byte[] csv)
    {
        var sheet = SheetReader.Read(csv).OrThrow();
        var figures = sheet.Rows.Where(r => r.Cells[2] is "" or "Matched" && r.Cells[3] == "")
            .ToDictionary(r => string.Join('|', r.Cells[0], r.Cells[5], r.Cells[7], r.Cells[8]), r => (N: r.Cells[6], Low: Number(r.Cells[9]), High: Number(r.Cells[10])));
        (double Low, double High) Of(string name) => figures.TryGetValue(name, out var f) ? (f.Low, f.High) : throw new ShouldAssertException($"{name} is missing among {string.Join('\n', figures.Keys)}");
        void Exactly(string name, double value, double within = 1e-6) => Between(name, value, value, within);
        void Between(string name, double low, double high, double within = 1e-6)
        {
            Of(name).Low.ShouldBe(low, within, name);
            Of(name).High.ShouldBe(high, within, name);
        }

        foreach (var (step, count) in new[] { ("enrolled", 31), ("before", 29), ("after", 29), ("matched", 28) }) Exactly($"||took part: {step}|", count);
        foreach (var item in (string[])["knows-311", "knows-jbc", "wants-jbc", "wants-art", .. Knowledge])
        {
            var (pairs, yes, option) = (ByHand.Pairs(item), Knowledge.Contains(item) ? "office" : "yes", Knowledge.Contains(item) ? "Right" : "Yes");
            foreach (var (time, count) in new[] { ("before", pairs.Count(p => p.Before == yes)), ("after", pairs.Count(p => p.After == yes)) })
            {
                var n = pairs.Count;
                figures[$"{item}|{time}|count|{option}"].N.ShouldBe($"{n}");
                if (count < Few) Between($"{item}|{time}|count|{option}", 0, Few - 1);
                else if (n - count < Few) Between($"{item}|{time}|count|{option}", n - Few + 1, n);
                else
                {
                    Exactly($"{item}|{time}|count|{option}", count);
                    var (low, high) = ByHand.Wilson(count, n);
                    Between($"{item}|{time}|95% interval of the share|{option}", low, high);
                }
            }
            Changed(item, pairs.Count(p => p.Before != yes && p.After == yes), pairs.Count(p => p.Before == yes && p.After != yes), pairs.Count(p => p.Before == yes && p.After == yes), pairs.Count);
        }
        foreach (var item in (string[])["feel.voice", "feel.block"])
        {
            // A class's counts of five points are small; the means are told with one decimal and no count beside them.
            figures.Keys.ShouldNotContain(k => k.StartsWith($"{item}|", StringComparison.Ordinal) && k.Contains("|count|", StringComparison.Ordinal));
            var hand = ByHand.Paired(item);
            Exactly($"{item}|before|mean|", Math.Round(hand.Before, 1));
            Exactly($"{item}|after|mean|", Math.Round(hand.After, 1));
            Exactly($"{item}|change|difference|", Math.Round(hand.Difference, 1));
            Between($"{item}|change|95% interval of the difference|", Math.Round(hand.Low, 1), Math.Round(hand.High, 1));
            Exactly($"{item}|change|t|", Math.Round(hand.T, 2));
        }

        void Changed(string item, int gained, int lost, int stayed, int n)
        {
            var (p, difference) = (ByHand.McNemarMidP(gained, lost), (gained - lost) / (double)n);
            if (new[] { gained, lost, stayed, n - gained - lost - stayed }.Min() >= Few)
            {
                Exactly($"{item}|change|p|", p);
                Exactly($"{item}|change|difference|", difference);
                return;
            }
            // Where one of the four is small, the truth lies between what is told.
            Of($"{item}|change|p|").Low.ShouldBeLessThanOrEqualTo(p + 1e-6, item);
            Of($"{item}|change|p|").High.ShouldBeGreaterThanOrEqualTo(p - 1e-6, item);
            Of($"{item}|change|p|").ShouldNotBe((Of($"{item}|change|p|").High, Of($"{item}|change|p|").High), item);
        }
    }

    /// <summary>What a reader reads, on the page and on paper.</summary>
    public static void Sentences(string report)
    {
        var text = Blanks().Replace(report, " ");
        text.ShouldContain("28 students handed in both surveys, of 31 who had a seat.");
        text.ShouldContain("Of 28 students who answered both times, at least 24 said yes afterwards, and fewer than 5 before.");
        text.ShouldContain("Of 28 students who answered both times, 15 said yes afterwards, and 13 before.");
        text.ShouldContain("8 changed to yes, 6 from yes");
        text.ShouldContain($"p = {ByHand.McNemarMidP(8, 6).ToString("0.00", CultureInfo.InvariantCulture)}");
        var (before, after, gain) = ByHand.Knowledge(Knowledge);
        text.ShouldContain($"On average {before:0%} of the answers to 3 knowledge questions were right before, and {after:0%} afterwards. That is {gain:0%} of what could still be gained.");
        text.ShouldContain("Codes with one mistyped character put right");
        text.ShouldNotContain("hopes for");
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Blanks();
}
