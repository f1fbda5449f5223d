using System.Globalization;

namespace Engagement.Core.Certificates;

/// <summary>The words around a certificate's own text, in the certificate's language: English, or Spanish.</summary>
internal sealed record CertificateWords(
    string Intro, string Issued, string Number, string Code, string CheckAt, string Sessions, string Session, string Hours, string Hour, string Title, string Text,
    string Seal, string SignatureOf, string LogoOf, string Revoked, string Superseded)
{
    private static readonly CertificateWords English = new(
        "This certifies that", "Issued", "No.", "Code", "Check at", "sessions", "session", "hours", "hour", "Certificate of Completion",
        "has completed {program}: {sessions} sessions, {hours} hours, {from} to {to}.",
        "QR code to the page that confirms this certificate: {0}", "Signature of {0}", "Logo of {0}", "REVOKED", "REPLACED");

    private static readonly CertificateWords Spanish = new(
        "Por la presente se certifica que", "Emitido el", "N.º", "Código", "Verifíquelo en", "sesiones", "sesión", "horas", "hora", "Certificado de finalización",
        "ha completado {program}: {sessions} sesiones, {hours} horas, del {from} al {to}.",
        "Código QR de la página que confirma este certificado: {0}", "Firma de {0}", "Logotipo de {0}", "REVOCADO", "REEMPLAZADO");

    /// <summary>The words of a language; English where there are none.</summary>
    public static CertificateWords For(string language) => IsSpanish(language) ? Spanish : English;

    /// <summary>Languages with words of their own; others are printed in English.</summary>
    public static string Spoken(string language) => IsSpanish(language) ? "es" : "en";

    /// <summary>A headline or text that was never changed by the office is printed in the certificate's language.</summary>
    public static string Own(string text, string language) =>
        text == English.Title ? For(language).Title : text == English.Text ? For(language).Text : text;

    /// <summary>A date as the language writes it: March 2, 2026; 2 de marzo de 2026.</summary>
    public static string Date(DateOnly date, string language)
    {
        var spanish = IsSpanish(language);
        return date.ToString(spanish ? "d 'de' MMMM 'de' yyyy" : "MMMM d, yyyy", CultureInfo.GetCultureInfo(spanish ? "es-US" : "en-US"));
    }

    /// <summary>Two dates as a span, without repeating what both share.</summary>
    public static string Span(DateOnly from, DateOnly to, string language)
    {
        if (from == to) return Date(to, language);
        if (IsSpanish(language) || from.Year != to.Year) return $"{Date(from, language)} – {Date(to, language)}";
        return $"{from.ToString("MMMM d", CultureInfo.GetCultureInfo("en-US"))} – {Date(to, language)}";
    }

    /// <summary>Hours with at most one decimal: 8, 7.5.</summary>
    public static string HoursOf(int minutes, string language) =>
        Math.Round(minutes / 60m, 1, MidpointRounding.AwayFromZero).ToString("0.#", CultureInfo.GetCultureInfo(IsSpanish(language) ? "es-US" : "en-US"));

    private static bool IsSpanish(string language) => language.StartsWith("es", StringComparison.OrdinalIgnoreCase);
}
