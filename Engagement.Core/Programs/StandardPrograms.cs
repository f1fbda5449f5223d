namespace Engagement.Core.Programs;

/// <summary>The programs with which an office starts; afterwards they are data like any other.</summary>
internal static class StandardPrograms
{
    public static IReadOnlyList<ProgramInput> All() =>
    [
        new()
        {
            Name = "Citizens Engagement Academy", Slug = "academy", Color = "#0f4d90",
            Description = "Eight weekly evenings with the people who run the city's services: 311, Licenses & Inspections, Streets, the District Attorney, Emergency Management, Human Relations and others.",
            DefaultSessions = 8, DefaultMinutes = 60, DefaultCapacity = 30, LeastSessions = 6, Grants = Grants.CertificateAndLiaisonAccount,
        },
        new()
        {
            Name = "Youth Engagement Program", Slug = "youth", Color = "#a3400a", ForMinors = true,
            Description = "Five afternoons for students of 11 to 18: how the city works, a walk around the block, and what young people can change where they live.",
            DefaultSessions = 5, DefaultMinutes = 60, DefaultCapacity = 30, LeastSessions = 4,
        },
        new()
        {
            Name = "Neighborhood Liaison training", Slug = "liaison", Color = "#17662f",
            Description = "Training for residents who report and follow up their neighborhood's service requests with an account of their own.",
            DefaultSessions = 3, DefaultMinutes = 120, DefaultCapacity = 8, LeastSessions = 3, Grants = Grants.CertificateAndLiaisonAccount,
        },
        new()
        {
            Name = "Workshop series", Slug = "workshops", Color = "#6b2a86",
            Description = "Workshops for city employees, such as those of Customer Service Week.",
            DefaultSessions = 5, DefaultMinutes = 60, DefaultCapacity = 60, LeastSessions = 1,
            CertificateTitle = "Certificate of Attendance", CertificateText = "has attended {sessions} workshops ({hours} hours) of {program}, {from} to {to}.",
        },
    ];
}
