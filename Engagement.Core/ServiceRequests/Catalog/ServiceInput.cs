using Engagement.Core.Common;

namespace Engagement.Core.ServiceRequests;

/// <summary>A service in the staff's list.</summary>
public sealed record ServiceRow(Guid Id, string Code, string Name, string? Group, string Department, int? TargetDays, int Asks, bool Active, int Requests);

/// <summary>A service as a form or an imported list holds it.</summary>
public sealed class ServiceInput
{
    /// <summary>Most questions of one service.</summary>
    public const int MostAttributes = 30;

    /// <summary>The version that the form was filled from; 0 for a new one.</summary>
    public int Version { get; set; }

    /// <inheritdoc cref="ServiceType.Code" />
    public string? Code { get; set; }

    /// <inheritdoc cref="ServiceType.Name" />
    public string? Name { get; set; }

    /// <inheritdoc cref="ServiceType.Description" />
    public string? Description { get; set; }

    /// <inheritdoc cref="ServiceType.Group" />
    public string? Group { get; set; }

    /// <inheritdoc cref="ServiceType.Keywords" />
    public string? Keywords { get; set; }

    /// <summary>Name of the department that answers for it; one that is not there yet is made.</summary>
    public string? Department { get; set; }

    /// <inheritdoc cref="ServiceType.TargetDays" />
    public int? TargetDays { get; set; }

    /// <inheritdoc cref="ServiceType.Active" />
    public bool Active { get; set; } = true;

    /// <summary>What it asks.</summary>
    public List<AttributeInput> Attributes { get; set; } = [];

    /// <summary>What is wrong with it, or null.</summary>
    internal Invalid? Problems()
    {
        var check = new Check()
            .Required(Code, nameof(Code), "The code", 60)
            .That(Text.Clean(Code)?.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.')) == true, nameof(Code), "A code has letters, digits, dots, dashes and underscores only.")
            .Required(Name, nameof(Name), "The name", 120)
            .Fits(Description, nameof(Description), "The description", 2000)
            .Fits(Group, nameof(Group), "The group", 60)
            .Fits(Keywords, nameof(Keywords), "The list of keywords", 400)
            .Required(Department, nameof(Department), "The department", 120)
            .That(TargetDays is < 1 or > 3650, nameof(TargetDays), "The target must be between 1 and 3,650 days.")
            .That(Attributes.Count > MostAttributes, nameof(Attributes), $"A service asks at most {MostAttributes} questions.");
        foreach (var twice in Attributes.GroupBy(a => Text.Clean(a.Code)).Where(g => g.Key is not null && g.Count() > 1))
            check.That(wrong: true, nameof(Attributes), $"Two questions have the code {twice.Key}.");
        foreach (var attribute in Attributes) attribute.Check(check);
        return check.Failed;
    }

    internal static ServiceInput From(ServiceType s, string department) => new()
    {
        Version = s.Version,
        Code = s.Code,
        Name = s.Name,
        Description = s.Description,
        Group = s.Group,
        Keywords = s.Keywords,
        Department = department,
        TargetDays = s.TargetDays,
        Active = s.Active,
        Attributes = [.. s.Attributes.Select(AttributeInput.From)],
    };

    internal void Fill(ServiceType s, Guid departmentId)
    {
        (s.Name, s.Description, s.Group) = (Text.Clean(Name)!, Text.CleanLines(Description), Text.Clean(Group));
        (s.Keywords, s.DepartmentId, s.TargetDays, s.Active) = (Text.Clean(Keywords), departmentId, TargetDays, Active);
        s.Attributes = [.. Attributes.Select(a => a.ToAttribute())];
    }
}

/// <summary>A question of a service as a form holds it.</summary>
public sealed class AttributeInput
{
    /// <summary>Code.</summary>
    public string? Code { get; set; }

    /// <summary>False for a text that is shown and asks nothing.</summary>
    public bool Asks { get; set; } = true;

    /// <summary>Kind of answer.</summary>
    public AttributeType Type { get; set; }

    /// <summary>True when it must be answered.</summary>
    public bool Required { get; set; }

    /// <summary>The question.</summary>
    public string? Question { get; set; }

    /// <summary>Answers of a list, one a line: "key = what is read", or the text alone.</summary>
    public string? Values { get; set; }

    /// <summary>True when it has a list of answers.</summary>
    public bool IsList => Type is AttributeType.SingleValueList or AttributeType.MultiValueList;

    /// <inheritdoc />
    public override string ToString() => $"{Question} ({Code}, {Type}{(Required ? ", must be answered" : "")}{(IsList ? $": {Values?.ReplaceLineEndings("; ")}" : "")})";

    internal void Check(Check check)
    {
        var values = Read();
        check.Required(Code, nameof(ServiceInput.Attributes), "The code of a question", 60)
            .Required(Question, nameof(ServiceInput.Attributes), "The text of a question", 400)
            .That(!Enum.IsDefined(Type), nameof(ServiceInput.Attributes), "Choose the kind of answer.")
            .That(Asks && IsList && values.Count == 0, nameof(ServiceInput.Attributes), $"“{Question}” needs a list of answers.")
            .That(values.Count > 100, nameof(ServiceInput.Attributes), $"“{Question}” has more than 100 answers.")
            .That(values.Exists(v => v.Key.Length > 60 || v.Name.Length > 200), nameof(ServiceInput.Attributes), $"An answer of “{Question}” is too long.")
            .That(values.DistinctBy(v => v.Key).Count() != values.Count, nameof(ServiceInput.Attributes), $"“{Question}” has the same answer twice.");
    }

    internal ServiceAttribute ToAttribute() => new()
    {
        Code = Text.Clean(Code)!,
        Variable = Asks,
        Type = Type,
        Required = Asks && Required,
        Description = Text.Clean(Question)!,
        Values = IsList ? Read() : [],
    };

    internal static AttributeInput From(ServiceAttribute a) => new()
    {
        Code = a.Code,
        Asks = a.Variable,
        Type = a.Type,
        Required = a.Required,
        Question = a.Description,
        Values = string.Join('\n', a.Values.Select(v => v.Key == v.Name ? v.Name : $"{v.Key} = {v.Name}")),
    };

    private List<AttributeValue> Read() =>
    [
        .. (Text.CleanLines(Values) ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(l => l.Split('=', 2, StringSplitOptions.TrimEntries)).Select(p => new AttributeValue { Key = p[0], Name = p[^1] }),
    ];
}
