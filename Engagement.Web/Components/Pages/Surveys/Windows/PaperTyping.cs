using Engagement.Core.Surveys;

namespace Engagement.Web.Components.Pages.Surveys.Windows;

/// <summary>What two entries of one sheet have differently.</summary>
/// <param name="Item">The item; null for the code.</param>
/// <param name="First">As typed first.</param>
/// <param name="Second">As typed the second time.</param>
public sealed record PaperDifference(PaperItem? Item, string? First, string? Second)
{
    /// <summary>True when the second entry is right; null: not decided.</summary>
    public bool? TakeSecond { get; set; }
}

/// <summary>One sheet while it is typed, once or twice. The second entry is made without seeing the first; what differs is settled by looking at the paper.</summary>
public sealed class PaperTyping(SurveyContent content, bool twice)
{
    private PaperInput? first, second;

    /// <summary>True while the second entry is typed.</summary>
    public bool IsSecond => first is not null && Differences.Count == 0;

    /// <summary>What is to be settled; empty before and where both are the same.</summary>
    public IReadOnlyList<PaperDifference> Differences { get; private set; } = [];

    /// <summary>Takes an entry; answers the sheet to save, or null when something is still to be done.</summary>
    public PaperInput? Take(PaperInput entry)
    {
        if (!twice) return entry;
        if (first is null)
        {
            first = entry;
            return null;
        }
        second = entry;
        Differences = [.. Compared().Where(d => d.Item is { } item ? !PaperSheet.Same(item, d.First, d.Second) : Core.Common.CheckedCode.Read(d.First) != Core.Common.CheckedCode.Read(d.Second))];
        return Differences.Count == 0 ? With(entry) : null;
    }

    /// <summary>The sheet as it was settled; null while a difference is not decided.</summary>
    public PaperInput? Settle()
    {
        if (second is null || Differences.Any(d => d.TakeSecond is null)) return null;
        var typed = new Dictionary<string, string?>(second.Typed);
        foreach (var d in Differences.Where(d => d.Item is not null)) typed[d.Item!.Item] = d.TakeSecond == true ? d.Second : d.First;
        var code = Differences.FirstOrDefault(d => d.Item is null) is { TakeSecond: false } ? first!.Code : second.Code;
        return With(new PaperInput { Code = code, Typed = typed });
    }

    private IEnumerable<PaperDifference> Compared() =>
        PaperSheet.Items(content).Select(i => new PaperDifference(i, first!.Typed.GetValueOrDefault(i.Item), second!.Typed.GetValueOrDefault(i.Item)))
            .Prepend(new PaperDifference(null, first!.Code, second!.Code));

    private static PaperInput With(PaperInput sheet)
    {
        sheet.Twice = true;
        return sheet;
    }
}
