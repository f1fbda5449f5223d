using Engagement.Core.Mail;
using Engagement.Core.Office;

namespace Engagement.Tests.Mail;

/// <summary>Text and HTML from one Markdown, and the frame around both.</summary>
public class MailTextTests
{
    private static readonly HashSet<string> Links = ["link"];

    private static (string Html, string Plain) Render(string markdown, params (string Name, string Value)[] fields) =>
        MailMarkdown.Render(markdown, fields.ToDictionary(f => f.Name, f => f.Value), Links);

    [Fact]
    public void Render_OneSource_GivesTextAndHtml()
    {
        var (html, plain) = Render("""
            # Session {number}

            Dear **{name}**,

            - bring a pen
            - see [the map]({link})

            1. one
            2. two

            > quoted

            [Accept the seat]({link})

            Or open {link} yourself.
            """, ("number", "3"), ("name", "Ana"), ("link", "https://example.org/a?b=1&c=2"));
        plain.ShouldBe("""
            Session 3

            Dear Ana,

            - bring a pen
            - see the map: https://example.org/a?b=1&c=2

            1. one
            2. two

            > quoted

            Accept the seat: https://example.org/a?b=1&c=2

            Or open https://example.org/a?b=1&c=2 yourself.

            """, StringCompareShould.IgnoreLineEndings);
        html.ShouldContain("<strong>Ana</strong>");
        html.ShouldContain("<p><a href=\"https://example.org/a?b=1&amp;c=2\" class=\"button\">Accept the seat</a></p>");
        html.ShouldContain("Or open <a href=\"https://example.org/a?b=1&amp;c=2\">https://example.org/a?b=1&amp;c=2</a> yourself.");
    }

    [Theory]
    [InlineData("[click](javascript:alert(1))", "[click](javascript:alert(1))")]
    [InlineData("<img src=x onerror=alert(1)>", "&lt;img src=x onerror=alert(1)&gt;")]
    [InlineData("**bold** _soft_ `code` ![a](http://evil.example/a.png)", "**bold** _soft_ `code` ![a](http://evil.example/a.png)")]
    [InlineData("<https://evil.example>", "&lt;https://evil.example&gt;")]
    [InlineData("{link}", "{link}")]
    [InlineData("https://evil.example", "https://evil.example")]
    public void Render_HostileValue_StaysText(string value, string shown)
    {
        var (html, plain) = Render("Hello {name}.", ("name", value), ("link", "https://example.org"));
        html.ShouldBe($"<p>Hello {shown}.</p>\n");
        plain.ShouldBe($"Hello {value}.\n");
    }

    [Fact]
    public void Render_ValueWithLines_KeepsThemAndBeginsNothing()
    {
        var (html, plain) = Render("{changes}\n\n1. {changes}", ("changes", "# First\n- second\r\n---"));
        html.ShouldContain("# First<br />\n- second<br />\n---");
        html.ShouldNotContain("<h1>");
        plain.ShouldStartWith("# First\n- second\n---\n");
    }

    [Theory]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](data:text/html,hello)")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("[x]({link})")]
    public void Render_TemplateThatRunsOrLoads_LosesIt(string markdown)
    {
        var (html, _) = Render(markdown + "\n\n![picture](https://elsewhere.example/pixel.png)", ("link", "javascript:alert(1)"));
        html.ShouldNotContain("<script");
        html.ShouldNotContain("javascript:alert(1)\"");
        html.ShouldNotContain("data:");
        html.ShouldNotContain("<img");
    }

    [Fact]
    public void Render_BracesInsideWordsAndCode_AreFilled()
    {
        var (html, plain) = Render("    {name}! `{name}` *{name}*{name}", ("name", "Ana"));
        plain.ShouldBe("Ana! `Ana` AnaAna\n");
        html.ShouldNotContain("<pre>");
    }

    [Theory]
    [InlineData("en", "ltr")]
    [InlineData("es", "ltr")]
    [InlineData("ar", "rtl")]
    [InlineData("ur", "rtl")]
    [InlineData("zz-nothing", "ltr")]
    public void Layout_LanguageAndDirection_AreSaid(string language, string direction)
    {
        var office = new OfficeSettings { OfficeName = "Oficina <311>", ContactEmail = "help@example.org", ContactPhone = "(215) 555-0100" };
        var text = MailWriter.Make("Line {what}", "Hello {what}", language, new Dictionary<string, string> { ["what"] = "<b>" }, MailKind.Reminder, office, new MailFrame(HasLogo: true, "https://example.org/mail/unsubscribe/1"));
        text.Html.ShouldContain($"<html lang=\"{language}\" dir=\"{direction}\">");
        text.Html.ShouldContain("<title>Line &lt;b&gt;</title>");
        text.Html.ShouldContain("Oficina &lt;311&gt;");
        text.Html.ShouldContain("name=\"color-scheme\" content=\"light dark\"");
        text.Html.ShouldContain("<img src=\"cid:logo\" alt=\"\"");
        text.Html.ShouldNotContain("src=\"http");
        text.Html.ShouldNotContain("<table");
        text.Html.Length.ShouldBeLessThan(6000, "with 12 KB of logo a mail stays below 30 KB");
        text.Plain.ShouldContain("https://example.org/mail/unsubscribe/1");
        text.Plain.ShouldContain("(215) 555-0100, help@example.org");
    }

    [Fact]
    public void Make_SubjectWithLineBreaks_BecomesOneLine()
    {
        var text = MailWriter.Make("To {name}", "x", "en", new Dictionary<string, string> { ["name"] = "A\r\nBcc: b@example.org\u0000" + new string('x', 500) }, MailKind.Trial, new OfficeSettings(), new MailFrame(HasLogo: false, null));
        text.Subject.ShouldStartWith("To A Bcc: b@example.org");
        text.Subject.Length.ShouldBe(200);
        text.Subject.ShouldAllBe(c => !char.IsControl(c));
    }
}
