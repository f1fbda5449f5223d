namespace Engagement.Core.Mail;

/// <summary>The few words of the frame around every mail.</summary>
/// <param name="Contact">Before telephone and address of the office.</param>
/// <param name="Choose">The link to the choices.</param>
/// <param name="Optional">Why the mail comes, where it can be unsubscribed from.</param>
/// <param name="Service">Why the mail can't be unsubscribed from.</param>
internal sealed record MailWords(string Contact, string Choose, string Optional, string Service)
{
    private static readonly MailWords English = new("Questions?", "Choose which mails you get", "You get this because you take part in our programs.", "This mail is part of what you asked us for, so it can't be unsubscribed from.");

    private static readonly MailWords Spanish = new("¿Preguntas?", "Elegir qué correos recibe", "Recibe este correo porque participa en nuestros programas.", "Este correo es parte de lo que nos pidió; por eso no se puede cancelar.");

    public static MailWords In(string language) => language == "es" ? Spanish : English;
}
