using System.Text.RegularExpressions;
using System.Xml.Linq;
using Engagement.Core.Accounts;
using Engagement.Web.Setup;

namespace Engagement.Tests.Pages;

/// <summary>Every text of public pages is in resources, complete in every language.</summary>
public partial class SiteTextsTests
{
    private static string Web { get; } = Path.Combine(Root(), "Engagement.Web");

    public static TheoryData<string> Translations() =>
        [.. Directory.GetFiles(Path.Combine(Web, "Resources"), "*Texts.*.resx").Select(f => Path.GetFileName(f)!)];

    [Fact]
    public void Resources_EveryEnglishFile_HasSpanish()
    {
        var files = Directory.GetFiles(Path.Combine(Web, "Resources"), "*Texts.resx");
        files.ShouldNotBeEmpty();
        files.Where(f => !File.Exists(Path.ChangeExtension(f, "es.resx"))).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Translations))]
    public void Resources_EveryKey_IsTranslatedWithTheSamePlaceholders(string file)
    {
        var english = Read(file[..file.IndexOf('.', StringComparison.Ordinal)] + ".resx");
        var translated = Read(file);
        translated.Keys.ShouldBe(english.Keys, ignoreOrder: true);
        translated.Where(t => string.IsNullOrWhiteSpace(t.Value)).ShouldBeEmpty();
        translated.Where(t => !Placeholders(t.Value).SequenceEqual(Placeholders(english[t.Key]))).Select(t => t.Key).ShouldBeEmpty();
    }

    /// <summary>Texts between tags, and attributes that are read out, in pages that are public or liaisons' own.</summary>
    [Fact]
    public void PublicPages_VisibleText_ComesFromResources()
    {
        var pages = new[] { "Public", "Liaison" }.SelectMany(f => Directory.GetFiles(Path.Combine(Web, "Components", "Pages", f), "*.razor", SearchOption.AllDirectories))
            .Concat(Directory.GetFiles(Path.Combine(Web, "Components", "Account"), "*.razor"))
            .Append(Path.Combine(Web, "Components", "Layout", "PublicLayout.razor"))
            .Where(f => Path.GetFileName(f) != "_Imports.razor");
        var found = pages.SelectMany(f => HardCoded(File.ReadAllText(f)).Select(t => $"{Path.GetFileName(f)}: {t}"));
        found.ShouldBeEmpty();
    }

    /// <summary>What account pages answer comes from Core in English, and is translated by it.</summary>
    [Fact]
    public void AccountPages_WhatIsWrong_ComesFromResources()
    {
        string?[] passwords = [null, "short", new string('x', 200), "ana@example.org", "password"];
        var messages = passwords.Select(p => PasswordRules.Problem(p, "ana@example.org", "Ana")!)
            .Concat(new NewAccount().Problems()!.Problems.Concat(new NewAccount { Email = "ana" }.Problems()!.Problems).Select(p => p.Message))
            .Concat([new LinkNotValid().Message, new WrongPassword().Message, new AccountLocked().Message]);
        messages.Distinct().Except(Read("AccountTexts.resx").Keys).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("es", "es")]
    [InlineData("es-MX", "es")]
    [InlineData("ES-us", "es")]
    [InlineData("en-GB", "en")]
    [InlineData("fr", null)]
    [InlineData("e", null)]
    [InlineData("", null)]
    [InlineData("../../etc", null)]
    public void Find_TagOfABrowser_InstalledLanguageOrNothing(string tag, string? code) => Languages.Find(tag)?.Code.ShouldBe(code);

    [Fact]
    public void Installed_EnglishAndSpanish_WithTheirOwnNames() =>
        Languages.Installed.Select(l => (l.Code, l.Name, l.Culture.Name)).ShouldBe([("en", "English", "en-US"), ("es", "Español", "es-US")]);

    private static IEnumerable<string> HardCoded(string razor)
    {
        var markup = Code().Split(razor)[0];
        markup = Comments().Replace(markup, "");
        var texts = BetweenTags().Matches(markup).Select(m => m.Groups["text"].Value)
            .Concat(ReadOut().Matches(markup).Select(m => m.Groups["text"].Value));
        // What is left after expressions, entities and punctuation are gone must hold no word. Names of proper things may stay.
        return texts.Select(t => Expressions().Replace(t, " ")).Where(t => Words().IsMatch(t)).Select(t => t.Trim());
    }

    private static Dictionary<string, string> Read(string file) =>
        XDocument.Load(Path.Combine(Web, "Resources", file)).Root!.Elements("data").ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")!.Value);

    private static string[] Placeholders(string text) => [.. Braces().Matches(text).Select(m => m.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Engagement.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }

    [GeneratedRegex(@"@code\s*\{", RegexOptions.None, 1000)]
    private static partial Regex Code();

    [GeneratedRegex(@"@\*.*?\*@|<!--.*?-->|<script.*?</script>", RegexOptions.Singleline, 1000)]
    private static partial Regex Comments();

    [GeneratedRegex(@"</?[a-zA-Z][^<>]*?>(?<text>[^<>{}]*?)</[a-z]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex BetweenTags();

    [GeneratedRegex(@"(aria-label|alt|title|placeholder|Label|Hint)=""(?<text>[^""@]*)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ReadOut();

    [GeneratedRegex(@"@\([^()]*(\([^()]*\)[^()]*)*\)|@[\w.]+(\[[^\]]*\]|\([^()]*(\([^()]*\)[^()]*)*\)|\.\w+)*|&#?\w+;", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Expressions();

    [GeneratedRegex(@"\p{L}{2,}", RegexOptions.None, 1000)]
    private static partial Regex Words();

    [GeneratedRegex(@"\{\d+\}", RegexOptions.None, 1000)]
    private static partial Regex Braces();
}
