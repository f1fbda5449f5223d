using System.Diagnostics;
using Engagement.Core.People;

namespace Engagement.Tests.People;

public class DuplicateFinderTests
{
    private static Candidate Somebody(string given, string family, string? email = null, string? phone = null, string? zip = null, bool minor = false, string? guardian = null) =>
        Candidate.Of(Guid.CreateVersion7(), given, family, email, phone, zip, null, minor, [guardian]);

    [Theory]
    [InlineData("kitten", "kitten", 0)]
    [InlineData("maria", "amria", 1)]
    [InlineData("maria", "mara", 1)]
    [InlineData("peña", "pena", 1)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("", "ab", 2)]
    public void Between_Words_IsTheNumberOfErrors(string a, string b, int distance) => NameDistance.Between(a, b, 3).ShouldBe(distance);

    [Fact]
    public void Compare_OnePersonTwice_SaysWhy()
    {
        DuplicateFinder.Compare(Somebody("José", "Peña", "j@example.org"), Somebody("jose", "pena", "J@example.org")).ShouldNotBeNull().Reasons.ShouldBe(["same name", "same e-mail"]);
        DuplicateFinder.Compare(Somebody("Ana", "Ruiz"), Somebody("Ruiz", "Ana")).ShouldNotBeNull().Reasons.ShouldBe(["same name, words swapped"]);
        DuplicateFinder.Compare(Somebody("Katherine", "Johnson", zip: "19107"), Somebody("Kathrine", "Johnson", zip: "19107")).ShouldNotBeNull().Reasons.ShouldBe(["nearly the same name", "same ZIP code"]);
        DuplicateFinder.Compare(Somebody("Jhon", "Freemann", zip: "19107"), Somebody("John", "Freeman", zip: "19107")).ShouldNotBeNull();
        DuplicateFinder.Compare(Somebody("Ana María", "Ruiz", phone: "215 555 0100"), Somebody("Ana", "Ruiz", phone: "(215) 555-0100")).ShouldNotBeNull().Reasons.ShouldBe(["one name is a part of the other", "same telephone"]);
    }

    [Fact]
    public void Compare_TwoPeople_IsNoPair()
    {
        DuplicateFinder.Compare(Somebody("Ana", "Ruiz", minor: true, guardian: "rosa@example.org"), Somebody("Luis", "Ruiz", minor: true, guardian: "rosa@example.org")).ShouldBeNull();
        DuplicateFinder.Compare(Somebody("John", "Lee", "a@example.org"), Somebody("John", "Lee", "b@example.org")).ShouldBeNull();
        DuplicateFinder.Compare(Somebody("John", "Lee"), Somebody("John", "Lee", minor: true)).ShouldBeNull();
        DuplicateFinder.Compare(Somebody("Ana", "Ruiz"), Somebody("Eva", "Ruiz")).ShouldBeNull();
        DuplicateFinder.Compare(Somebody("José", "Freeman", zip: "19120"), Somebody("Zoe", "Freeman", zip: "19120")).ShouldBeNull();
        DuplicateFinder.Compare(Somebody("Gloria", "Pham", phone: "215 555 0196"), Somebody("Gloria", "Khan", phone: "215 555 0196")).ShouldBeNull();
    }

    [Fact]
    public void Find_FiveThousandPeople_FindsThePlantedPairsInAMoment()
    {
        string[] given = ["Maria", "José", "Aisha", "Wei", "Olena", "James", "Linh", "Fatima", "Andre", "Grace", "Noah", "Ivy", "Samuel", "Rosa", "Dmitri", "Keisha", "Tom", "Nadia", "Carlos", "Yara"];
        string[] ends = ["son", "ez", "ski", "man", "ton", "berg", "ova", "field", "wood", "ley", "stein", "ham", "worth", "escu", "ini"];
        string[] starts = ["Al", "Bra", "Ca", "Do", "El", "Fa", "Gra", "Ho", "Ir", "Jo", "Ka", "La", "Mo", "Ne", "Or", "Pa", "Qua", "Ri", "Sa", "Tu", "Ul", "Va", "Wi", "Xe", "Yo", "Ze"];
        var people = new List<Candidate>();
        for (var i = 0; i < 4990; i++)
            people.Add(Somebody(given[i % given.Length], starts[i / 7 % starts.Length] + starts[i / 3 % starts.Length].ToLowerInvariant() + ends[i / 11 % ends.Length], $"p{i}@example.org", zip: $"{19100 + i % 47}"));
        for (var i = 0; i < 5; i++)
        {
            people.Add(Somebody("Planted", $"Twinsister{(char)('a' + i)}", zip: "19999"));
            people.Add(Somebody("Planetd", $"Twinsister{(char)('a' + i)}", zip: "19999"));
        }
        var watch = Stopwatch.StartNew();
        var pairs = DuplicateFinder.Find(people);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(60), "About a second on a quiet machine; comparing all with all would take minutes.");
        var planted = people.TakeLast(10).Select(p => p.Id).ToHashSet();
        for (var i = 0; i < 5; i++) pairs.ShouldContain(p => p.A == people[4990 + 2 * i].Id && p.B == people[4991 + 2 * i].Id);
        pairs.Count(p => planted.Contains(p.A)).ShouldBeGreaterThanOrEqualTo(5);
    }
}
