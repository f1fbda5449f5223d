using Engagement.Core.Office;

namespace Engagement.Web.Components.Pages.Public.Surveys;

/// <summary>What is around a survey.</summary>
/// <param name="Office">The office's settings.</param>
/// <param name="Asset">The address of a static file.</param>
/// <param name="Kiosk">Class code of a shared computer; null: a device of one's own.</param>
public sealed record SurveySite(OfficeSettings Office, Func<string, string> Asset, string? Kiosk);
