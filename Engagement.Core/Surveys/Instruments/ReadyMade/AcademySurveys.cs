namespace Engagement.Core.Surveys;

/// <summary>Before and after the Citizens Engagement Academy; written for this product after what its evenings are about.</summary>
internal static class AcademySurveys
{
    public static SurveyContent Start { get; } = new()
    {
        Languages = Ask.Languages,
        Title = Words.Both("Welcome to the academy", "Bienvenida a la academia"),
        Intro = Words.Both(
            "Please tell us what you know today and what you want to learn. We ask again on the last evening. You may leave out any question.",
            "Cuéntenos qué conoce hoy y qué quiere aprender. Le preguntaremos otra vez la última noche. Puede dejar sin contestar cualquier pregunta."),
        Thanks = Words.Both("Thank you. We look forward to these eight evenings.", "Gracias. Esperamos con gusto estas ocho noches."),
        Questions =
        [
            Ask.Choose("heard-from", QuestionKind.OneChoice, "How did you hear about the academy?", "¿Cómo se enteró de la academia?",
                ("From a neighbor or friend", "Por una persona del vecindario o amiga"), ("From a block captain or liaison", "Por una persona capitana de cuadra o enlace"),
                ("At a community meeting", "En una reunión comunitaria"), ("From the city: web page, mail, 311", "Por la ciudad: página web, correo, 311"), ("Another way", "De otra manera")),
            .. Both,
            Ask.Open("hopes", "What do you want to learn or get done with what you learn here?", "¿Qué quiere aprender o lograr con lo que aprenda aquí?"),
        ],
    };

    public static SurveyContent End { get; } = new()
    {
        Languages = Ask.Languages,
        Title = Words.Both("After eight evenings", "Después de ocho noches"),
        Intro = Words.Both(
            "Most of these questions are those of the first evening. Please answer as it is for you today. You may leave out any question.",
            "La mayoría de estas preguntas son las de la primera noche. Conteste como es para usted hoy. Puede dejar sin contestar cualquier pregunta."),
        Thanks = Words.Both("Thank you for what you do for your neighborhood.", "Gracias por lo que hace por su vecindario."),
        Questions =
        [
            .. Both,
            Ask.Agree("useful", "What I learned here is useful to me.", "Lo que aprendí aquí me es útil."),
            Ask.Agree("recommend", "I would recommend the academy to a neighbor.", "Recomendaría la academia a una persona de mi vecindario."),
            Ask.YesNo("wants-liaison", "Would you like to work as a neighborhood liaison?", "¿Le gustaría trabajar como enlace del vecindario?"),
            Ask.Open("did", "What have you already done with what you learned?", "¿Qué ha hecho ya con lo que aprendió?"),
            Ask.Open("better", "What should we do better next time?", "¿Qué deberíamos hacer mejor la próxima vez?"),
        ],
    };

    private static IReadOnlyList<Option> HowWell => ReadyScales.Numbered(
        [Words.Both("Not at all", "Nada"), Words.Both("A little", "Un poco"), Words.Both("Well", "Bien"), Words.Both("Very well", "Muy bien")]);

    private static IReadOnlyList<Question> Both =>
    [
        Ask.Matrix("know-offices", "How well do you know what these offices do for residents?", "¿Qué tan bien conoce lo que hacen estas oficinas por la gente?", HowWell,
            ("s311", "Philly311", "Philly311"), ("li", "Licenses and Inspections", "Licencias e Inspecciones"), ("streets", "Streets Department", "Departamento de Calles"),
            ("da", "District Attorney", "Fiscalía del Distrito"), ("oem", "Emergency Management", "Manejo de Emergencias"),
            ("pchr", "Commission on Human Relations", "Comisión de Relaciones Humanas"), ("pwd", "Water Department", "Departamento de Agua")),
        Ask.Agree("can-fix", "I know how to get a problem in my neighborhood fixed.", "Sé cómo lograr que se arregle un problema en mi vecindario."),
        Ask.Agree("expect-answer", "When I report something to the city, I expect an answer.", "Cuando aviso algo a la ciudad, espero una respuesta."),
        Ask.Agree("can-explain", "I can explain to a neighbor how the city works.", "Puedo explicarle a una persona de mi vecindario cómo funciona la ciudad."),
        Ask.Often("reports-often", "How often do you report problems that you see?", "¿Con qué frecuencia avisa de los problemas que ve?"),
        Ask.Know("k-street-light", "A street light near your home is out. Whom do you tell?", "Una luz de la calle cerca de su casa no funciona. ¿A quién le avisa?",
            ("Philly311", "A Philly311"), ("911", "Al 911"), ("The District Attorney", "A la Fiscalía del Distrito"), ("Nobody can do anything", "Nadie puede hacer nada")),
        Ask.Know("k-permits", "Which office inspects whether a building is safe?", "¿Qué oficina inspecciona si un edificio es seguro?",
            ("Licenses and Inspections", "Licencias e Inspecciones"), ("Emergency Management", "Manejo de Emergencias"), ("The Water Department", "El Departamento de Agua"), ("City Council", "El Concejo Municipal")),
        Ask.Know("k-fair-housing", "Somebody is refused a home because of where they were born. Which office can they turn to?", "A alguien le niegan una vivienda por el lugar donde nació. ¿A qué oficina puede acudir?",
            ("The Commission on Human Relations", "A la Comisión de Relaciones Humanas"), ("The Streets Department", "Al Departamento de Calles"), ("The Water Department", "Al Departamento de Agua"), ("No office", "A ninguna oficina")),
    ];
}
