using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Web.Setup;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Engagement.Web.Components.Shared;

/// <summary>Base of static pages for people who are, or become, signed in: the request, the texts, the error to show.</summary>
/// <typeparam name="TTexts">Their resources; the key is the English text.</typeparam>
public abstract class TextPage<TTexts> : ComponentBase
{
    /// <summary>The request.</summary>
    [CascadingParameter] protected HttpContext Http { get; set; } = default!;

    [Inject] protected NavigationManager Navigation { get; set; } = default!;

    /// <summary>Texts.</summary>
    [Inject] protected IStringLocalizer<TTexts> L { get; set; } = default!;

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

    private sealed record Told(string Text) : Error(Text);
}
