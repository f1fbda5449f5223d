using System.Text;
using Engagement.Core.ServiceRequests;

namespace Engagement.Tests.ServiceRequests;

public class GeoReaderTests
{
    private static (IReadOnlyList<GeoItem> Items, bool Errors)? Read(string text) => GeoReader.Read(Encoding.UTF8.GetBytes(text));

    [Theory]
    [InlineData("""[{"service_request_id":"7","crew":"Blue"}]""")]
    [InlineData("""[{"service_request_id":7,"crew":"Blue"}]""")]
    [InlineData("""{"service_request_id":7,"crew":"Blue"}""")]
    [InlineData("""{"service_requests":[{"service_request_id":"7","crew":"Blue"}]}""")]
    [InlineData("""{"service_requests":{"request":{"service_request_id":"7","crew":"Blue"}}}""")]
    [InlineData("\uFEFF  [{\"service_request_id\":\"7\",\"crew\":\"Blue\"},]")]
    [InlineData("<service_requests><request><service_request_id>7</service_request_id><crew>Blue</crew></request></service_requests>")]
    [InlineData("""<?xml version="1.0"?><service_requests type="array"><request><service_request_id> 7 </service_request_id><crew>Blue</crew><lat/></request></service_requests>""")]
    [InlineData("""<service_requests xmlns="http://wiki.open311.org/GeoReport_v2"><request><service_request_id>7</service_request_id><crew>Blue</crew></request></service_requests>""")]
    [InlineData("<request><service_request_id>7</service_request_id><crew>Blue</crew></request>")]
    public void Read_OneRequestInEveryForm_IsTheSame(string text)
    {
        var read = Read(text)!.Value;
        read.Errors.ShouldBeFalse();
        var item = read.Items.ShouldHaveSingleItem();
        (item["service_request_id"], item["crew"], item["lat"]).ShouldBe(("7", "Blue", null));
    }

    [Theory]
    [InlineData("[]", 0)]
    [InlineData("<service_requests/>", 0)]
    [InlineData("<service_requests type=\"array\"></service_requests>", 0)]
    [InlineData("<services><service><service_code>1</service_code></service><service><service_code>2</service_code></service></services>", 2)]
    public void Read_Lists_HaveTheirItems(string text, int count) => Read(text)!.Value.Items.Count.ShouldBe(count);

    [Theory]
    [InlineData("""[{"code":"403","description":"no"}]""")]
    [InlineData("""[{"code":403,"description":"no"}]""")]
    [InlineData("""{"errors":[{"code":403,"description":"no"}]}""")]
    [InlineData("<errors><error><code>403</code><description>no</description></error></errors>")]
    public void Read_Errors_AreKnown(string text)
    {
        var read = Read(text)!.Value;
        read.Errors.ShouldBeTrue();
        read.Items.ShouldHaveSingleItem()["code"].ShouldBe("403");
    }

    [Theory]
    [InlineData("")]
    [InlineData("Thank you!")]
    [InlineData("<html><body>Thank you</body></html>")]
    [InlineData("<!DOCTYPE html><html><body>Thank you<br></body></html>")]
    [InlineData("<service_requests><request><service_request_id>7</service")]
    [InlineData("[{\"service_request_id\":\"7\"")]
    [InlineData("\"7\"")]
    [InlineData("""<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]><service_requests><request><service_request_id>&x;</service_request_id></request></service_requests>""")]
    [InlineData("""<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><r>&b;</r>""")]
    public void Read_OtherThings_AreNotBelieved(string text) => Read(text).ShouldBeNull();

    [Fact]
    public void Read_DeepOnes_AreRefused()
    {
        Read(string.Concat(Enumerable.Repeat("<a><b>1</b>", 100)) + string.Concat(Enumerable.Repeat("</a>", 100))).ShouldBeNull();
        Read(new string('[', 100) + new string(']', 100)).ShouldBeNull();
    }

    [Theory]
    [InlineData(GeoReplyKind.NotReached, 0, "", null, HandOverKind.Later)]
    [InlineData(GeoReplyKind.Lost, 0, "", null, HandOverKind.Unknown)]
    [InlineData(GeoReplyKind.Unreadable, 200, "", null, HandOverKind.Unknown)]
    [InlineData(GeoReplyKind.Unreadable, 502, "", null, HandOverKind.Unknown)]
    [InlineData(GeoReplyKind.Unreadable, 404, "", null, HandOverKind.Later)]
    [InlineData(GeoReplyKind.Unreadable, 301, "", null, HandOverKind.Later)]
    [InlineData(GeoReplyKind.Unreadable, 503, "", null, HandOverKind.Later)]
    [InlineData(GeoReplyKind.Unreadable, 400, "", null, HandOverKind.Refused)]
    [InlineData(GeoReplyKind.Answer, 404, """[{"code":"404","description":"service_code"}]""", null, HandOverKind.Refused)]
    [InlineData(GeoReplyKind.Answer, 403, """[{"code":"403","description":"key"}]""", null, HandOverKind.Later)]
    [InlineData(GeoReplyKind.Answer, 200, """[{"code":"403","description":"key"}]""", null, HandOverKind.Later)]
    [InlineData(GeoReplyKind.Answer, 200, """[{"code":"500","description":"oh"}]""", null, HandOverKind.Unknown)]
    [InlineData(GeoReplyKind.Answer, 200, """[{"service_request_id":9}]""", null, HandOverKind.Taken)]
    [InlineData(GeoReplyKind.Answer, 201, """[{"service_request_id":"9","token":"t"}]""", "batch", HandOverKind.Taken)]
    [InlineData(GeoReplyKind.Answer, 200, """[{"token":"t"}]""", null, HandOverKind.Token)]
    [InlineData(GeoReplyKind.Answer, 200, "[]", "blackbox", HandOverKind.Swallowed)]
    [InlineData(GeoReplyKind.Answer, 200, "[]", "realtime", HandOverKind.Unknown)]
    public void HandOver_EveryAnswer_IsReadCarefully(GeoReplyKind kind, int status, string body, string? type, HandOverKind expected)
    {
        var read = body.Length == 0 ? default : Read(body)!.Value;
        HandOver.Of(new GeoReply(kind, status, read.Items ?? [], read.Errors, ""), type).Kind.ShouldBe(expected);
    }

    [Theory]
    [InlineData("2026-03-02T10:00:00-05:00", "2026-03-02T15:00:00")]
    [InlineData("2026-03-02T10:00:00 05:00", "2026-03-02T05:00:00")]
    [InlineData("2026-03-02T15:00:00.123Z", "2026-03-02T15:00:00")]
    [InlineData("2026-03-02", "2026-03-02T00:00:00")]
    [InlineData("yesterday", null)]
    [InlineData("9999-12-31T23:59:59Z", null)]
    public void Time_AsOthersWriteIt_IsUtc(string text, string? expected) =>
        GeoTime.Read(text)?.From.ToString("yyyy-MM-dd'T'HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture).ShouldBe(expected);
}
