using System.Security.Cryptography;
using Engagement.Core.Surveys;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace Engagement.Web.Setup;

/// <summary>
/// What a browser holds of a survey. <c>survey</c> is the pass, protected, until the answers are in. <c>survey-mark</c> is readable by our script: answers that wait
/// in the browser belong to it and to nobody else. <c>survey-kiosk</c> makes a shared computer return to the code field of its class.
/// <c>survey-done</c> lives for one view of the thank-you page. All end with the browser, and go to /s alone.
/// </summary>
public sealed class SurveyCookies(IDataProtectionProvider protection, IOptions<AntiforgeryOptions> secure)
{
    private const string Pass = "survey", Mark = "survey-mark", KioskName = "survey-kiosk", Done = "survey-done";
    private readonly IDataProtector passes = protection.CreateProtector("survey pass"), ends = protection.CreateProtector("survey done");

    /// <summary>The pass of a request; null when it has none that counts. Read once per request.</summary>
    public SurveyPass? Read(HttpContext http)
    {
        if (http.Items.TryGetValue(Pass, out var known)) return (SurveyPass?)known;
        var pass = Open(passes, http.Request.Cookies[Pass]) is { Length: 48 } b ? new SurveyPass(new Guid(b.AsSpan(0, 16)), new Guid(b.AsSpan(16, 16)), new Guid(b.AsSpan(32))) : (SurveyPass?)null;
        http.Items[Pass] = pass;
        return pass;
    }

    /// <summary>The value of the pass's cookie.</summary>
    public string Seal(SurveyPass pass) => Close(passes, [.. pass.ResponseId.ToByteArray(), .. pass.WindowId.ToByteArray(), .. pass.VersionId.ToByteArray()]);

    /// <summary>Gives a pass.</summary>
    public void Issue(HttpContext http, SurveyPass pass)
    {
        Set(http, Pass, Seal(pass));
        Set(http, Mark, Convert.ToHexStringLower(SHA256.HashData(pass.ResponseId.ToByteArray()).AsSpan(0, 8)), readable: true);
    }

    /// <summary>Takes the pass away.</summary>
    public void Drop(HttpContext http)
    {
        Delete(http, Pass);
        Delete(http, Mark);
    }

    /// <summary>Takes the pass away and remembers for the thank-you page what was asked and in which language.</summary>
    public void Finish(HttpContext http, Guid versionId, string language, bool again)
    {
        Drop(http);
        Set(http, Done, Close(ends, [.. versionId.ToByteArray(), again ? (byte)1 : (byte)0, .. System.Text.Encoding.UTF8.GetBytes(language)]));
    }

    /// <summary>What <see cref="Finish"/> remembered; it is forgotten with this view.</summary>
    public (Guid VersionId, string Language, bool Again)? Finished(HttpContext http)
    {
        var kept = Open(ends, http.Request.Cookies[Done]);
        Delete(http, Done);
        return kept is { Length: > 17 } b ? (new Guid(b.AsSpan(0, 16)), System.Text.Encoding.UTF8.GetString(b, 17, b.Length - 17), b[16] == 1) : null;
    }

    /// <summary>Class code of a shared computer; null when it is none.</summary>
    public string? Kiosk(HttpContext http) => Open(ends, http.Request.Cookies[KioskName]) is { } b ? System.Text.Encoding.UTF8.GetString(b) : null;

    /// <summary>Makes this browser a shared computer of a class, or no more.</summary>
    public void SetKiosk(HttpContext http, string? classCode)
    {
        if (classCode is null) Delete(http, KioskName);
        else Set(http, KioskName, Close(ends, System.Text.Encoding.UTF8.GetBytes(classCode)));
    }

    private void Set(HttpContext http, string name, string value, bool readable = false) => http.Response.Cookies.Append(name, value, Options(http, readable));

    private void Delete(HttpContext http, string name) => http.Response.Cookies.Delete(name, Options(http, readable: false));

    private CookieOptions Options(HttpContext http, bool readable) => new()
    {
        Path = "/s",
        HttpOnly = !readable,
        IsEssential = true,
        SameSite = SameSiteMode.Strict,
        Secure = secure.Value.Cookie.SecurePolicy == CookieSecurePolicy.Always || http.Request.IsHttps,
    };

    private static string Close(IDataProtector protector, byte[] plain) => WebEncoders.Base64UrlEncode(protector.Protect(plain));

    private static byte[]? Open(IDataProtector protector, string? value)
    {
        if (string.IsNullOrEmpty(value) || value.Length > 1000) return null;
        try { return protector.Unprotect(WebEncoders.Base64UrlDecode(value)); }
        catch (Exception e) when (e is CryptographicException or FormatException) { return null; }
    }
}
