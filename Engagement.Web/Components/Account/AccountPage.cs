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

    /// <summary>The last expected failure, in the language of the page.</summary>
    protected Error? Problem
    {
        get;
        set => field = value switch
        {
            Invalid invalid => new Invalid([.. invalid.Problems.Select(p => p with { Message = L[p.Message] })]),
            null => null,
            _ => new Told(L[value.Message]),
        };
    }

    /// <summary>Who is signed in.</summary>
    protected Actor Me => CurrentActor.From(Http.User);

    /// <summary>The session of this browser.</summary>
    protected Guid? SessionId => AccountClaims.SessionOf(Http.User);

    /// <summary>A local path to go to after signing in, never another site.</summary>
    protected static string Local(string? returnUrl) => returnUrl is ['/', not '/' and not '\\', ..] ? returnUrl : "/staff";

    private sealed record Told(string Text) : Error(Text);
}
