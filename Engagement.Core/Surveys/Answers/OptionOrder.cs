namespace Engagement.Core.Surveys;

/// <summary>
/// Options in another order for each respondent. There are sixteen orders, enough to even out that first options are chosen more often;
/// so few, because a page that nobody has answered yet can then be kept ready for everybody who sees the same order.
/// </summary>
public static class OptionOrder
{
    /// <summary>How many there are.</summary>
    public const int Orders = 16;

    /// <summary>The order of a response: taken from its random id, so the same at every visit.</summary>
    public static int Of(Guid responseId) => responseId.ToByteArray()[0] % Orders;

    /// <summary>The options of a question in that order. Scales and yes/no keep theirs.</summary>
    public static IReadOnlyList<Option> Options(Question question, int order)
    {
        var options = Choices.Of(question);
        if (!question.Shuffled || question.Kind is not (QuestionKind.OneChoice or QuestionKind.SeveralChoices or QuestionKind.Knowledge)) return options;
        // Fisher and Yates with a small generator of our own: System.Random promises no sequence across versions of .NET.
        var state = question.Key.Aggregate(2166136261u + (uint)order * 40503u, (hash, c) => (hash ^ c) * 16777619u);
        var mixed = options.ToArray();
        for (var i = mixed.Length - 1; i > 0; i--)
        {
            state = state * 1664525u + 1013904223u;
            var j = (int)((state >> 8) % (uint)(i + 1));
            (mixed[i], mixed[j]) = (mixed[j], mixed[i]);
        }
        return mixed;
    }
}
