using System.Net.Mail;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Engagement.Core.Mail;

/// <summary>What an exception of the SMTP client means for the mail, in words for staff with the server's own.</summary>
internal static class SmtpFault
{
    public static bool Explains(Exception e) => e is SmtpException or IOException or OperationCanceledException or InvalidOperationException or FormatException or ObjectDisposedException;

    /// <summary>True when the server answered with a code, so that the line still stands (but for 421).</summary>
    public static bool IsAnswer(Exception e) =>
        e is SmtpException { StatusCode: not SmtpStatusCode.GeneralFailure and not SmtpStatusCode.ServiceNotAvailable } answered && answered.InnerException is null or SmtpFailedRecipientException;

    public static Handover Of(Exception e, MailParcel parcel, bool reused, MailSettings settings)
    {
        if (Inner<AuthenticationException>(e) is { } tls)
            return new(HandoverKind.Broken, $"The connection to {settings.Host} can't be trusted, its certificate is not accepted: {tls.Message}");
        if (Inner<SocketException>(e) is { } socket && !parcel.Gone && !reused && socket.SocketErrorCode is not (SocketError.ConnectionReset or SocketError.Shutdown))
            return new(HandoverKind.Broken, $"{settings.Host}, port {settings.Port} can't be reached: {socket.Message}");
        if (e is SmtpFailedRecipientException refused) return ByCode((int)refused.StatusCode, refused.Message, settings);
        if (e is SmtpException { StatusCode: not SmtpStatusCode.GeneralFailure } answered) return ByCode((int)answered.StatusCode, answered.Message, settings);
        if (e is SmtpException plain && plain.InnerException is null && !parcel.Gone) return new(HandoverKind.Broken, plain.Message);
        if (e is OperationCanceledException && !parcel.Gone && !reused)
            return new(HandoverKind.Broken, $"{settings.Host}, port {settings.Port} did not answer within {settings.TimeoutSeconds} seconds.");
        var words = (e.InnerException ?? e).Message;
        return parcel.Gone
            ? new(HandoverKind.Unclear, e is OperationCanceledException ? $"{settings.Host} did not answer within {settings.TimeoutSeconds} seconds after it had got the mail." : $"The connection ended after the mail was handed over, before an answer: {words}")
            : new(HandoverKind.Passing, e is OperationCanceledException ? $"{settings.Host} did not answer within {settings.TimeoutSeconds} seconds." : $"The connection ended before the mail was handed over: {words}");
    }

    // RFC 5321, 4.2.1: 4yz is transient, 5yz permanent. 421 closes the line; 530, 534, 535 and 538 are about who we are, not about this mail.
    private static Handover ByCode(int code, string words, MailSettings settings) => code switch
    {
        530 or 534 or 535 or 538 => new(HandoverKind.Broken, $"{settings.Host} wants a user and a password, or does not accept Mail:User and Mail:Password: {words}"),
        421 => new(HandoverKind.Broken, $"{settings.Host} is not available: {words}"),
        >= 400 and < 500 => new(HandoverKind.Passing, words),
        _ => new(HandoverKind.Final, words),
    };

    private static T? Inner<T>(Exception? e) where T : Exception
    {
        for (; e is not null; e = e.InnerException)
            if (e is T found) return found;
        return null;
    }
}
