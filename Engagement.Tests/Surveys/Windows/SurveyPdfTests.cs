using Engagement.Core.Certificates.Printing;
using Engagement.Core.Common;
using Engagement.Core.Office;
using Engagement.Core.Surveys;
using Engagement.Tests.Certificates;

namespace Engagement.Tests.Surveys.Windows;

public class SurveyPdfTests
{
    private static readonly OfficeSettings Office = new() { OfficeName = "Example 311" };
    private static readonly DateOnly Day = new(2026, 3, 2);

    private static CodeCard Card(int number, string? name = null) => new(CheckedCode.WithCheck($"AB{number + 22}CD"), $"https://survey.example.org/s/{CheckedCode.WithCheck($"AB{number + 22}CD")}", name);

    [PopplerTheory]
    [InlineData("with")]
    [InlineData("without")]
    public void Cards_ForAClass_HaveCodeQrAndTheNameOnlyWhenAsked(string names)
    {
        var pdf = SurveyCards.Make("YEP, Penn Treaty", [.. Enumerable.Range(1, 12).Select(i => Card(i, names == "with" ? $"Student Nr{i}" : null))], tickets: false, Office, Day);
        Keep(pdf, $"cards-{names}");
        var text = Samples.Poppler(pdf, "pdftotext", "-layout");
        text.ShouldContain(CheckedCode.Print(Card(12).Code));
        text.Contains("Student", StringComparison.Ordinal).ShouldBe(names == "with");
        text.ShouldContain("survey.example.org/s");
        var info = Samples.Poppler(pdf, "pdfinfo", "-struct-text");
        info.ShouldContain("Figure");
        Samples.Poppler(pdf, "pdfinfo").ShouldContain("Pages:           2");
        System.Text.Encoding.Latin1.GetString(pdf).Contains("Student", StringComparison.Ordinal).ShouldBeFalse("not in metadata");
    }

    [PopplerTheory]
    [InlineData("en", PaperSize.Letter)]
    [InlineData("es", PaperSize.A4)]
    public void Form_ForEachCode_HasItOnEveryPageAndAllQuestionsInOrder(string language, PaperSize paper)
    {
        var version = WindowScene.Ask("x", WindowScene.Sample).Versions[0];
        var cards = Enumerable.Range(1, 2).Select(i => Card(i)).ToList();
        var pdf = SurveyForm.Make(version, language, "YEP, Penn Treaty", [.. cards.Select(c => new FormCopy(c.Code, c.Link, "Student Name")), new FormCopy(null, null, null)],
            new OfficeSettings { OfficeName = "Example 311", Paper = paper }, Day);
        Keep(pdf, $"form-{language}");
        var text = Samples.Poppler(pdf, "pdftotext", "-layout");
        var info = Samples.Poppler(pdf, "pdfinfo");
        info.ShouldContain("Tagged:          yes");
        info.ShouldContain("Pages:           6");
        foreach (var card in cards) text.Split(CheckedCode.Print(card.Code)).Length.ShouldBe(1 + 2);
        text.Split("Student Name").Length.ShouldBe(1 + 2, "on the first page of each copy with a name");
        var one = text[..text.IndexOf(CheckedCode.Print(cards[1].Code), StringComparison.Ordinal)];
        var places = ((string[])["311 ", language == "es" ? "antes de hoy" : "before today", "How did you hear", "street light is out", "listens to people", "our block together", "How old", "One word", "number 4"])
            .Select(p => one.IndexOf(p, StringComparison.Ordinal)).ToList();
        places.ShouldBe(places.Order());
        places.ShouldAllBe(p => p >= 0);
        // Authored order of options, whatever a screen would shuffle.
        one.IndexOf("At school", StringComparison.Ordinal).ShouldBeLessThan(one.IndexOf("Another way", StringComparison.Ordinal));
        text.ShouldNotContain("(right");
        Samples.Poppler(pdf, "pdfinfo", "-struct-text").ShouldContain("H1");
    }

    [PopplerTheory]
    [InlineData(60)]
    public void Form_LongSurveyWithLongTexts_StaysOnItsPages(int questions)
    {
        var words = Words.Of("en", string.Join(' ', Enumerable.Repeat("neighborhood", 60)));
        var content = new SurveyContent
        {
            Title = words,
            Questions = [.. Enumerable.Range(1, questions).Select(i => new Question
            {
                Key = $"q{i}",
                Kind = i % 3 == 0 ? QuestionKind.Matrix : i % 3 == 1 ? QuestionKind.SeveralChoices : QuestionKind.LongText,
                Text = words,
                Options = [.. Enumerable.Range(1, 7).Select(o => new Option($"{o}", i % 2 == 0 ? Words.Of("en", $"Point {o}") : words))],
                Statements = [new("s", words)],
            })],
        };
        var pdf = SurveyForm.Make(WindowScene.Ask("x", content).Versions[0], "en", "Cohort", [new FormCopy("ABCDEFG", null, null)], Office, Day);
        Keep(pdf, "form-long");
        var head = Boxes(pdf, "-f", "2", "-l", "2").Where(w => w.Bottom < 95).ToList();
        head.Where(w => w.Text == "neighborhood").Max(w => w.Right).ShouldBeLessThan(head.Single(w => w.Text == "ABCD-EFG").Left, "a long title is cut beside the code");
        foreach (var word in Boxes(pdf))
        {
            word.Left.ShouldBeGreaterThan(40);
            word.Right.ShouldBeLessThan(612 - 40);
            word.Bottom.ShouldBeLessThan(792 - 20);
        }
    }

    [PopplerTheory]
    [InlineData("WMWMWMW")]
    public void Cards_WidestCode_LeavesTheQrCodeFree(string code)
    {
        var pdf = SurveyCards.Make("Cohort", [new CodeCard(code, "https://example.org/s/" + code, null)], tickets: true, Office, Day);
        // The card begins 42 points from the left; its QR code 98 points before its end.
        Boxes(pdf).Single(w => w.Text == CheckedCode.Print(code)).Right.ShouldBeLessThan(42 + 264 - 98);
    }

    private static List<(string Text, double Left, double Right, double Bottom)> Boxes(byte[] pdf, params string[] arguments) =>
    [
        .. System.Text.RegularExpressions.Regex.Matches(Samples.Poppler(pdf, "pdftotext", [.. arguments, "-bbox"]),
            "xMin=\"(?<x>[0-9.]+)\" yMin=\"[0-9.]+\" xMax=\"(?<r>[0-9.]+)\" yMax=\"(?<b>[0-9.]+)\">(?<t>[^<]*)<", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(20))
            .Select(m => (m.Groups["t"].Value, Of(m, "x"), Of(m, "r"), Of(m, "b"))),
    ];

    private static double Of(System.Text.RegularExpressions.Match match, string name) => double.Parse(match.Groups[name].Value, System.Globalization.CultureInfo.InvariantCulture);

    // For looking at: ENGAGEMENT_KEEP=/tmp/x dotnet test --filter SurveyPdf
    private static void Keep(byte[] pdf, string name)
    {
        if (Environment.GetEnvironmentVariable("ENGAGEMENT_KEEP") is { } folder) File.WriteAllBytes(Path.Combine(folder, $"{name}.pdf"), pdf);
    }
}
