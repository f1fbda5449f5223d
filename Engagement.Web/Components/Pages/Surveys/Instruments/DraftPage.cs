using Engagement.Core.Surveys;
using Engagement.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace Engagement.Web.Components.Pages.Surveys.Instruments;

/// <summary>Base of pages that edit what an instrument asks.</summary>
public abstract class DraftPage : StaffPage
{
    [Inject] private InstrumentDraftService Drafts { get; set; } = default!;

    /// <summary>The instrument.</summary>
    [Parameter] public Guid Id { get; set; }

    /// <summary>The draft; null until it is loaded, and when there is no such instrument.</summary>
    internal DraftSession? Session { get; private set; }

    /// <summary>What is asked.</summary>
    protected SurveyContent Content => Session!.Content;

    /// <inheritdoc />
    protected override async Task LoadAsync()
    {
        if (Session?.View.SurveyId == Id) return;
        Session = Take(await Drafts.OpenAsync(Me, Id)) is { } view ? new DraftSession(Drafts, Me, view) : null;
    }

    /// <summary>Takes a change and stores it.</summary>
    protected Task ChangeAsync(SurveyContent next)
    {
        Session!.Change(next);
        return Session.SaveAsync();
    }

    /// <summary>Takes the last change back and stores that.</summary>
    protected Task UndoAsync()
    {
        Session!.Undo();
        return Session.SaveAsync();
    }
}
