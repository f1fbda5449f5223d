namespace Engagement.Core.Surveys;

/// <summary>Three questions at the end of any session.</summary>
internal static class SessionFeedback
{
    public static SurveyContent Content { get; } = new()
    {
        Languages = Ask.Languages,
        Title = Words.Both("How was today?", "¿Cómo fue hoy?"),
        Thanks = Words.Both("Thank you! We read every answer.", "¡Gracias! Leemos todas las respuestas."),
        Questions =
        [
            Ask.Agree("session-useful", "Today’s session was useful to me.", "La sesión de hoy me fue útil."),
            Ask.Agree("session-clear", "I understood what was said.", "Entendí lo que se dijo."),
            Ask.Open("session-better", "What should be different next time?", "¿Qué debería ser diferente la próxima vez?"),
        ],
    };
}
