using Engagement.Web.Components.Shared;
using Engagement.Web.Resources;

namespace Engagement.Web.Components.Account;

/// <summary>Base of account pages.</summary>
public abstract class AccountPage : TextPage<AccountTexts>
{
    /// <summary>Leads everybody to where their work is.</summary>
    protected const string Start = "/account/home";

    /// <summary>A local path to go to after signing in, never another site.</summary>
    protected static string Local(string? returnUrl) => returnUrl is ['/', not '/' and not '\\', ..] ? returnUrl : Start;
}
