using Engagement.Core.Common;

namespace Engagement.Core.Surveys.Reports;

/// <summary>
/// A word that staff put on a free answer, to find what is said of one thing. It belongs to the answer and goes with it; nobody and no time is kept with it.
/// Not audited: the trail would outlive the answer.
/// </summary>
public sealed class AnswerTag : Entity
{
    /// <summary>Most characters.</summary>
    public const int Most = 40;

    private AnswerTag() { }

    /// <summary>A tag (see <see cref="Spelled"/>) on the answer to a question; unique.</summary>
    public AnswerTag(Guid responseId, string question, string tag) : base(Guid.NewGuid()) => (ResponseId, Question, Tag) = (responseId, question, tag);

    /// <summary>The response that holds the answer.</summary>
    public Guid ResponseId { get; private init; }

    /// <summary>Key of the question.</summary>
    public string Question { get; private init; } = "";

    /// <summary>The word or words, 1 to 40 characters.</summary>
    public string Tag { get; private init; } = "";

    /// <summary>One spelling for all: small letters, single blanks; null when nothing is left.</summary>
    public static string? Spelled(string? tag) => Text.Clean(tag)?.ToLowerInvariant();
}

/// <summary>Points to an answer, to put a tag on it. Pages can't look into it: the response's id would tell which answers are one person's.</summary>
public sealed record AnswerRef
{
    internal AnswerRef(Guid response, string question) => (Response, Question) = (response, question);

    internal Guid Response { get; }

    internal string Question { get; }

    // The runtime's hash starts from a random number in each process: no order of people, another one for each question, and the same when the list is read again.
    internal int Place => HashCode.Combine(Response, Question);
}
