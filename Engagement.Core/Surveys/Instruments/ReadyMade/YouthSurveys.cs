namespace Engagement.Core.Surveys;

/// <summary>
/// Before and after the Youth Engagement Program. The questions on Philly311, Junior Block Captains and the partner programs follow what the
/// program of 2015 asked and published (knew it, is interested in it); the others were written for this product.
/// </summary>
internal static class YouthSurveys
{
    public static SurveyContent Start { get; } = new()
    {
        Languages = Ask.Languages,
        Title = Words.Both("Before we start", "Antes de empezar"),
        Intro = Words.Both(
            "We want to know what you know today, so that we can see at the end what was new to you. This is not a test: nobody gets a grade. You may leave out any question.",
            "Queremos saber qué conoces hoy, para ver al final qué fue nuevo para ti. Esto no es un examen: nadie recibe una nota. Puedes dejar sin contestar cualquier pregunta."),
        Thanks = Words.Both("Thank you! See you at the next session.", "¡Gracias! Nos vemos en la próxima sesión."),
        Questions = [.. Both, Ask.Open("hopes", "What do you hope to get out of this program?", "¿Qué esperas de este programa?")],
    };

    public static SurveyContent End { get; } = new()
    {
        Languages = Ask.Languages,
        Title = Words.Both("What we have learned", "Lo que aprendimos"),
        Intro = Words.Both(
            "Most of these questions are the same as in the first session. This is not a test: nobody gets a grade. You may leave out any question.",
            "La mayoría de estas preguntas son las mismas de la primera sesión. Esto no es un examen: nadie recibe una nota. Puedes dejar sin contestar cualquier pregunta."),
        Thanks = Words.Both("Thank you! You have helped us make the program better.", "¡Gracias! Nos ayudaste a mejorar el programa."),
        Questions =
        [
            .. Both,
            Ask.Agree("recommend", "I would tell a friend to join this program.", "Le diría a una amiga o un amigo que participe en este programa."),
            Ask.Open("got", "What did you get out of this program?", "¿Qué te dejó este programa?"),
            Ask.Open("better", "What should we do better next time?", "¿Qué deberíamos hacer mejor la próxima vez?"),
        ],
    };

    private static IReadOnlyList<Question> Both =>
    [
        Ask.Section("heard", "What you have heard of", "Lo que has oído", "Say yes if you know what it is, even a little.", "Di que sí si sabes qué es, aunque sea un poco."),
        Ask.YesNo("knows-311", "Have you heard of Philly311?", "¿Has oído hablar de Philly311?"),
        Ask.YesNo("knows-jbc", "Have you heard of Junior Block Captains?", "¿Has oído hablar de los Junior Block Captains (capitanes de cuadra juveniles)?"),
        Ask.YesNo("knows-mural-arts", "Have you heard of Mural Arts?", "¿Has oído hablar de Mural Arts?"),
        Ask.YesNo("knows-phillyrising", "Have you heard of PhillyRising?", "¿Has oído hablar de PhillyRising?"),
        Ask.YesNo("knows-youth-commission", "Have you heard of the Youth Commission?", "¿Has oído hablar de la Youth Commission (Comisión de la Juventud)?"),
        Ask.YesNo("knows-asap", "Have you heard of After School Activities Partnerships (ASAP)?", "¿Has oído hablar de After School Activities Partnerships (ASAP)?"),
        Ask.Section("interest", "What you would like to do", "Lo que te gustaría hacer", "Yes does not mean that you have signed up.", "Decir que sí no significa que te inscribiste."),
        Ask.YesNo("wants-jbc", "Would you like to be a Junior Block Captain?", "¿Te gustaría ser Junior Block Captain?"),
        Ask.YesNo("wants-mural-arts", "Would you like to make art with Mural Arts?", "¿Te gustaría hacer arte con Mural Arts?"),
        Ask.YesNo("wants-phillyrising", "Would you like to work on your neighborhood with PhillyRising?", "¿Te gustaría trabajar por tu vecindario con PhillyRising?"),
        Ask.YesNo("wants-youth-commission", "Would you like to speak for young people in the Youth Commission?", "¿Te gustaría hablar por la gente joven en la Youth Commission?"),
        Ask.YesNo("wants-asap", "Would you like to join a club of ASAP, such as chess or debate?", "¿Te gustaría entrar en un club de ASAP, como ajedrez o debate?"),
        Ask.Section("city", "You and the city", "Tú y la ciudad", "Choose what is true for you today.", "Elige lo que es verdad para ti hoy."),
        Ask.Agree("can-fix", "I know how to get a problem in my neighborhood fixed.", "Sé cómo lograr que se arregle un problema en mi vecindario."),
        Ask.Agree("ideas-count", "My ideas can make my neighborhood better.", "Mis ideas pueden mejorar mi vecindario."),
        Ask.Know("k-street-light", "A street light near your home is out. Whom do you tell?", "Una luz de la calle cerca de tu casa no funciona. ¿A quién le avisas?",
            ("Philly311", "A Philly311"), ("911", "Al 911"), ("My school", "A mi escuela"), ("Nobody can do anything", "Nadie puede hacer nada")),
        Ask.Know("k-911", "When do you call 911 and not 311?", "¿Cuándo llamas al 911 y no al 311?",
            ("When somebody is in danger right now", "Cuando alguien está en peligro en este momento"), ("When trash was not picked up", "Cuando no recogieron la basura"),
            ("When there is graffiti on a wall", "Cuando hay grafiti en una pared"), ("When I have a question about the city", "Cuando tengo una pregunta sobre la ciudad")),
        Ask.Know("k-laws", "Who makes the laws of the city?", "¿Quién hace las leyes de la ciudad?",
            ("City Council", "El Concejo Municipal"), ("The police", "La policía"), ("Philly311", "Philly311"), ("The school district", "El distrito escolar")),
    ];
}
