using Bunit;
using Engagement.Core.Mail;
using Engagement.Web.Components.Pages.Mail;

namespace Engagement.Tests.Pages.Mail;

public sealed class MailComponentTests : BunitContext
{
    private static readonly DateTime Now = new(2026, 3, 2, 15, 0, 0, DateTimeKind.Utc);

    private static string Local(DateTime utc) => utc.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    private static MailRow Row(MailState state, string? answer = null, int attempts = 1, DateTime? next = null) =>
        new(Guid.CreateVersion7(), MailKind.Reminder, "ana@example.org", state, Now, next ?? Now.AddMinutes(5), state == MailState.Sent ? Now : null, attempts, "<b>Hello</b>", answer, "Spring");

    [Fact]
    public void MailTable_States_TellWhenAndWhy()
    {
        var table = Render<MailTable>(p => p.Add(c => c.Local, Local).Add(c => c.Mails,
            [Row(MailState.Queued, attempts: 0), Row(MailState.Queued, "450 later"), Row(MailState.Queued, next: OutgoingMail.Held), Row(MailState.Sent, "250 ok"), Row(MailState.Failed, "550 nobody"), Row(MailState.Unclear, "no answer"), Row(MailState.Cancelled, "over")]));
        table.FindAll("tbody tr").Select(r => (r.Children[1].TextContent, r.Children[3].TextContent)).ShouldBe(
            [("Waiting", "from 15:05"), ("Waiting", "again at 15:05: 450 later"), ("Waiting", "held"), ("Sent", "15:00, 250 ok"), ("Failed", "550 nobody"), ("Unclear", "no answer"), ("Cancelled", "over")]);
        table.FindAll("b").ShouldBeEmpty("a subject is text");
    }

    [Fact]
    public void MailView_Mail_RunsInAFrameThatMayNothing()
    {
        var view = Render<MailView>(p => p.Add(c => c.Text, new MailText("<i>Subject</i>", "plain", "<html><style>p{}</style><script>alert(1)</script><img src=\"cid:logo\"></html>")));
        var frame = view.Find("iframe");
        frame.GetAttribute("sandbox").ShouldBe("");
        frame.GetAttribute("srcdoc").ShouldBe("<html><link rel=\"stylesheet\" href=\"/mail/look.css\"><script>alert(1)</script><img src=\"/logo\"></html>");
        view.FindAll("script").ShouldBeEmpty();
        view.FindAll("i").ShouldBeEmpty();
    }

    [Fact]
    public void MailTrouble_BrokenTransport_SaysWhyAndWhenItIsTriedAgain()
    {
        var overview = new MailOverview(new Dictionary<MailState, int>(), "535 wrong password", Now, Now.AddMinutes(2), "smtp.example.org, port 587", "sandbox@example.org");
        var trouble = Render<MailTrouble>(p => p.Add(c => c.Local, Local).Add(c => c.Overview, overview));
        trouble.Find("[role=alert]").TextContent.ShouldContain("535 wrong password");
        trouble.Markup.ShouldContain("at 15:02");
        trouble.Find(".notice.warn").TextContent.ShouldContain("sandbox@example.org");
        Render<MailTrouble>(p => p.Add(c => c.Local, Local).Add(c => c.Overview, overview with { Trouble = null, SandboxTo = null })).Markup.Trim().ShouldBeEmpty();
    }

    [Fact]
    public void MailFieldList_Fields_SayWhatIsNeeded()
    {
        var list = Render<MailFieldList>(p => p.Add(c => c.Fields, MailFields.Of(MailKind.PasswordReset)));
        list.FindAll("dt").Select(d => d.TextContent).ShouldBe(["{link}", "{hours}", "{office}", "{city}"]);
        list.FindAll(".badge").Count.ShouldBe(1);
    }

    [Fact]
    public void Names_EveryKindAndState_HasWordsOfItsOwn()
    {
        Enum.GetValues<MailKind>().Select(MailNames.Text).Distinct().Count().ShouldBe(Enum.GetValues<MailKind>().Length);
        Enum.GetValues<MailState>().Select(MailNames.Text).Distinct().Count().ShouldBe(Enum.GetValues<MailState>().Length);
    }
}
