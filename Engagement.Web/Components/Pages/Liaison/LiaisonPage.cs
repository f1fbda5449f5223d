using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Web.Resources;
using Engagement.Web.Setup;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Engagement.Web.Components.Pages.Liaison;

/// <summary>Base of liaisons' own pages: the request, the texts, the error to show.</summary>
public abstract class LiaisonPage : ComponentBase
{
    [CascadingParameter] protected HttpContext Http { get; set; } = default!;

    [Inject] protected NavigationManager Navigation { get; set; } = default!;

    /// <summary>Texts; the key is the English text.</summary>
    [Inject] protected IStringLocalizer<LiaisonTexts> L { get; set; } = default!;

    /// <summary>The last expected failure.</summary>
    protected Error? Problem { get; set; }

    /// <summary>Who is signed in.</summary>
    protected Actor Me => CurrentActor.From(Http.User);
}
