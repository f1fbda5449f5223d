using System.Diagnostics;
using Engagement.Core.Certificates;
using Engagement.Core.Certificates.Printing;

namespace Engagement.Tests.Certificates;

/// <summary>Certificates out of thin air, and Poppler's tools to look into PDFs.</summary>
internal static class Samples
{
    public static CertificateSheet Sheet(string name, int signatures = 2, string language = "en", CertificateStatus status = CertificateStatus.Valid)
    {
        var content = new CertificateContent
        {
            CityName = "City of Example",
            OfficeName = "Example 311",
            ProgramName = "Citizens Academy",
            CohortName = "Fall class",
            Title = CertificateWords.For(language).Title,
            Name = name,
            Sessions = 8,
            Minutes = 480,
            From = new(2026, 9, 3),
            To = new(2026, 10, 22),
            Language = language,
            Signatures = [.. Enumerable.Range(1, signatures).Select(i => new SignatureLine { Name = $"Signer {i}", Title = "Director" })],
        };
        content.Text = CertificateText.Fill("has completed {program}: {sessions} sessions, {hours} hours, {from} to {to}.", content);
        return new("ACA-2026-0042", "ABCDEFGHJKMN", new(2026, 10, 22), status, content, "https://example.org/verify/ABCDEFGHJKMN");
    }

    /// <summary>Runs a tool of poppler-utils over a PDF and gives what it prints.</summary>
    public static string Poppler(byte[] pdf, string tool, params string[] arguments)
    {
        var file = Path.Combine(Path.GetTempPath(), $"engagement-{Guid.NewGuid():n}.pdf");
        File.WriteAllBytes(file, pdf);
        try
        {
            var start = new ProcessStartInfo(tool, [.. arguments, file, .. tool == "pdftotext" ? ["-"] : Array.Empty<string>()]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return output + errors.GetAwaiter().GetResult();
        }
        finally
        {
            File.Delete(file);
        }
    }
}

/// <summary>A test that looks into a PDF; shown as skipped where poppler-utils is missing, required in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PopplerTheoryAttribute : TheoryAttribute
{
    public PopplerTheoryAttribute() =>
        Skip = File.Exists("/usr/bin/pdftotext") || Environment.GetEnvironmentVariable("CI") is not null ? null : "poppler-utils is not installed; bin/test installs it.";
}
