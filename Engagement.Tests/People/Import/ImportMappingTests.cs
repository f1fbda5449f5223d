using Engagement.Core.People;

namespace Engagement.Tests.People.Import;

public class ImportMappingTests
{
    private static ImportMapping Map(string heading) => ImportMapping.For(SheetReader.Read(heading + "\n").OrThrow());

    [Theory]
    [InlineData("First Name,Last Name,E-Mail Address,Phone #", "GivenName FamilyName Email Phone")]
    [InlineData("Nombre;Apellidos;Correo electrónico;Teléfono;Código Postal", "GivenName FamilyName Email Phone Zip")]
    [InlineData("Nombre,Edad", "FullName Age")]
    [InlineData("Name,Last name", "GivenName FamilyName")]
    [InlineData("STUDENT,Age Group,Parent/Guardian,Relationship,Parent E-mail,Parent Phone", "FullName Age GuardianName GuardianRelation GuardianEmail GuardianPhone")]
    [InlineData("Estudiante,Idioma,Barrio,Padre o tutor,Parentesco", "FullName Language Neighborhood GuardianName GuardianRelation")]
    [InlineData("Name,Shoe size", "FullName None")]
    public void For_HeadingsInTwoLanguages_AreRecognised(string heading, string fields)
    {
        var mapping = Map(heading);
        string.Join(' ', mapping.Fields).ShouldBe(fields);
        (mapping.HasHeading, mapping.Problems()).ShouldBe((true, null));
    }

    [Fact]
    public void For_NoKnownHeading_TakesTheFirstRowAsDataAndSaysSo()
    {
        var mapping = Map("Ana,Ruiz,19107");
        mapping.HasHeading.ShouldBeFalse();
        mapping.Warnings.ShouldHaveSingleItem().ShouldContain("None of the columns");
        mapping.Problems().ShouldNotBeNull().Message.ShouldContain("No column holds names");
    }

    [Fact]
    public void For_HeadingTwice_UsesTheFirstAndSaysSo()
    {
        var mapping = Map("Name,E-mail,email");
        mapping.Fields.ShouldBe([ImportField.FullName, ImportField.Email, ImportField.None]);
        Map("Name,E-mail,E-mail").Warnings.ShouldHaveSingleItem().ShouldContain("columns 2, 3");
    }

    [Fact]
    public void Problems_OneFieldForTwoColumns_IsRefused()
    {
        var mapping = Map("Name,Zip");
        mapping.Fields[1] = ImportField.FullName;
        mapping.Problems().ShouldNotBeNull().Message.ShouldContain("chosen for 2 columns");
    }

    [Theory]
    [InlineData("12", AgeBand.From11To13)]
    [InlineData("11–13", AgeBand.From11To13)]
    [InlineData("14 to 15", AgeBand.From14To15)]
    [InlineData("17 años", AgeBand.From16To17)]
    [InlineData("9", AgeBand.Under11)]
    [InlineData("under 11", AgeBand.Under11)]
    [InlineData("18+", AgeBand.Adult)]
    [InlineData("Adulta", AgeBand.Adult)]
    [InlineData("52", AgeBand.Adult)]
    [InlineData("11-17", null)]
    [InlineData("2", null)]
    [InlineData("unknown", null)]
    [InlineData("5/6/2011", null)]
    public void Age_YearsOrBands_AreUnderstood(string cell, AgeBand? age) => ImportCells.Age(cell).ShouldBe(age);

    [Theory]
    [InlineData("Ruiz, Ana María", "Ana María", "Ruiz")]
    [InlineData("Ana María Ruiz", "Ana María", "Ruiz")]
    [InlineData("Sukarno", "Sukarno", null)]
    [InlineData("Ruiz,", "Ruiz,", null)]
    public void Split_FullNames_GivesBothParts(string name, string given, string? family) => ImportCells.Split(name).ShouldBe((given, family));
}
