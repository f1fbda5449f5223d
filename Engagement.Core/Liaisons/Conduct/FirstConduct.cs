namespace Engagement.Core.Liaisons;

/// <summary>Version 1 of the code of conduct, in plain words; an office replaces it by a version of its own.</summary>
internal static class FirstConduct
{
    public const string English = """
        As a neighborhood liaison I enter service requests directly into the city's work system. I agree to this:

        I report what I have seen or what a neighbor has told me, truthfully and with the right place.
        I do not report people. Requests are about things: lights, streets, trash, buildings.
        I leave names, telephone numbers and license plates of others out of descriptions and photos, because the public can read them.
        I call 911 in an emergency and never use a request instead.
        I use my account only for this work, keep my password to myself, and let nobody else sign in with it.
        I am a volunteer. I do not speak for the city, take no money or favors, and promise nobody when something will be done.
        I treat neighbors and the city's staff with respect, whoever they are and whatever language they speak.
        If I can't go on, or if my account may be in other hands, I tell the office at once.

        The office may suspend my account if I break these rules, and it tells me why.
        """;

    public const string Spanish = """
        Como enlace vecinal, ingreso solicitudes de servicio directamente en el sistema de trabajo de la ciudad. Acepto lo siguiente:

        Informo lo que he visto o lo que un vecino me ha contado, con la verdad y con el lugar correcto.
        No denuncio a personas. Las solicitudes tratan de cosas: luces, calles, basura, edificios.
        No pongo nombres, teléfonos ni placas de otras personas en las descripciones ni en las fotos, porque el público puede verlas.
        En una emergencia llamo al 911 y nunca uso una solicitud en su lugar.
        Uso mi cuenta solo para este trabajo, no comparto mi contraseña y no dejo que nadie más entre con ella.
        Soy voluntario o voluntaria. No hablo en nombre de la ciudad, no acepto dinero ni favores y no prometo a nadie cuándo se hará algo.
        Trato con respeto a los vecinos y al personal de la ciudad, sean quienes sean y hablen el idioma que hablen.
        Si no puedo seguir, o si mi cuenta puede estar en otras manos, aviso a la oficina de inmediato.

        La oficina puede suspender mi cuenta si no cumplo estas reglas, y me dice por qué.
        """;
}
