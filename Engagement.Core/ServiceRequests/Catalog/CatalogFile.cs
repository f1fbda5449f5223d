using System.Globalization;
using System.Text;
using System.Text.Json;
using Engagement.Core.Common;
using Engagement.Core.People;

namespace Engagement.Core.ServiceRequests;

/// <summary>
/// Reads a list of services: CSV with the columns service_code, service_name, group, department, keywords, target_days, description; or JSON as Open311
/// servers answer it (an array of services), where "department", "target_days" and "attributes" may be added. Pure: no database.
/// </summary>
public static class CatalogFile
{
    /// <summary>Largest file, in bytes (1 MB).</summary>
    public const int MostBytes = 1024 * 1024;

    /// <summary>Most services.</summary>
    public const int MostServices = 2000;

    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, PropertyNameCaseInsensitive = true, MaxDepth = 12 };

    /// <summary>The services of a file, or why it can't be read. Each is checked when it is imported.</summary>
    public static Result<IReadOnlyList<ServiceInput>> Read(byte[] bytes)
    {
        if (bytes.Length > MostBytes) return new CatalogProblem("The file is larger than 1 MB.");
        var text = Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF', ' ', '\n', '\r', '\t');
        var read = text is ['[' or '{', ..] ? Json(text) : Sheet(bytes);
        if (!read.Ok) return read;
        if (read.Value.Count == 0) return new CatalogProblem("There are no services in the file.");
        if (read.Value.Count > MostServices) return new CatalogProblem($"The file has more than {MostServices:N0} services.");
        return read;
    }

    private static Result<IReadOnlyList<ServiceInput>> Sheet(byte[] bytes)
    {
        var sheet = SheetReader.Read(bytes);
        if (!sheet.Ok) return sheet.Error;
        var heading = sheet.Value.Rows[0].Cells.Select(h => h.Trim().ToLowerInvariant()).ToList();
        if (!heading.Contains("service_code") || !heading.Contains("service_name"))
            return new CatalogProblem("The first row must name the columns; service_code and service_name have to be among them.");
        return sheet.Value.Rows.Skip(1).Select(row =>
        {
            string? Cell(string name) => heading.IndexOf(name) is >= 0 and var i && i < row.Cells.Count ? Text.Clean(row.Cells[i]) : null;
            return new ServiceInput
            {
                Code = Cell("service_code"),
                Name = Cell("service_name"),
                Group = Cell("group"),
                Department = Cell("department"),
                Keywords = Cell("keywords"),
                Description = Cell("description"),
                // What is no number fails the check of the target, with its row.
                TargetDays = Cell("target_days") is { } days ? int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : -1 : null,
            };
        }).ToList();
    }

    private static Result<IReadOnlyList<ServiceInput>> Json(string text)
    {
        try
        {
            var services = JsonSerializer.Deserialize<List<JsonService>>(text, Options) ?? [];
            return services.ConvertAll(s => new ServiceInput
            {
                Code = s.ServiceCode,
                Name = s.ServiceName,
                Description = s.Description,
                Group = s.Group,
                Keywords = s.Keywords,
                Department = s.Department,
                TargetDays = s.TargetDays,
                Attributes = [.. (s.Attributes ?? []).OrderBy(a => a.Order).Select(a => a.ToInput())],
            });
        }
        catch (JsonException e)
        {
            return new CatalogProblem($"The file is not a JSON list of services (line {e.LineNumber + 1}).");
        }
    }

    private sealed record JsonService(string? ServiceCode, string? ServiceName, string? Description, string? Group, string? Keywords, string? Department, int? TargetDays, List<JsonAttribute>? Attributes);

    private sealed record JsonAttribute(string? Code, bool Variable, string? Datatype, bool Required, int Order, string? Description, List<JsonValue>? Values)
    {
        public AttributeInput ToInput() => new()
        {
            Code = Code,
            Asks = Variable,
            Type = Enum.TryParse<AttributeType>(Datatype, ignoreCase: true, out var type) ? type : (AttributeType)(-1),
            Required = Required,
            Question = Description,
            Values = string.Join('\n', (Values ?? []).Select(v => $"{v.Key} = {v.Name}")),
        };
    }

    private sealed record JsonValue(string? Key, string? Name);
}

/// <summary>A list of services can't be read.</summary>
public sealed record CatalogProblem(string What) : Error(What);
