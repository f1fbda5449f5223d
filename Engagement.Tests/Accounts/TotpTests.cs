using Engagement.Tests.Infrastructure;

namespace Engagement.Tests.Accounts;

public class TotpTests
{
    /// <summary>Test vectors of RFC 6238, appendix B (last six of eight digits), so that the browser tests' app is right.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(20000000000, "353130")]
    public void Code_OfTheStandardsVectors_Fits(long seconds, string code) =>
        Totp.Code("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", DateTimeOffset.FromUnixTimeSeconds(seconds)).ShouldBe(code);
}
