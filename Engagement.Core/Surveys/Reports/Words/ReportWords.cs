using System.Globalization;

namespace Engagement.Core.Surveys.Reports;

/// <summary>The words of a report in English or Spanish, for pages and PDF alike.</summary>
public sealed class ReportWords
{
    private readonly bool spanish;

    private ReportWords(bool spanish)
    {
        this.spanish = spanish;
        Culture = CultureInfo.GetCultureInfo(spanish ? "es-US" : "en-US");
    }

    /// <summary>English.</summary>
    public static ReportWords English { get; } = new(spanish: false);

    /// <summary>Spanish.</summary>
    public static ReportWords Spanish { get; } = new(spanish: true);

    /// <summary>The words of a language; English where there are none.</summary>
    public static ReportWords For(string language) => language.StartsWith("es", StringComparison.OrdinalIgnoreCase) ? Spanish : English;

    /// <summary>Language (BCP 47).</summary>
    public string Language => spanish ? "es" : "en";

    /// <summary>How numbers and dates are written.</summary>
    public CultureInfo Culture { get; }

    /// <summary>One of the two.</summary>
    public string Say(string english, string inSpanish) => spanish ? inSpanish : english;

    // Column heads and titles of sections: the text beside says it all.
#pragma warning disable CS1591
    public string Before => Say("Before", "Antes");
    public string After => Say("After", "Después");
    public string Answer => Say("Answer", "Respuesta");
    public string Answered => Say("Answered", "Respondieron");
    public string InShort => Say("In short", "En pocas palabras");
    public string Questions => Say("Question by question", "Pregunta por pregunta");
    public string TookPart => Say("Who took part", "Quiénes participaron");
    public string HowMany => Say("How many", "Cuántos");
    public string Enrolled => Say("Had a seat", "Tenían un lugar");
    public string MayBeAsked => Say("May be asked (consent)", "Se les puede preguntar (consentimiento)");
    public string HandedInBefore => Say("Handed in before", "Entregaron antes");
    public string HandedInAfter => Say("Handed in afterwards", "Entregaron después");
    public string HandedIn => Say("Handed in", "Entregaron");
    public string Matched => Say("Both, paired by code", "Ambas, unidas por código");
    public string Unpaired => Say("On anonymous tickets, not paired", "Con boletos anónimos, sin unir");
    public string Step => Say("Step", "Paso");
    public string Repaired => Say("Codes with one mistyped character put right", "Códigos con un carácter corregido");
    public string Missing => Say("Why some are missing", "Por qué faltan algunos");
    public string Reason => Say("Reason", "Razón");
    public string Cohort => Say("Cohort", "Grupo");
    public string Site => Say("Site", "Lugar");
    public string SchoolYear => Say("School year", "Año escolar");
    public string SessionsAttended => Say("Sessions attended", "Sesiones a las que asistieron");
    public string Average => Say("Average", "Promedio");
    public string Score => Say("Knowledge questions together", "Preguntas de conocimiento en conjunto");
    public string Stayers => Say("Those who answered both times, and those who answered only before", "Quienes respondieron ambas veces y quienes solo respondieron antes");
    public string BothTimes => Say("Both times", "Ambas veces");
    public string OnlyBefore => Say("Only before", "Solo antes");
    public string Versions => Say("What was asked", "Qué se preguntó");
    public string HowComputed => Say("How this was computed, and what it can't tell", "Cómo se calculó y qué no puede decir");
    public string NotShown => Say("too few to show", "muy pocos para mostrar");
    public string Figures => Say("Figures", "Cifras");

#pragma warning restore CS1591

    /// <summary>Title of a split.</summary>
    public string SplitTitle(SplitBy by) => by switch
    {
        SplitBy.Cohort => Say("By cohort", "Por grupo"),
        SplitBy.Site => Say("By site", "Por lugar"),
        SplitBy.SchoolYear => Say("Over the school years", "A lo largo de los años escolares"),
        _ => Say("By sessions attended", "Por sesiones a las que asistieron"),
    };

    /// <summary>Column of a split.</summary>
    public string SplitHead(SplitBy by) => by switch { SplitBy.Cohort => Cohort, SplitBy.Site => Site, SplitBy.SchoolYear => SchoolYear, _ => SessionsAttended };

    /// <summary>A group of a split.</summary>
    public string SplitName(SplitBy by, string name) => by != SplitBy.Attended ? name : name switch
    {
        "0" => Say("All sessions", "Todas las sesiones"),
        "1" => Say("Three quarters or more, not all", "Tres cuartas partes o más, no todas"),
        "2" => Say("Fewer than three quarters", "Menos de tres cuartas partes"),
        _ => Say("Not all sessions", "No todas las sesiones"),
    };

    /// <summary>Why somebody is missing.</summary>
    public string Loss(LossReason reason) => reason switch
    {
        LossReason.Left => Say("Was not enrolled any more", "Ya no estaba inscrito"),
        LossReason.NoConsent => Say("No consent", "Sin consentimiento"),
        LossReason.Absent => Say("Was not there that day", "No estuvo ese día"),
        LossReason.NotHandedIn => Say("Began and did not hand in", "Empezó y no entregó"),
        _ => Say("No answer, no reason known", "Sin respuesta, razón desconocida"),
    };

    /// <summary>Those who answered, in the middle of a sentence.</summary>
    public string People(SurveyReport report, int count) => report.Students
        ? count == 1 ? Say("student", "estudiante") : Say("students", "estudiantes")
        : count == 1 ? Say("person", "persona") : Say("people", "personas");

    /// <summary>A whole number.</summary>
    public string Number(int number) => number.ToString("N0", Culture);

    /// <summary>A number with one decimal.</summary>
    public string Decimal(double number) => number.ToString("0.0", Culture);

    /// <summary>A fraction as whole percent.</summary>
    public string Percent(double fraction) => Math.Round(100 * fraction, MidpointRounding.AwayFromZero).ToString("0", Culture) + Say("%", " %");

    /// <summary>A day.</summary>
    public string Day(DateOnly day) => day.ToString(Say("MMMM d, yyyy", "d 'de' MMMM 'de' yyyy"), Culture);
}
