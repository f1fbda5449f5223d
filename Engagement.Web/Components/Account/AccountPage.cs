using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Web.Resources;
using Engagement.Web.Setup;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Engagement.Web.Components.Account;

/// <summary>Base of account pages: the request, the texts, the error to show.</summary>
public abstract class AccountPage : ComponentBase
{
    [CascadingParameter] protected HttpContext Http { get; set; } = default!;

    [Inject] protected NavigationManager Navigation { get; set; } = default!;

    /// <summary>Texts; the key is the English text.</summary>
    [Inject] protected IStringLocalizer<AccountTexts> L { get; set; } = default!;

    /// <summary>The last expected failure.</summary>
    protected Error? Problem { get; set; }

    /// <summary>Who is signed in.</summary>
    protected Actor Me => CurrentActor.From(Http.User);

    /// <summary>The session of this browser.</summary>
    protected Guid? SessionId => AccountClaims.SessionOf(Http.User);

    /// <summary>Leads everybody to where their work is.</summary>
    protected const string Start = "/account/home";

    /// <summary>A local path to go to after signing in, never another site.</summary>
    protected static string Local(string? returnUrl) => returnUrl is ['/', not '/' and not '\\', ..] ? returnUrl : Start;
}
