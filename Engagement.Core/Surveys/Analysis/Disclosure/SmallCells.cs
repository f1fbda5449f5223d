namespace Engagement.Core.Surveys.Analysis;

/// <summary>
/// Hides small counts in published tables, and as many others as it takes that nobody can compute them back, from one table or from several views of the same people.
/// Decision 012 says how it works, what is proved, and what it does not protect against.
/// </summary>
public static class SmallCells
{
    /// <summary>Smallest count that the public sees.</summary>
    public const int Public = 10;

    /// <summary>Smallest count that staff and leadership see.</summary>
    public const int Inside = 5;

    /// <summary>
    /// What may be published of one question. Call it once for all views that anybody will ever see of these people, and show nothing but what it returns.
    /// For every cell below the threshold there are then at least <c>threshold</c> different counts that agree with all that is published (or as many as the group,
    /// or the rest beside it, has persons and one; at least two where nothing but all together is told), also for somebody who knows the groups of each person.
    /// </summary>
    /// <param name="people">Those who answered. Counted by option and groups, so a query's groups can be handed over as they are.</param>
    /// <param name="options">How many options the question has; an option that nobody chose is one.</param>
    /// <param name="threshold">Smallest count that is shown, 2 or more.</param>
    /// <param name="views">Names of the views, as many as each person has groups. Each view costs cells, so none that nobody looks at, and none with a single group.</param>
    /// <param name="earlier">
    /// What is out already of these people: <see cref="Publication.Known"/> of an earlier report, or of the public report when this one is for staff. It stays shown.
    /// People who came since belong to a group of their own, in a view that parts them from those of the earlier report.
    /// </param>
    public static Publication Protect(
        IEnumerable<Answered> people, int options, int threshold, IReadOnlyList<string> views, IEnumerable<KnownCell>? earlier = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threshold, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(options, 1);
        var pattern = new Pattern(new Population(people, options, views.Count), threshold);
        Earlier.Learn(pattern, views, earlier ?? []);
        Subtractions.HideSmall(pattern);
        var safe = Protection.Complete(pattern);
        return Reading.Of(pattern, views, safe);
    }
}
