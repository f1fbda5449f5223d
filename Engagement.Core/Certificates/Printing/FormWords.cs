namespace Engagement.Core.Certificates.Printing;

/// <summary>The words around a survey's own text on paper, in its language: English, or Spanish.</summary>
internal sealed record FormWords(
    string Code, string WriteCode, string How, string Several, string Only, string Or, string Number, string Decline, string Page, string Picture, string CutOff, string Qr)
{
    private static readonly FormWords English = new(
        "Code", "Write the code from your card", "Mark the box of your answer. Made a mistake? Fill that box in, and mark the right one. You may leave out any question.",
        "Mark all that fit.", "Only if your answer to question {0} was {1}.", " or ", "A whole number from {0} to {1}", "I would rather not say", "Page {0} of {1}", "Picture: {0}", "cut off",
        "QR code of {0}");

    private static readonly FormWords Spanish = new(
        "Código", "Escribe el código de tu tarjeta", "Marca la casilla de tu respuesta. ¿Te equivocaste? Rellena esa casilla y marca la correcta. Puedes dejar preguntas en blanco.",
        "Marca todas las que correspondan.", "Solo si tu respuesta a la pregunta {0} fue {1}.", " o ", "Un número entero de {0} a {1}", "Prefiero no decirlo", "Página {0} de {1}", "Imagen: {0}", "recortar",
        "Código QR de {0}");

    /// <summary>The words of a language; English where there are none.</summary>
    public static FormWords For(string language) => language.StartsWith("es", StringComparison.OrdinalIgnoreCase) ? Spanish : English;
}
