namespace Engagement.Core.Surveys;

/// <summary>What a liaison has to know before the account is opened; written for this product after what liaisons do.</summary>
internal static class LiaisonCheck
{
    public static SurveyContent Content { get; } = new()
    {
        Languages = Ask.Languages,
        Title = Words.Both("Neighborhood liaisons: what we have learned", "Enlaces del vecindario: lo que aprendimos"),
        Intro = Words.Both("Eight short questions about your work as a liaison. Talk with your trainer about those that were hard.", "Ocho preguntas cortas sobre su trabajo como enlace. Hable con su instructor o instructora sobre las que le costaron."),
        Thanks = Words.Both("Thank you. Your trainer goes through the answers with the class.", "Gracias. Su instructor o instructora repasará las respuestas con la clase."),
        Questions =
        [
            Ask.Know("k-danger", "You see a building that is about to fall on the sidewalk. What do you do first?", "Ve un edificio que está por caer sobre la acera. ¿Qué hace primero?",
                ("Call 911", "Llamo al 911"), ("Enter a service request", "Registro una solicitud de servicio"), ("Wait for the next meeting", "Espero la próxima reunión"), ("Write to the Mayor", "Escribo a la alcaldía")),
            Ask.Know("k-account", "Who may use your liaison account?", "¿Quién puede usar su cuenta de enlace?",
                ("Only I", "Solo yo"), ("My family", "Mi familia"), ("Everybody on my block", "Todas las personas de mi cuadra"), ("Other liaisons, when they forgot their password", "Otros enlaces, si olvidaron su contraseña")),
            Ask.Know("k-place", "What does a crew need most to find a problem?", "¿Qué necesita más una cuadrilla para encontrar un problema?",
                ("The exact address or corner", "La dirección o esquina exacta"), ("The name of the neighborhood", "El nombre del vecindario"), ("The name of the person who told you", "El nombre de la persona que le avisó"), ("How angry people are", "Qué tan enojada está la gente")),
            Ask.Know("k-meeting", "Neighbors raise five problems at a community meeting. What does a liaison do?", "En una reunión comunitaria se mencionan cinco problemas. ¿Qué hace un enlace?",
                ("Enters five requests, one for each problem", "Registra cinco solicitudes, una por cada problema"), ("Enters one request with all five", "Registra una solicitud con los cinco"), ("Tells everybody to call 311 alone", "Pide que cada persona llame sola al 311"), ("Waits until somebody asks again", "Espera a que alguien pregunte otra vez")),
            Ask.Know("k-follow-up", "Two weeks later nothing has happened. What do you do?", "Dos semanas después no ha pasado nada. ¿Qué hace?",
                ("Look up the status of the request and follow it up", "Busco el estado de la solicitud y le doy seguimiento"), ("Enter the same request again every day", "Registro la misma solicitud cada día"), ("Call 911", "Llamo al 911"), ("Give up", "Me rindo")),
            Ask.Know("k-twice", "Your neighbor has already reported the same pothole. What is best?", "Su vecina ya avisó del mismo hoyo en la calle. ¿Qué es lo mejor?",
                ("Follow the request that is there", "Dar seguimiento a la solicitud que ya existe"), ("Enter it again under another address", "Registrarlo otra vez con otra dirección"), ("Enter it again with more exclamation marks", "Registrarlo otra vez con más signos de exclamación"), ("Delete the neighbor’s request", "Borrar la solicitud de la vecina")),
            Ask.Know("k-private", "What does not belong into the description of a request?", "¿Qué no debe estar en la descripción de una solicitud?",
                ("Private things about a neighbor", "Cosas privadas de una persona del vecindario"), ("What you saw", "Lo que usted vio"), ("Since when it is there", "Desde cuándo está"), ("How large it is", "Qué tan grande es")),
            Ask.Know("k-tell", "The problem is fixed. What is left to do?", "El problema está arreglado. ¿Qué queda por hacer?",
                ("Tell the neighbors who raised it", "Contárselo a quienes lo mencionaron"), ("Nothing", "Nada"), ("Enter it once more, to be sure", "Registrarlo una vez más, por si acaso"), ("Ask the crew for money", "Pedir dinero a la cuadrilla")),
        ],
    };
}
