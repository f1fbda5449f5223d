namespace Engagement.Core.Surveys.Analysis;

/// <summary>Persons who answered a yes/no or right/wrong question twice.</summary>
/// <param name="Before">Whether they said yes (were right) before.</param>
/// <param name="After">Whether they did after.</param>
/// <param name="Groups">The group in each view, as in <see cref="Answered"/>.</param>
/// <param name="Count">How many.</param>
public sealed record AnsweredTwice(bool Before, bool After, IReadOnlyList<string> Groups, int Count = 1);

/// <summary>What may be published of a question that was answered twice.</summary>
/// <param name="Before">Option 0 is yes, option 1 everything else.</param>
/// <param name="After">The same after.</param>
/// <param name="Changes">
/// Options yes–yes, no–yes, yes–no, no–no; null unless every one of these counts may be shown in every group. Only with it may McNemar's figures and the paired interval be shown:
/// p tells how many changed their mind which way. Without it <see cref="ChangeBounds"/> says what the shown counts say anyway.
/// </param>
public sealed record PairedPublication(Publication Before, Publication After, Publication? Changes);

/// <summary>Small cells of questions that were answered twice.</summary>
public static class PairedCells
{
    /// <summary>
    /// As <see cref="SmallCells.Protect"/>, before and after each by itself. That is safe because the counts before tell nothing of the counts after:
    /// any two tables of the same groups fit together. The changes would tie them, so they are shown whole or not at all.
    /// </summary>
    public static PairedPublication Protect(IEnumerable<AnsweredTwice> people, int threshold, IReadOnlyList<string> views, PairedPublication? earlier = null)
    {
        var all = people.ToList();
        var changes = SmallCells.Protect(all.Select(p => new Answered(Change(p), p.Groups, p.Count)), 4, threshold, views);
        return new(Margin(p => p.Before, earlier?.Before), Margin(p => p.After, earlier?.After), changes.Whole ? changes : null);

        Publication Margin(Func<AnsweredTwice, bool> yes, Publication? known) =>
            SmallCells.Protect(all.Select(p => new Answered(yes(p) ? 0 : 1, p.Groups, p.Count)), 2, threshold, views, known?.Known());
    }

    private static int Change(AnsweredTwice person) => (person.Before, person.After) switch
    {
        (true, true) => 0,
        (false, true) => 1,
        (true, false) => 2,
        _ => 3,
    };
}
