using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Surveys;

namespace Engagement.Web.Components.Pages.Surveys.Instruments;

/// <summary>
/// A draft while somebody edits it. Every change is stored at once, one save after the other; what can't be stored stays here with its problem.
/// When somebody else stored in between, both sets of changes are put together and what came of it is told.
/// </summary>
internal sealed class DraftSession(InstrumentDraftService drafts, Actor me, DraftView view)
{
    private const int MostSteps = 50;
    private readonly List<SurveyContent> before = [];
    private SurveyContent stored = view.Content;
    private int token = view.Token;
    private Task running = Task.CompletedTask;

    /// <summary>The draft as it was opened.</summary>
    public DraftView View { get; } = view;

    /// <summary>What is asked, with all changes.</summary>
    public SurveyContent Content { get; private set; } = view.Content;

    /// <summary>Why the last changes could not be stored.</summary>
    public Error? Problem { get; private set; }

    /// <summary>What came of somebody else's changes, until it is put away.</summary>
    public Merged? Merged { get; private set; }

    /// <summary>True when changes are here that are not stored.</summary>
    public bool Unsaved => !ReferenceEquals(Content, stored);

    /// <summary>True when there is a draft in the database.</summary>
    public bool Drafted => token > 0;

    /// <summary>Version of the draft's row.</summary>
    public int Token => token;

    /// <summary>True when a change can be taken back.</summary>
    public bool MayUndo => before.Count > 0;

    /// <summary>Takes a change; <see cref="SaveAsync"/> stores it.</summary>
    public void Change(SurveyContent next)
    {
        before.Add(Content);
        if (before.Count > MostSteps) before.RemoveAt(0);
        Content = next;
    }

    /// <summary>Takes the last change back.</summary>
    public void Undo()
    {
        if (before.Count == 0) return;
        Content = before[^1];
        before.RemoveAt(before.Count - 1);
    }

    /// <summary>Puts the note on somebody else's changes away.</summary>
    public void Forget() => Merged = null;

    /// <summary>Stores until nothing is left to store; a call during a save waits for that one, which takes the new changes along.</summary>
    public Task SaveAsync() => running.IsCompleted ? running = StoreAsync() : running;

    private async Task StoreAsync()
    {
        while (Unsaved)
        {
            var sent = Content;
            var saved = await drafts.SaveAsync(me, View.SurveyId, token, sent);
            if (saved.Error is Stale && await MergeAsync()) continue;
            Problem = saved.Error;
            // What was changed meanwhile may be what puts it right.
            if (!saved.Ok && ReferenceEquals(Content, sent)) return;
            if (!saved.Ok) continue;
            (token, stored) = (saved.Value.Token, saved.Value.Content);
            if (ReferenceEquals(Content, sent)) Content = stored;
        }
        Problem = null;
    }

    private async Task<bool> MergeAsync()
    {
        var theirs = await drafts.OpenAsync(me, View.SurveyId);
        if (!theirs.Ok) return false;
        var merged = DraftMerge.Of(stored, Content, theirs.Value.Content);
        Merged = new Merged(merged.Content, [.. Merged?.Taken ?? [], .. merged.Taken], [.. Merged?.Both ?? [], .. merged.Both]);
        // Steps from before would take back what the other person did.
        before.Clear();
        (Content, stored, token) = (merged.Content, theirs.Value.Content, theirs.Value.Token);
        return true;
    }
}
