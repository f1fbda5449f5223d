using Engagement.Core.Common;

namespace Engagement.Core.Demo;

/// <summary>
/// Invented people: given and family names of the city's many origins, drawn from a seed. Their mail addresses end in example.org
/// and their telephone numbers lie in 555-0100 … 555-0199, the range kept free for fiction, so that nobody real can be reached.
/// </summary>
internal sealed class DemoPeople(Random random)
{
    /// <summary>One invented person.</summary>
    public sealed record Invented(string Given, string Family, string Language, string? Email, string? Phone, string Neighborhood, string Zip);

    private static readonly string[] Given =
    [
        "Aaliyah", "Ada", "Adrián", "Aisha", "Alejandra", "Amara", "Andre", "Ángel", "Anh", "Anthony", "Beatriz", "Benjamin", "Bich", "Brianna", "Camila", "Carlos",
        "Carmen", "Cecilia", "Chantal", "Charles", "Chidi", "Christine", "Claire", "Daniel", "Darnell", "Deborah", "Denise", "Diego", "Dmitri", "Dolores", "Dorothy",
        "Ebony", "Eduardo", "Elena", "Elijah", "Emma", "Esperanza", "Ethel", "Fatima", "Felicia", "Femi", "Francesca", "Gabriel", "Gloria", "Grace", "Hana", "Harold",
        "Hoa", "Ibrahim", "Imani", "Inés", "Isaac", "Isabel", "Ivan", "Jamal", "James", "Jasmine", "Javier", "Jerome", "Joanna", "Jorge", "José", "Joyce", "Juan",
        "Keisha", "Kevin", "Khadija", "Kwame", "Lamar", "Latoya", "Leonard", "Linh", "Lourdes", "Lucia", "Luis", "Malik", "Marcus", "Margaret", "María", "Marisol",
        "Mei", "Michael", "Minh", "Miriam", "Mohammed", "Monique", "Nadia", "Natalia", "Nathaniel", "Ngozi", "Nia", "Nicole", "Oksana", "Olivia", "Omar", "Oscar",
        "Pablo", "Patricia", "Paul", "Pedro", "Quinn", "Rachel", "Rafael", "Raheem", "Rosa", "Ruth", "Samuel", "Sandra", "Sasha", "Shanice", "Sofía", "Stephanie",
        "Tamika", "Teresa", "Thi", "Thomas", "Tiffany", "Trang", "Tyrone", "Valeria", "Victor", "Vivian", "Walter", "Wei", "Xavier", "Yolanda", "Yusuf", "Zoe",
    ];

    private static readonly string[] Family =
    [
        "Abdi", "Acosta", "Adams", "Adeyemi", "Alvarez", "Anderson", "Baker", "Banks", "Barnes", "Bello", "Bennett", "Boateng", "Brooks", "Brown", "Bui", "Butler",
        "Campbell", "Carter", "Castro", "Chen", "Coleman", "Collins", "Cruz", "Davis", "Delgado", "Diallo", "Díaz", "Dixon", "Dougherty", "Edwards", "Ellis", "Evans",
        "Fernández", "Fields", "Flores", "Foster", "Franklin", "Freeman", "Gallagher", "García", "Gibson", "Gómez", "Gordon", "Graham", "Grant", "Green", "Gutiérrez",
        "Hall", "Harris", "Hayes", "Hernández", "Hill", "Hoang", "Howard", "Hughes", "Huang", "Ivanova", "Jackson", "Jenkins", "Johnson", "Jones", "Kelly", "Khan",
        "Kim", "King", "Kowalski", "Kravchenko", "Le", "Lee", "Lewis", "Lopez", "Mahoney", "Martin", "Martínez", "Mason", "Mensah", "Miller", "Mitchell", "Moore",
        "Morales", "Murphy", "Murray", "Ndiaye", "Nguyen", "Núñez", "O'Brien", "Okafor", "Ortiz", "Owens", "Park", "Parker", "Patel", "Peña", "Pérez", "Pham",
        "Phillips", "Popov", "Price", "Ramírez", "Reed", "Reyes", "Richardson", "Rivera", "Roberts", "Robinson", "Rodríguez", "Rojas", "Ross", "Ruiz", "Russo",
        "Sánchez", "Santiago", "Scott", "Shevchenko", "Simmons", "Singh", "Smith", "Stewart", "Sullivan", "Taylor", "Thomas", "Torres", "Tran", "Turner", "Vargas",
        "Vázquez", "Walker", "Wallace", "Wang", "Ward", "Washington", "Watson", "White", "Williams", "Wilson", "Wood", "Wright", "Yang", "Young", "Zhang",
    ];

    private static readonly (string Name, string Zip)[] Homes =
    [
        ("Fishtown", "19125"), ("Kensington", "19134"), ("Northern Liberties", "19123"), ("Fairhill", "19133"), ("Strawberry Mansion", "19132"), ("Germantown", "19144"),
        ("Mount Airy", "19119"), ("Mayfair", "19149"), ("Frankford", "19124"), ("Olney", "19120"), ("Kingsessing", "19143"), ("West Philadelphia", "19139"),
        ("Mantua", "19104"), ("Point Breeze", "19146"), ("South Philadelphia", "19148"), ("Eastwick", "19153"), ("Chinatown", "19107"), ("Roxborough", "19128"),
    ];

    // Names whose printing is worth seeing: Vietnamese, Spanish with a hyphen, Ukrainian, a long one.
    private static readonly (string Given, string Family)[] Remarkable =
        [("Ánh Thị", "Nguyễn"), ("José", "Peña-Núñez"), ("Ołena", "Шевченко"), ("Bartholomew Maximilian", "Featherstonehaugh-Cholmondeley")];

    private readonly HashSet<string> taken = [];

    /// <summary>The next person; no two have the same name. Nine in ten left a telephone number or a mail address.</summary>
    public Invented Next()
    {
        var (given, family) = NextName();
        var (neighborhood, zip) = Homes[random.Next(Homes.Length)];
        var address = Text.Folded($"{given}.{family}").Replace(' ', '.') + "@example.org";
        var reach = random.Next(10);
        return new Invented(given, family, random.Next(6) == 0 ? "es" : "en",
            reach < 7 ? address : null, reach is > 4 and < 9 ? NextPhone() : null, neighborhood, zip);
    }

    /// <summary>A telephone number of the range for fiction.</summary>
    public string NextPhone() => $"215-555-01{random.Next(100):00}";

    private (string Given, string Family) NextName()
    {
        while (true)
        {
            var name = taken.Count < Remarkable.Length ? Remarkable[taken.Count] : (Given[random.Next(Given.Length)], Family[random.Next(Family.Length)]);
            if (taken.Add(name.Item1 + " " + name.Item2)) return name;
        }
    }
}
