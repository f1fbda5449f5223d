namespace Engagement.Core.People;

/// <summary>Version 1 of the consent texts, in plain words; an office replaces them by versions of its own.</summary>
internal static class FirstConsentTexts
{
    public static readonly (ConsentPurpose Purpose, string Language, string Body)[] All =
    [
        (ConsentPurpose.Participation, "en", "I agree that the participant takes part in the program's sessions. The office keeps the name, age group, contact and attendance, uses them for this program only, and erases them after the published time. I can withdraw at any time."),
        (ConsentPurpose.Participation, "es", "Acepto que la persona participante tome parte en las sesiones del programa. La oficina guarda el nombre, el grupo de edad, el contacto y la asistencia, los usa solo para este programa y los borra después del plazo publicado. Puedo retirar este permiso en cualquier momento."),
        (ConsentPurpose.Survey, "en", "I agree that the participant is asked to fill in short surveys before and after the program. Answers carry a code and no name. Every question may be left out."),
        (ConsentPurpose.Survey, "es", "Acepto que se pida a la persona participante llenar encuestas cortas antes y después del programa. Las respuestas llevan un código y ningún nombre. Se puede dejar sin contestar cualquier pregunta."),
        (ConsentPurpose.Photo, "en", "I agree that photos taken at the sessions may show the participant and may be published by the office, without a name."),
        (ConsentPurpose.Photo, "es", "Acepto que las fotos tomadas en las sesiones puedan mostrar a la persona participante y que la oficina las publique, sin nombre."),
        (ConsentPurpose.PhotoWithName, "en", "I agree that the participant's name may stand beside a photo that the office publishes."),
        (ConsentPurpose.PhotoWithName, "es", "Acepto que el nombre de la persona participante aparezca junto a una foto que la oficina publique."),
        (ConsentPurpose.Walk, "en", "I agree that the participant leaves the site with the group and its staff for a walk in the neighborhood during a session."),
        (ConsentPurpose.Walk, "es", "Acepto que la persona participante salga del lugar con el grupo y su personal para una caminata por el vecindario durante una sesión."),
        (ConsentPurpose.Email, "en", "I agree to get e-mail about this program: dates, changes and the certificate. Every message can be used to stop them."),
        (ConsentPurpose.Email, "es", "Acepto recibir correos electrónicos sobre este programa: fechas, cambios y el certificado. Cada mensaje permite dejar de recibirlos."),
    ];
}
