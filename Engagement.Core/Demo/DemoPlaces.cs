namespace Engagement.Core.Demo;

/// <summary>
/// Places and organisations of the demo city. The names of sites, departments and partners are real and public, so that the screens look
/// like the city's; everything that is said to happen there, and every person, is invented.
/// </summary>
internal static class DemoPlaces
{
    public sealed record Place(string Name, string Address, string Neighborhood, string Zip, int Computers, (string Name, int Seats)[] Rooms);

    public sealed record Organisation(string Name, string? Short, string? About, string Website);

    public static readonly Place[] Sites =
    [
        new("City Hall, Office of Philly311", "1400 John F. Kennedy Blvd", "Center City", "19107", 12, [("Training room", 10), ("Conversation hall", 60)]),
        new("Penn Treaty School", "600 E Thompson St", "Fishtown", "19125", 4, [("Room 104", 28), ("Room 106", 28)]),
        new("Parkway Central Library", "1901 Vine St", "Logan Square", "19103", 20, [("Meeting room 1", 40), ("Meeting room 2", 20)]),
        new("Lucien E. Blackwell West Philadelphia Regional Library", "125 S 52nd St", "West Philadelphia", "19139", 16, [("Community room", 45)]),
        new("Lillian Marrero Library", "601 W Lehigh Ave", "Fairhill", "19133", 12, [("Community room", 35)]),
        new("Joseph E. Coleman Northwest Regional Library", "68 W Chelten Ave", "Germantown", "19144", 18, [("Auditorium", 80), ("Study room", 14)]),
        new("Northeast Regional Library", "2228 Cottman Ave", "Mayfair", "19149", 18, [("Meeting room", 50)]),
        new("South Philadelphia Library", "1700 S Broad St", "South Philadelphia", "19145", 14, [("Community room", 40)]),
        new("Widener Library", "2808 W Lehigh Ave", "Strawberry Mansion", "19132", 10, [("Meeting room", 24)]),
        new("Kingsessing Recreation Center", "4901 Kingsessing Ave", "Kingsessing", "19143", 6, [("Club room", 30)]),
        new("Fishtown Recreation Center", "1202 E Montgomery Ave", "Fishtown", "19125", 2, [("Upstairs room", 26)]),
        new("Municipal Services Building", "1401 John F. Kennedy Blvd", "Center City", "19102", 0, [("Room 16 A", 45), ("Concourse room", 90)]),
    ];

    public static readonly Organisation[] Departments =
    [
        new("Philly311", "311", null, "https://www.phila.gov/311/"),
        new("Department of Licenses and Inspections", "L&I", null, "https://www.phila.gov/li/"),
        new("Streets Department", "Streets", null, "https://www.phila.gov/streets/"),
        new("District Attorney's Office", "DAO", null, "https://phillyda.org/"),
        new("Office of Emergency Management", "OEM", null, "https://www.phila.gov/oem/"),
        new("Commission on Human Relations", "PCHR", null, "https://www.phila.gov/humanrelations/"),
        new("Water Department", "PWD", null, "https://water.phila.gov/"),
        new("Parks and Recreation", "PPR", null, "https://www.phila.gov/parksandrec/"),
    ];

    public static readonly Organisation[] Partners =
    [
        new("Mural Arts Philadelphia", null, "Art in public places, and an answer to graffiti.", "https://www.muralarts.org/"),
        new("PhillyRising", null, "Works with neighborhoods that have chronic crime and quality-of-life problems.", "https://www.phila.gov/"),
        new("Philadelphia Youth Commission", null, "Young people who advise the city.", "https://www.phila.gov/"),
        new("After School Activities Partnerships", "ASAP", "Clubs for chess, debate and drama after school.", "https://www.phillyasap.org/"),
        new("EducationWorks", null, "After-school programs in schools.", "https://www.educationworks.org/"),
    ];

    public static readonly string[] AcademyTopics =
    [
        "How 311 works, and how the city answers", "Licenses and inspections: buildings, vacant lots, permits", "Streets: trash, recycling, potholes, lights",
        "The District Attorney: courts and neighborhoods", "Emergencies: be ready, stay informed", "Fair housing and human relations",
        "Water: bills, mains, green streets", "From concern to result; graduation",
    ];

    public static readonly string[] YouthTopics =
        ["What is 311? A walk around the block", "Mural Arts: graffiti and art", "PhillyRising: leadership and branding", "The Youth Commission", "After-school clubs, and what we have learned"];

    public static readonly string[] LiaisonTopics = ["What liaisons do, and the service catalog", "Entering service requests", "Following up, and telling neighbors"];

    public static readonly string[] WorkshopTopics = ["Listening under pressure", "Plain language", "Serving people with disabilities", "Measuring what matters", "Thank-you breakfast"];
}
