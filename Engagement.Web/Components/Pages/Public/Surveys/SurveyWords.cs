using System.Globalization;
using Engagement.Core.Common;
using Engagement.Core.Surveys;
using Engagement.Web.Resources;
using Microsoft.Extensions.Localization;

namespace Engagement.Web.Components.Pages.Public.Surveys;

/// <summary>Errors and promises in the reader's language.</summary>
public static class SurveyWords
{
    /// <summary>An error, with its time where it has one.</summary>
    public static string Say(IStringLocalizer<SurveyTexts> text, Error error) => error switch
    {
        SurveyAhead { Opens: { } opens } => text["This survey opens on {0}. Come back then.", opens.ToString("f", CultureInfo.CurrentCulture)],
        SurveyClosed closed => text["This survey closed on {0}.", closed.Closed.ToString("f", CultureInfo.CurrentCulture)],
        _ => text[error.Message],
    };

    /// <summary>What is promised about answers.</summary>
    public static string Of(IStringLocalizer<SurveyTexts> text, Promise promise) => text[promise switch
    {
        Promise.Identified => "The staff can see who gave which answer.",
        Promise.Confidential => "Nobody looks up what you alone answered. Your code only ties this survey to your next one.",
        _ => "Your answers are anonymous: nothing ties them to you.",
    }];
}
