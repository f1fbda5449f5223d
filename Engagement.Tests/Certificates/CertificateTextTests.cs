using Engagement.Core.Certificates;
using Engagement.Core.Certificates.Printing;
using Engagement.Core.Certificates.Printing.Fonts;

namespace Engagement.Tests.Certificates;

public class CertificateTextTests
{
    [Theory]
    [InlineData("en", "{program} | {cohort} | {sessions} | {hours} | {from} | {to}", "Academy | Fall | 8 | 7.5 | September 3, 2026 | October 22, 2026")]
    [InlineData("es", "{hours} | {from}", "7.5 | 3 de septiembre de 2026")]
    [InlineData("en", "{unknown} {PROGRAM}", "{unknown} Academy")]
    [InlineData("es", "has completed {program}: {sessions} sessions, {hours} hours, {from} to {to}.", "ha completado Academy: 8 sesiones, 7.5 horas, del 3 de septiembre de 2026 al 22 de octubre de 2026.")]
    [InlineData("vi", "has completed {program}.", "has completed Academy.")]
    public void Fill_Fields_AreReplaced(string language, string template, string expected) =>
        CertificateText.Fill(template, Content(language)).ShouldBe(expected);

    [Theory]
    [InlineData("academy", "ACA")]
    [InlineData("4h", "4H")]
    [InlineData("--", "CER")]
    public void Prefix_OfAShortName_IsThreeLetters(string slug, string prefix) => CertificateNumbers.Prefix(slug).ShouldBe(prefix);

    [Theory]
    [InlineData("Nguyễn Thị Ánh")]
    [InlineData("José Peña-Núñez")]
    [InlineData("Ołena Шевченко")]
    [InlineData("O’Brien-Łoś Ḧ")]
    public void Check_PrintableNames_HaveNoProblem(string name) => Printability.Check(name).ShouldBeEmpty();

    [Theory]
    [InlineData("محمد", "Latin letters")]
    [InlineData("សុខ", "Latin letters")]
    [InlineData("राज", "Latin letters")]
    [InlineData("Ana 🫠", "remove them")]
    public void Check_NamesThatWouldComeOutWrong_AreNamedWithAdvice(string name, string advice) =>
        Printability.Check(name).ShouldHaveSingleItem().Advice.ShouldContain(advice);

    [Theory]
    [InlineData("José Peña-Núñez", null)]
    [InlineData("Ołena Шевченко", null)]
    [InlineData("李小龍", "fonts-noto-cjk")]
    [InlineData("Nguyễn", "fonts-dejavu-core")]
    public void Check_OnAServerWithoutFonts_NamesThePackage(string name, string? package)
    {
        var problems = Printability.Check(name, new FontLibrary([]));
        if (package is null) problems.ShouldBeEmpty();
        else problems.ShouldHaveSingleItem().Advice.ShouldContain(package);
    }

    [Fact]
    public void Runs_MixedScripts_KeepTheWholeText()
    {
        const string text = "Ana 李小龍 Шевченко";
        var runs = FontLibrary.System.Runs(text, Look.Serif).ToList();
        string.Concat(runs.Select(r => r.Text)).ShouldBe(text);
        runs.Select(r => r.Font).Distinct().Count().ShouldBeGreaterThan(2);
    }

    private static CertificateContent Content(string language) => new()
    {
        ProgramName = "Academy",
        CohortName = "Fall",
        Sessions = 8,
        Minutes = 450,
        From = new(2026, 9, 3),
        To = new(2026, 10, 22),
        Language = language,
    };
}
