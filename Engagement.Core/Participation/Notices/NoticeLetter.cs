using System.Globalization;
using Engagement.Core.Data;
using Engagement.Core.Mail;
using Engagement.Core.Programs;

namespace Engagement.Core.Participation;

/// <summary>The fields and calendar entries that mails about cohorts have in common.</summary>
internal static class NoticeLetter
{
    /// <summary>Names, program and cohort.</summary>
    public static async Task<Dictionary<string, string>> FieldsAsync(EngagementDb db, IReadOnlyList<Guid> people, string program, string cohort, string language, CancellationToken cancel = default) => new()
    {
        ["names"] = await Household.NamesAsync(db, people, language, cancel),
        ["program"] = program,
        ["cohort"] = cohort,
    };

    /// <summary>Where a session is held, or its link.</summary>
    public static string PlaceOf(SessionFacts facts, string language) => facts.Place ?? facts.Session.OnlineLink ?? NoticeWords.In(language).Online;

    /// <summary>The name of a file with one session.</summary>
    public static string FileName(DateOnly date) => $"session-{date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.ics";
}

/// <summary>The few words that mails put together themselves.</summary>
internal sealed record NoticeWords(string Online, string Moved, string Was, string Cancelled, string Added, string Changed, string Materials)
{
    private static readonly NoticeWords English = new("online", "Moved: {0}, now {1}, {2}", " (before: {0})", "Cancelled: {0}, {1}", "New: {0}, {1}, {2}", "Changed: {0}, {1}, {2}", "{0}, {1}: {2}");

    private static readonly NoticeWords Spanish = new("en línea", "Nueva fecha o lugar: {0}, ahora {1}, {2}", " (antes: {0})", "Cancelada: {0}, {1}", "Nueva: {0}, {1}, {2}", "Cambio: {0}, {1}, {2}", "{0}, {1}: {2}");

    public static NoticeWords In(string language) => language.Split('-')[0] == "es" ? Spanish : English;
}
