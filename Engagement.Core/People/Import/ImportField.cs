using Engagement.Core.Common;

namespace Engagement.Core.People;

/// <summary>What a column of a list can hold.</summary>
public enum ImportField
{
    /// <summary>Left out.</summary>
    None,

    /// <summary>Given names.</summary>
    GivenName,

    /// <summary>Family names.</summary>
    FamilyName,

    /// <summary>Both in one cell: "Ana Ruiz" or "Ruiz, Ana".</summary>
    FullName,

    /// <summary>Name as printed.</summary>
    NameAsPrinted,

    /// <summary>Age in years, or a band.</summary>
    Age,

    /// <summary>E-mail.</summary>
    Email,

    /// <summary>Telephone.</summary>
    Phone,

    /// <summary>Language, by code or name.</summary>
    Language,

    /// <summary>Neighborhood.</summary>
    Neighborhood,

    /// <summary>ZIP code.</summary>
    Zip,

    /// <summary>Accessibility needs.</summary>
    AccessNeeds,

    /// <summary>Guardian's name.</summary>
    GuardianName,

    /// <summary>Guardian's relation.</summary>
    GuardianRelation,

    /// <summary>Guardian's e-mail.</summary>
    GuardianEmail,

    /// <summary>Guardian's telephone.</summary>
    GuardianPhone,
}

/// <summary>Names of the fields, and the headings by which columns are recognised, in English and Spanish.</summary>
public static class ImportFields
{
    private static readonly (ImportField Field, string Label, string Headings)[] Known =
    [
        (ImportField.GivenName, "Given name", "given name|first name|firstname|forename|first|given|student first name|participant first name|nombre|nombres|primer nombre|nombre de pila"),
        (ImportField.FamilyName, "Family name", "family name|last name|lastname|surname|last|family|student last name|participant last name|apellido|apellidos"),
        (ImportField.FullName, "Full name", "full name|fullname|name|student|student name|participant|participant name|resident|nombre completo|nombre y apellido|nombre y apellidos|estudiante|alumno|participante"),
        (ImportField.NameAsPrinted, "Name as printed", "name as printed|printed name|name on certificate|certificate name|preferred name|nombre impreso|nombre en el certificado|nombre preferido"),
        (ImportField.Age, "Age", "age|age band|age group|age range|years|edad|grupo de edad"),
        (ImportField.Email, "E-mail", "e mail|email|e mail address|email address|mail|student email|correo|correo electronico|direccion de correo"),
        (ImportField.Phone, "Telephone", "phone|telephone|phone number|telephone number|cell|cell phone|mobile|tel|telefono|celular|movil|numero de telefono"),
        (ImportField.Language, "Language", "language|preferred language|home language|primary language|idioma|lengua|idioma preferido"),
        (ImportField.Neighborhood, "Neighborhood", "neighborhood|neighbourhood|area|community|barrio|vecindario|colonia"),
        (ImportField.Zip, "ZIP code", "zip|zip code|zipcode|postal code|postcode|codigo postal|cp"),
        (ImportField.AccessNeeds, "Accessibility needs", "accessibility needs|access needs|accommodations|accommodation|accessibility|special needs|necesidades|necesidades de accesibilidad|accesibilidad"),
        (ImportField.GuardianName, "Guardian's name", "guardian|guardian name|guardian s name|parent|parent name|parent guardian|parent guardian name|parent or guardian|mother|father|padre|madre|tutor|nombre del tutor|padre o tutor|padre madre o tutor|nombre del padre|nombre de la madre"),
        (ImportField.GuardianRelation, "Guardian's relation", "guardian relation|guardian s relation|relation|relationship|relationship to student|relacion|parentesco"),
        (ImportField.GuardianEmail, "Guardian's e-mail", "guardian email|guardian e mail|guardian s e mail|guardian s email|parent email|parent e mail|parent guardian email|correo del tutor|correo del padre|correo de la madre|correo de los padres"),
        (ImportField.GuardianPhone, "Guardian's telephone", "guardian phone|guardian telephone|guardian s telephone|guardian s phone|parent phone|parent telephone|parent cell|parent guardian phone|emergency phone|telefono del tutor|telefono del padre|telefono de la madre"),
    ];

    private static readonly Dictionary<string, ImportField> ByHeading =
        Known.SelectMany(k => k.Headings.Split('|').Select(h => (h, k.Field))).ToDictionary(p => p.h, p => p.Field);

    /// <summary>All fields with their labels, in the order in which they are offered.</summary>
    public static IReadOnlyList<(ImportField Field, string Label)> All { get; } = [.. Known.Select(k => (k.Field, k.Label))];

    /// <summary>The label of a field.</summary>
    public static string Label(this ImportField field) => All.FirstOrDefault(f => f.Field == field).Label ?? "Leave out";

    /// <summary>The field that a heading means, whatever its case, accents and punctuation.</summary>
    public static ImportField Of(string? heading) => ByHeading.GetValueOrDefault(Heading(heading));

    /// <summary>A heading as it is compared.</summary>
    internal static string Heading(string? heading) => Text.Folded((heading ?? "").Replace('.', ' ')).Trim();
}
