using Engagement.Core.People;

namespace Engagement.Tests.People.Import;

public class ImportMatcherTests
{
    private static readonly Guid Ana = Guid.CreateVersion7();

    private static ImportMatcher Matcher() => new([KnownPerson.Of(Ana, "Ana", "Ruíz", "ana@example.org", "(215) 555-0100", minor: false, ["aunt@example.org"])]);

    private static PersonInput Row(string given, string family, string? email = null, string? phone = null, AgeBand age = AgeBand.Adult) =>
        new() { GivenName = given, FamilyName = family, Email = email, Phone = phone, Age = age };

    [Fact]
    public void Match_NameAndAContact_IsCertain()
    {
        Matcher().Match(2, Row("ana", "ruiz", "ANA@example.org")).ShouldBe(new ImportMatch(Ana, 0, "Ana Ruíz, ana@example.org, (215) 555-0100", Certain: true));
        Matcher().Match(2, Row("Ana", "Ruiz", phone: "+1 215 555 0100"))!.Certain.ShouldBeTrue();
        Matcher().Match(2, Row("Ruiz", "Ana", "aunt@example.org"))!.Certain.ShouldBeTrue();
    }

    [Fact]
    public void Match_NameAlone_IsForAPersonToDecide()
    {
        var match = Matcher().Match(2, Row("Ana", "Ruiz", "other@example.org"));
        match.ShouldNotBeNull().Certain.ShouldBeFalse();
        new ImportRow(2, Row("Ana", "Ruiz"), [], match).Decision.ShouldBe(ImportDecision.AddNew);
    }

    [Fact]
    public void Match_SiblingOrChildOfTheSameName_IsNotTheSamePerson()
    {
        Matcher().Match(2, Row("Luis", "Ruiz", "ana@example.org")).ShouldBeNull();
        Matcher().Match(2, Row("Ana", "Ruiz", "ana@example.org", age: AgeBand.From11To13))!.Certain.ShouldBeFalse();
    }

    [Fact]
    public void Match_RowRepeatedInTheFile_NamesTheEarlierRow()
    {
        var matcher = Matcher();
        matcher.Match(2, Row("Lee", "Wong", "lee@example.org")).ShouldBeNull();
        var again = matcher.Match(3, Row("Lee", "Wong", "lee@example.org"));
        again.ShouldBe(new ImportMatch(null, 2, "Lee Wong", Certain: true));
        new ImportRow(3, Row("Lee", "Wong"), [], again).Decision.ShouldBe(ImportDecision.Skip);
    }
}
