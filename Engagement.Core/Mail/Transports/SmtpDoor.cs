using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace Engagement.Core.Mail;

/// <summary>Opens a connection on which mails can go: greeting, TLS, signing in. What hinders it hinders every mail, and is said in words for staff.</summary>
internal static class SmtpDoor
{
    /// <summary>The connection with the extensions that the server offers, or what is wrong.</summary>
    public static async Task<(SmtpTalk? Talk, IReadOnlySet<string> Offers, string? Trouble)> OpenAsync(MailSettings settings)
    {
        var place = $"{settings.Host}, port {settings.Port}";
        SmtpTalk? talk = null;
        try
        {
            talk = await SmtpTalk.ConnectAsync(settings.Host!, settings.Port, TimeSpan.FromSeconds(settings.TimeoutSeconds));
            var (offers, trouble) = await GreetAsync(talk, settings, place);
            if (trouble is null) return (talk, offers, null);
            talk.Dispose();
            return (null, offers, trouble);
        }
        catch (Exception e) when (e is SocketException or IOException or OperationCanceledException or AuthenticationException)
        {
            talk?.Dispose();
            return (null, new HashSet<string>(), e switch
            {
                SocketException => $"{place} can't be reached: {e.Message}",
                OperationCanceledException => $"{place} did not answer within {settings.TimeoutSeconds} seconds.",
                AuthenticationException => $"The connection to {place} can't be trusted. {Certificate(e.Message)}",
                _ => $"The connection to {place} ended at once: {e.Message}{(settings.Port == 465 || settings.StartTls ? "" : " Does the server ask for TLS (Mail:StartTls)?")}",
            });
        }
    }

    private static async Task<(IReadOnlySet<string> Offers, string? Trouble)> GreetAsync(SmtpTalk talk, MailSettings settings, string place)
    {
        IReadOnlySet<string> none = new HashSet<string>();
        if (settings.Port == MailSettings.ImplicitTls) await talk.SecureAsync(settings.Host!, settings.TrustedCertificate);
        if (await talk.ReplyAsync() is { Good: false } closed) return (none, $"{place} is not available: {closed.Words}");
        var offers = await HelloAsync(talk);
        if (!talk.Secure && settings.StartTls)
        {
            if (!offers.Contains("STARTTLS")) return (none, $"{place} does not offer STARTTLS, so mails would travel readable. Use another port or server; only a relay on this machine may go without (Mail:StartTls).");
            if (await talk.AskAsync("STARTTLS") is { Good: false } refused) return (none, $"{place} refused STARTTLS: {refused.Words}");
            await talk.SecureAsync(settings.Host!, settings.TrustedCertificate);
            offers = await HelloAsync(talk);
        }
        if (string.IsNullOrEmpty(settings.User)) return (offers, null);
        if (await SignInAsync(talk, offers, settings.User, settings.Password ?? "") is not { } answer) return (none, $"{place} offers no way to sign in that is known here (AUTH PLAIN or LOGIN).");
        return answer.Code == 235 ? (offers, null) : (none, $"{place} does not accept Mail:User and Mail:Password: {answer.Words}");
    }

    private static async Task<IReadOnlySet<string>> HelloAsync(SmtpTalk talk)
    {
        var name = new string([.. Dns.GetHostName().Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.')]);
        var reply = await talk.AskAsync($"EHLO {(name.Length > 0 ? name : "localhost")}");
        if (!reply.Good) throw new IOException($"The server refused EHLO: {reply.Words}");
        return reply.Words.Split(' ').Select(w => w.ToUpperInvariant()).ToHashSet();
    }

    private static async Task<SmtpReply?> SignInAsync(SmtpTalk talk, IReadOnlySet<string> offers, string user, string password)
    {
        static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
        if (offers.Contains("PLAIN")) return await talk.AskAsync($"AUTH PLAIN {Base64($"\0{user}\0{password}")}");
        if (!offers.Contains("LOGIN")) return null;
        var asked = await talk.AskAsync("AUTH LOGIN");
        if (asked.Code == 334) asked = await talk.AskAsync(Base64(user));
        return asked.Code == 334 ? await talk.AskAsync(Base64(password)) : asked;
    }

    private static string Certificate(string words) =>
        words.Contains("NotTimeValid", StringComparison.Ordinal) ? "Its certificate has expired, or is not valid yet."
        : words.Contains("NameMismatch", StringComparison.Ordinal) ? "Its certificate is made out to another name: write that name into Mail:Host."
        : words.Contains("UntrustedRoot", StringComparison.Ordinal) || words.Contains("PartialChain", StringComparison.Ordinal) ? "Its certificate is signed by nobody whom this machine trusts (Mail:TrustedCertificate names the file of one more)."
        : words;
}
